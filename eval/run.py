"""Score an engine on labelled cases: ``python -m eval.run --cases FILE.jsonl --engine NAME --out DIR``.

Writes ``predictions.jsonl`` (a line a case, as soon as it is done), ``metrics.json`` and ``report.html`` to DIR and prints the totals.
"""

from __future__ import annotations

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import click

from analyzer.analysis import Analysis, analyze
from eval.labelled import CaseFileError, LabelledCase, Labels, read_cases
from eval.scoring import metrics


def predicted(analysis: Analysis) -> Labels:
    """An analysis in the shape of the labels."""
    findings = analysis.findings
    return Labels(
        contact=analysis.contact.name if analysis.contact else None,
        outside_cause=findings["outside_cause"].value == "true",
        **{aspect: findings[aspect].value for aspect in ("authority", "information", "momentum", "introduction")},  # type: ignore[arg-type]
        **{
            f"{aspect}_evidence": tuple(quote.text for quote in findings[aspect].quotes)
            for aspect in ("authority", "information", "introduction")
        },  # type: ignore[arg-type]
    )


def run_case(case: LabelledCase, engine: Any) -> dict[str, Any]:
    """One line of ``predictions.jsonl``; a case that fails loses only itself and says why."""
    began = time.perf_counter()
    try:
        analysis = analyze(case.case, engine)
    except Exception as error:  # noqa: BLE001  whatever goes wrong with one case must not take the others along
        return {"id": case.id, "error": f"{type(error).__name__}: {error}", "seconds": time.perf_counter() - began}
    return {
        "id": case.id,
        "prediction": predicted(analysis).model_dump(mode="json"),
        "quadrant": analysis.quadrant,
        "hypotheses": [one.id for one in analysis.hypotheses],
        "moves": [move.id for move in analysis.moves],
        "confidence": {aspect: finding.confidence for aspect, finding in analysis.findings.items()},
        "seconds": time.perf_counter() - began,
    }


@click.command()
@click.option("--cases", "path", type=click.Path(path_type=Path), required=True, help="Labelled cases, JSON lines.")
@click.option(
    "--engine", type=click.Choice(["offline", "language_model", "auto"]), default="offline", show_default=True
)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder for the results.")
@click.option("--concurrency", type=click.IntRange(1, 64), default=1, show_default=True)
@click.option("--limit", type=click.IntRange(1), help="Only the first N cases.")
def main(path: Path, engine: str, out: Path, concurrency: int, limit: int | None) -> None:
    """Score an engine on labelled cases."""
    try:
        cases = read_cases(path)[:limit]
    except CaseFileError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    out.mkdir(parents=True, exist_ok=True)
    lines = _run(cases, engine, out / "predictions.jsonl", concurrency)
    scored = [(case, line) for case, line in zip(cases, lines, strict=True) if "error" not in line]
    found = metrics([case for case, _ in scored], [Labels.model_validate(line["prediction"]) for _, line in scored])
    found |= {"engine": engine, "failed": [line["id"] for line in lines if "error" in line]}
    (out / "metrics.json").write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    click.echo(totals(found))


def _run(cases: list[LabelledCase], engine: str, path: Path, concurrency: int) -> list[dict[str, Any]]:
    lines = []
    with (
        path.open("w", encoding="utf-8") as file,
        ThreadPoolExecutor(concurrency) as pool,
        click.progressbar(
            pool.map(lambda case: run_case(case, engine), cases), length=len(cases), file=sys.stderr
        ) as bar,
    ):
        for line in bar:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()
            lines.append(line)
    return lines


def totals(found: dict[str, Any]) -> str:
    """The totals as lines of text."""
    rows = [(aspect, scores["accuracy"]) for aspect, scores in found["aspects"].items()]
    rows += [("both axes", found["both_axes"]), ("contact", found["contact"])]
    rows += [(name.replace("_", " "), value) for name, value in found["errors"].items()]
    rows += [(f"outside cause {name}", value) for name, value in found["outside_cause"].items()]
    rows += [(f"{aspect} evidence overlaps", value["overlaps"]) for aspect, value in found["evidence"].items()]
    rows.append(("quotes verbatim", found["verbatim"]))
    lines = [
        f"{found['cases']} cases, engine {found['engine']}"
        + (f", failed: {', '.join(found['failed'])}" if found["failed"] else "")
    ]
    for name, value in rows:
        shown = (
            "–"
            if value["value"] is None
            else f"{value['value']:6.1%}  [{value['low']:.0%}–{value['high']:.0%}]  of {value['count']}"
        )
        lines.append(f"{name:34}{shown}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
