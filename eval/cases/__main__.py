"""Look after case files: ``python -m eval.cases check|review|kappa``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from eval.agreement import disagreements, kappas
from eval.cases.checking import balance, complaints, near_duplicates
from eval.cases.review import candidates_of, walk
from eval.labelled import FIXED, CaseFileError, is_fixed, read_cases

_PATH = click.Path(path_type=Path)


@contextmanager
def _one_line() -> Iterator[None]:
    try:
        yield
    except CaseFileError as error:
        click.echo(str(error), err=True)
        sys.exit(2)


@click.group()
def main() -> None:
    """Check, grow and compare files of labelled cases."""


@main.command()
@click.argument("files", nargs=-1, required=True, type=_PATH)
@click.option(
    "--similar", default=0.8, show_default=True, help="Notes at least this alike (0 to 1) are called near-duplicates."
)
def check(files: tuple[Path, ...], similar: float) -> None:
    """Ids, values, verbatim evidence, near-duplicates (of the fixed set too), balance: exit 0 clean, 1 near-duplicates, 2 unusable."""
    broken = [line for file in files for line in complaints(file)]
    if broken:
        click.echo("\n".join(broken), err=True)
        sys.exit(2)
    with _one_line():
        sets = {file: read_cases(file) for file in files}
        if FIXED.is_file() and not any(file.resolve() == FIXED.resolve() for file in files):
            sets[FIXED] = read_cases(FIXED)
        alike = near_duplicates({str(file): cases for file, cases in sets.items()}, similar)
    for file in files:
        click.echo(f"{file}: {len(sets[file])} cases")
        click.echo(balance(sets[file]))
    click.echo("\n".join(alike), nl=bool(alike))
    sys.exit(1 if alike else 0)


@main.command()
@click.argument("sources", nargs=-1, required=True, type=_PATH)
@click.option("--into", type=_PATH, required=True, help="Case file that accepted cases are appended to.")
@click.option("--by", required=True, help="Who reviews; kept with each case.")
def review(sources: tuple[Path, ...], into: Path, by: str) -> None:
    """Walk through cases that reps corrected (saved cases as JSON, one a line) and accept, edit or reject each."""
    with _one_line():
        counts = walk(candidates_of(sources), into, by)
    click.echo(", ".join(f"{count} {name}" for name, count in counts.items()))


@main.command()
@click.argument("ours", type=_PATH)
@click.argument("theirs", type=_PATH)
@click.option("--reveal", is_flag=True, help="Name disagreements in cases of the fixed set.")
def kappa(ours: Path, theirs: Path, reveal: bool) -> None:
    """Cohen's kappa of two annotators' files of the same cases for each aspect, and where they disagree."""
    with _one_line():
        mine, others = read_cases(ours), {case.id: case for case in read_cases(theirs)}
        missing = sorted({case.id for case in mine} ^ others.keys())
        if missing:
            raise CaseFileError(
                f"{ours}, {theirs}: not the same cases; {missing[0]} is in one only ({len(missing)} such)"
            )
        changed = [
            case.id
            for case in mine
            if [note.text for note in case.notes] != [note.text for note in others[case.id].notes]
        ]
        if changed:
            raise CaseFileError(f"{theirs}: case {changed[0]} has other notes than in {ours}")
    for aspect, found in kappas(mine, others).items():
        value = "  –  " if found["kappa"] is None else f"{found['kappa']:.3f}"
        click.echo(f"{aspect:14} kappa {value}  agree {found['agree']['value']:.1%} of {found['agree']['count']}")
    different = disagreements(mine, others)
    click.echo(f"{len(different)} disagreements")
    if is_fixed(mine) and not reveal:
        return
    for case, what, one, other in different:
        click.echo(f"{case}\t{what}\t{one}\t{other}")


if __name__ == "__main__":
    main()
