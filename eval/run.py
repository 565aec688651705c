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
        spent = getattr(error, "usage", None)
        return {
            "id": case.id,
            "error": f"{type(error).__name__}: {error}",
            "usage": spent.model_dump() if spent else None,
            "seconds": time.perf_counter() - began,
        }
    return {
        "id": case.id,
        "prediction": predicted(analysis).model_dump(mode="json"),
        "quadrant": analysis.quadrant,
        "hypotheses": [one.id for one in analysis.hypotheses],
        "moves": [move.id for move in analysis.moves],
        "confidence": {aspect: finding.confidence for aspect, finding in analysis.findings.items()},
        "usage": analysis.usage.model_dump() if analysis.usage else None,
        "seconds": time.perf_counter() - began,
    }


@click.command()
@click.option("--cases", "path", type=click.Path(path_type=Path), required=True, help="Labelled cases, JSON lines.")
@click.option(
    "--engine", type=click.Choice(["offline", "language_model", "auto", "replay"]), default="offline", show_default=True
)
@click.option("--replies", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Folder of answers, for --engine replay.")
@click.option("--prompts", type=click.Path(path_type=Path, file_okay=False), help="Only write what a model would be asked to this folder.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for the results.")
@click.option("--concurrency", type=click.IntRange(1, 64), default=1, show_default=True)
@click.option("--limit", type=click.IntRange(1), help="Only the first N cases.")
def main(
    path: Path, engine: str, replies: Path | None, prompts: Path | None, out: Path | None, concurrency: int, limit: int | None
) -> None:
    """Score an engine on labelled cases."""
    try:
        cases = read_cases(path)[:limit]
    except CaseFileError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    if prompts:
        _write_prompts(cases, prompts)
        return
    if out is None or (engine == "replay" and replies is None):
        raise click.UsageError("--out DIR is needed" if out is None else "--engine replay needs --replies DIR")
    out.mkdir(parents=True, exist_ok=True)
    lines = _run(cases, _engine(engine, replies), out / "predictions.jsonl", concurrency)
    scored = [(case, line) for case, line in zip(cases, lines, strict=True) if "error" not in line]
    found = metrics([case for case, _ in scored], [Labels.model_validate(line["prediction"]) for _, line in scored])
    found |= {"engine": engine, "failed": [line["id"] for line in lines if "error" in line], "usage": _cost(lines)}
    (out / "metrics.json").write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    click.echo(totals(found))


def _write_prompts(cases: list[LabelledCase], folder: Path) -> None:
    from analyzer.case import Profile
    from analyzer.engines.language_model.replay import write_prompts

    written = [path for case in cases for path in write_prompts(case.case, Profile(), folder)]
    click.echo(f"{len(written)} requests in {folder}; put each answer beside its request as ID.reply.json")


def _engine(name: str, replies: Path | None) -> Any:
    if name != "replay" or replies is None:
        return name
    from analyzer.engines.language_model.replay import Replay

    return Replay(replies)


def _cost(lines: list[dict[str, Any]]) -> dict[str, Any]:
    """What a language model cost over all cases, by the server's own count."""
    from analyzer.reading import Usage

    return sum((Usage.model_validate(line["usage"]) for line in lines if line.get("usage")), Usage()).model_dump()


def _run(cases: list[LabelledCase], engine: Any, path: Path, concurrency: int) -> list[dict[str, Any]]:
    lines = []
    with path.open("w", encoding="utf-8") as file, ThreadPoolExecutor(concurrency) as pool:
        with click.progressbar(pool.map(lambda case: run_case(case, engine), cases), length=len(cases), file=sys.stderr) as bar:
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
    lines = [f"{found['cases']} cases, engine {found['engine']}" + (f", failed: {', '.join(found['failed'])}" if found["failed"] else "")]
    for name, value in rows:
        shown = "–" if value["value"] is None else f"{value['value']:6.1%}  [{value['low']:.0%}–{value['high']:.0%}]  of {value['count']}"
        lines.append(f"{name:34}{shown}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
