"""Read a team's own notes: ``python -m eval.batch SOURCE… --out DIR``.

A source is a folder, a pattern, a CRM export (csv, xlsx), JSON lines or any file intake reads. DIR gets one row a case (``rows.xlsx``, ``.csv``,
``.parquet``, ``.jsonl``) and ``report.html``, the team's page. A batch that was stopped goes on where it was.

pydantic-evals does not fit here: its dataset holds all cases and results in memory. These stream, a few at a time, through an executor.
"""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import cast

import click

from analyzer.settings import EngineName
from analyzer.words import Language
from eval.batch.page import write_team_page
from eval.batch.rows import Row, row_of
from eval.batch.sources import Taken, Unreadable, check_sources, take
from eval.batch.store import Store, earlier_batch
from eval.batch.tables import write_tables
from eval.engines import Price, asked_of, estimate, price_for
from eval.labelled import CaseFileError
from eval.runs import claim, program_version


@click.command()
@click.argument("sources", nargs=-1, required=True)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="Folder for the results; a stopped batch there is gone on with.",
)
@click.option(
    "--engine", type=click.Choice(["offline", "language_model", "auto"]), default="offline", show_default=True
)
@click.option(
    "--concurrency",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Cases at a time (processes, for the embedded engine).",
)
@click.option(
    "--since", type=click.Path(path_type=Path), help="The folder of an earlier batch: the page shows what changed."
)
@click.option(
    "--dry-run",
    is_flag=True,
    help="Count cases, characters and what cannot be read; say what it would cost; write nothing.",
)
@click.option(
    "--price",
    metavar="IN,OUT",
    help="US dollars for a million tokens in and out, where the model's list price is unknown.",
)
@click.option("--language", type=click.Choice(["ja", "en"]), default="ja", show_default=True)
def main(  # noqa: PLR0913, PLR0917  the options of a command line
    sources: tuple[str, ...],
    out: Path,
    engine: EngineName,
    concurrency: int,
    since: Path | None,
    dry_run: bool,
    price: str | None,
    language: str,
) -> None:
    """Read a team's own notes: one row a case, and a page for the team."""
    try:
        check_sources(sources)
        charged = price_for(price, engine)
        if since:
            earlier_batch(since, out)
        if dry_run:
            _dry_run(take(sources, cast("Language", language)), engine, charged)
            return
        claim(out, _identity(sources, engine, language))
    except CaseFileError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    began = time.monotonic()
    store = Store(out)
    try:
        read, failed = _read_all(
            store,
            take(sources, cast("Language", language)),
            partial(row_of, engine=engine, language=cast("Language", language), price=charged),
            _pool(engine, concurrency),
            concurrency,
        )
        store.drop_unseen()
        store.save()
        write_tables(out, store.rows)
        changes = store.since(since) if since else None
        write_team_page(out / "report.html", store, changes, cast("Language", language))
        totals, refused = store.totals(), store.unreadable(20)
    finally:
        store.close()
    click.echo(
        f"{totals['cases']} cases ({read} read now, {time.monotonic() - began:.1f} s), {totals['stalled']} stalled, {totals['briefs']} briefs due → {out}"
    )
    for source, reason in refused:
        click.echo(f"skipped {source}: {reason}", err=True)
    if totals["unreadable"] > len(refused):
        click.echo(f"… {totals['unreadable']} in all, listed in report.html", err=True)
    if not totals["cases"]:
        sys.exit(3 if failed else 2)


def _identity(sources: Sequence[str], engine: str, language: str) -> dict[str, object]:
    known: dict[str, object] = {"kind": "batch", "sources": [str(Path(one).resolve()) for one in sources]}
    known |= {"engine": engine, "language": language, "program": program_version()}
    return known if engine == "offline" else known | asked_of()


def _dry_run(found: Iterable[Taken | Unreadable], engine: str, price: Price | None) -> None:
    cases = characters = refused = 0
    for one in found:
        if isinstance(one, Unreadable):
            refused += 1
            click.echo(f"cannot be read: {one.source}: {one.reason}", err=True)
        else:
            cases += 1
            characters += sum(len(note.text) for note in one.case.notes)
    tokens, money = estimate(characters, cases, engine, price)
    cost = "price unknown; name it with --price IN,OUT" if money is None else f"about ${money:.2f}"
    click.echo(
        f"{cases} cases, {characters:,} characters, {refused} unreadable; {tokens:,} tokens, {cost}. Nothing was read or written."
    )


@contextmanager
def _pool(engine: str, concurrency: int) -> Iterator[Executor | None]:
    if engine != "offline":
        with ThreadPoolExecutor(concurrency) as threads:
            yield threads
    elif concurrency > 1:
        with ProcessPoolExecutor(concurrency, mp_context=get_context("spawn")) as processes:
            yield processes
    else:
        yield None


def _read_all(
    store: Store, found: Iterable[Taken | Unreadable], read: partial[Row], pool: object, concurrency: int
) -> tuple[int, int]:
    """Read what is not there yet, never more than a few cases ahead; returns how many were read, and how many failed."""
    from tqdm import tqdm

    count, failed, spent = 0, 0, 0.0
    with pool as workers, tqdm(unit="case", file=sys.stderr, dynamic_ncols=True) as bar:  # type: ignore[attr-defined]
        for taken, row in _in_order(_new(store, found), read, workers, 4 * concurrency):
            if "error" in row:
                store.refuse(_name_of(taken), row["error"])
                failed += 1
            else:
                store.add(taken.key, taken.who, row)
                count += 1
            spent += row["cost"]
            if spent:
                bar.set_postfix_str(f"${spent:.3f}", refresh=False)
            bar.update()
    return count, failed


def _name_of(taken: Taken) -> str:
    """Where a case came from; the deal too, where a file holds several."""
    return taken.source if taken.who in taken.source else f"{taken.source}: {taken.who}"


def _new(store: Store, found: Iterable[Taken | Unreadable]) -> Iterator[Taken]:
    for one in found:
        if isinstance(one, Unreadable):
            store.refuse(one.source, one.reason)
        elif not store.has(one.key):
            yield one


def _in_order(
    cases: Iterable[Taken], read: partial[Row], workers: Executor | None, ahead: int
) -> Iterator[tuple[Taken, Row]]:
    if workers is None:
        for taken in cases:
            yield taken, read(taken)
        return
    waiting: deque[tuple[Taken, Future[Row]]] = deque()
    for taken in cases:
        waiting.append((taken, workers.submit(read, taken)))
        if len(waiting) >= ahead:
            first, coming = waiting.popleft()
            yield first, coming.result()
    for first, coming in waiting:
        yield first, coming.result()


if __name__ == "__main__":
    main()
