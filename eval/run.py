"""Score an engine against labelled cases: ``python -m eval.run --cases FILE.jsonl --engine NAME --out DIR``."""
