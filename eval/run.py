"""Score an engine on labelled cases: ``python -m eval.run --cases FILE.jsonl --engine NAME --out DIR``.

Writes ``predictions.jsonl`` (a line a case, as soon as it is done), ``lost.jsonl`` (what failed attempts took), ``metrics.json`` and ``report.html`` to DIR and prints the totals. A run
that was stopped, by ``kill -9`` too, goes on where it was when started again with the same DIR. Cases of the fixed set are shown one by one
only with ``--reveal``, and the report says that they were.

pydantic-evals runs the cases, so many at a time. It has no resume of its own, and its ``repeat`` cannot run single repetitions that are still
missing: each pending pair of case and repetition is a case to it, and each result is written as it comes.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import click

from analyzer.engines.language_model.replay import Replay, write_prompts
from analyzer.settings import EngineName
from eval.engines import Price, ask_anew, asked_of, estimate, price_for, run_case
from eval.labelled import CaseFileError, LabelledCase, checksum, is_fixed, read_cases
from eval.report import write_report
from eval.runs import (
    Appender,
    Line,
    claim,
    open_to_append,
    program_version,
    read_lost,
    read_predictions,
    shown_path,
    write_whole,
)
from eval.summary import summarise
from eval.totals import measures, totals

Pending = tuple[LabelledCase, int]


@click.command()
@click.option("--cases", "path", type=click.Path(path_type=Path), required=True, help="Labelled cases, JSON lines.")
@click.option(
    "--engine", type=click.Choice(["offline", "language_model", "auto", "replay"]), default="offline", show_default=True
)
@click.option(
    "--replies", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Answers, for --engine replay."
)
@click.option(
    "--prompts", type=click.Path(path_type=Path, file_okay=False), help="Only write what a model would be asked there."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Folder for the results; a stopped run there is gone on with.",
)
@click.option("--concurrency", type=click.IntRange(1, 40), default=1, show_default=True, help="Cases at a time.")
@click.option("--limit", type=click.IntRange(1), help="Only the first N cases.")
@click.option(
    "--repeat", type=click.IntRange(1, 100), default=1, show_default=True, help="Let the engine read each case N times."
)
@click.option(
    "--price",
    metavar="IN,OUT",
    help="US dollars for a million tokens in and out, where the model's list price is unknown.",
)
@click.option("--reveal", is_flag=True, help="Show cases of the fixed set one by one; the report then says so.")
@click.option(
    "--fail-under",
    multiple=True,
    metavar="KEY=VALUE",
    help="Exit 1 where a measure is lower, e.g. authority=0.9; may be repeated.",
)
@click.option(
    "--language", type=click.Choice(["ja", "en"]), default="ja", show_default=True, help="Language of report.html."
)
def main(  # noqa: PLR0913, PLR0917  the options of a command line
    path: Path,
    engine: str,
    replies: Path | None,
    prompts: Path | None,
    out: Path | None,
    concurrency: int,
    limit: int | None,
    repeat: int,
    price: str | None,
    reveal: bool,
    fail_under: tuple[str, ...],
    language: str,
) -> None:
    """Score an engine on labelled cases."""
    try:
        bounds = _bounds(fail_under)
        charged = price_for(price, engine)
        cases = read_cases(path)[:limit]
        if prompts:
            _write_prompts(cases, prompts)
            return
        if out is None or (engine == "replay" and replies is None):
            raise click.UsageError("--out DIR is needed" if out is None else "--engine replay needs --replies DIR")
        claim(out, _identity(path, engine))
        if repeat > 1:
            ask_anew()
        before = read_predictions(out / "predictions.jsonl", cases if limit is None else read_cases(path), torn=True)
        again = read_predictions(out / "repeats.jsonl", cases if limit is None else read_cases(path), torn=True)
    except CaseFileError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    done = before | again
    failures = _run(
        cases,
        _Job(_engine(engine, replies), charged, out, concurrency),
        [(case, turn) for case in cases for turn in range(1, repeat + 1) if (case.id, turn) not in done],
    )
    done |= read_predictions(out / "predictions.jsonl", read_cases(path)) | read_predictions(
        out / "repeats.jsonl", read_cases(path)
    )
    found = summarise(cases, done, repeat, read_lost(out / "lost.jsonl", cases)) | {
        "engine": engine,
        "failed": failures,
        "cases_file": shown_path(path),
    }
    hidden = is_fixed(cases) and not reveal
    found["revealed"] = is_fixed(cases) and reveal
    write_whole(
        out / "failures.jsonl",
        "".join(json.dumps({"id": key, "error": why}, ensure_ascii=False) + "\n" for key, why in failures.items()),
    )
    _write(out, found, cases, done, hidden=hidden, language=language)
    click.echo(totals(found))
    _tell_failures(failures, len(cases), hidden=hidden)
    _hold(bounds, measures(found))


class _Job:
    """What every case of a run shares."""

    def __init__(self, engine: EngineName | Replay, price: Price | None, out: Path, concurrency: int) -> None:
        self.engine, self.price, self.out, self.concurrency = engine, price, out, concurrency


def _engine(name: str, replies: Path | None) -> EngineName | Replay:
    return Replay(replies) if replies is not None and name == "replay" else cast("EngineName", name)


def _write_prompts(cases: Sequence[LabelledCase], folder: Path) -> None:
    from analyzer.case import Profile

    written = [path for case in cases for path in write_prompts(case.case, Profile(), folder)]
    click.echo(f"{len(written)} requests in {folder}; put each answer beside its request as ID.reply.json")


def _bounds(given: Sequence[str]) -> dict[str, float]:
    bounds = {}
    for one in given:
        key, _, value = one.partition("=")
        try:
            bounds[key.strip()] = float(value)
        except ValueError:
            raise CaseFileError(f"--fail-under {one}: write KEY=NUMBER, for example authority=0.9") from None
    return bounds


def _identity(path: Path, engine: str) -> dict[str, Any]:
    identity = {"cases": checksum(path)[:12], "engine": engine, "program": program_version()}
    return identity if engine == "offline" else identity | asked_of()


def _run(cases: Sequence[LabelledCase], job: _Job, pending: Sequence[Pending]) -> dict[str, str]:
    """Let the engine read what is still to be read; returns why cases failed, by id."""
    failures: dict[str, str] = {}
    first, more, lost = (open_to_append(job.out / f"{name}.jsonl") for name in ("predictions", "repeats", "lost"))
    with first.file, more.file, lost.file:
        if pending:
            _evaluate(job, pending, (first, more, lost), failures)
    return {case.id: failures[case.id] for case in cases if case.id in failures}


def _evaluate(
    job: _Job, pending: Sequence[Pending], files: tuple[Appender, Appender, Appender], failures: dict[str, str]
) -> None:
    first, more, lost = files
    from pydantic_evals import Case, Dataset
    from tqdm import tqdm

    characters = sum(len(note.text) for case, _ in pending for note in case.notes)
    _, money = estimate(
        characters, len(pending), "offline" if isinstance(job.engine, Replay) else job.engine, job.price
    )
    spent = 0.0
    with tqdm(total=len(pending), unit="case", file=sys.stderr, dynamic_ncols=True) as bar:

        def task(given: Pending) -> None:
            nonlocal spent
            case, turn = given
            line = run_case(case, job.engine, job.price)
            if "error" in line:
                failures[case.id] = line["error"]
                if line["tokens"]:
                    lost.add(line)
            else:
                (first if turn == 1 else more).add(line if turn == 1 else line | {"repeat": turn})
            spent += line.get("cost") or 0.0
            if money or spent:
                bar.set_postfix_str(f"${spent:.3f} of about ${money or 0:.2f}", refresh=False)
            bar.update()

        dataset = Dataset[Pending, None, None](
            name="run", cases=[Case(name=f"{case.id} [{turn}]", inputs=(case, turn)) for case, turn in pending]
        )
        dataset.evaluate_sync(task, max_concurrency=job.concurrency, progress=False)


def _write(
    out: Path,
    found: dict[str, Any],
    cases: Sequence[LabelledCase],
    done: dict[tuple[str, int], Line],
    *,
    hidden: bool,
    language: str,
) -> None:
    shown = dict(found)
    if hidden:
        shown["failed"] = dict.fromkeys(
            (f"case {number}" for number in range(1, len(found["failed"]) + 1)), "see --reveal"
        )
        shown["agreement"] = found["agreement"] and {**found["agreement"], "changing": []}
    write_whole(
        out / "metrics.json",
        json.dumps(shown | {"written": time.strftime("%Y-%m-%dT%H:%M:%S%z")}, ensure_ascii=False, indent=1) + "\n",
    )
    first = {case: line for (case, turn), line in done.items() if turn == 1}
    write_report(
        out / "report.html",
        shown,
        [] if hidden else [(case, first[case.id]) for case in cases if case.id in first],
        language=cast("Any", language),
    )


def _tell_failures(failures: dict[str, str], cases: int, *, hidden: bool) -> None:
    for case, why in failures.items():
        click.echo(f"{'a case' if hidden else case}: {why}", err=True)
    if failures and len(failures) == cases:
        click.echo("every case failed; start again with the same --out once the engine works", err=True)
        sys.exit(3)


def _hold(bounds: dict[str, float], have: dict[str, float]) -> None:
    unknown = [key for key in bounds if key not in have]
    if unknown:
        click.echo(
            f"--fail-under {unknown[0]}: no such measure; the keys are those of metrics.json, for example authority, quadrant, aspects.authority.macro_f1",
            err=True,
        )
        sys.exit(2)
    low = [f"{key} is {have[key]:.4f}, below {bound:g}" for key, bound in bounds.items() if have[key] < bound]
    if low:
        click.echo("\n".join(low), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
