"""How much the privacy mask lets through: ``python -m eval.masking [--cases FILE.jsonl]`` masks labelled cases and looks for what is left.

People are judged by the labelled contact's name; there are no labels for companies. Mail addresses, telephone numbers and amounts are
looked for with patterns that are wider than the mask's own.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from analyzer.engines.language_model.masking import masked
from eval.labelled import CaseFileError, LabelledCase, read_cases

TUNE = Path(__file__).parent / "cases" / "tune.jsonl"
_LEFT = {
    "mail addresses": re.compile(r"\S@\S"),
    "telephone numbers": re.compile(r"(?<!\d)0\d{1,3}[-‐－ー―() ]\d{2,4}[-‐－ー―() ]\d{3,4}"),
    "amounts": re.compile(r"[\d０-９][\d０-９,，.．]*\s?[万億千]?(?:円|ドル|ユーロ)|[$€£¥￥]\s?[\d０-９]"),
}


class Leaks(NamedTuple):
    """In which cases something shows through, of how many that have it."""

    ids: list[str]
    of: int


def leaks(cases: Sequence[LabelledCase]) -> dict[str, Leaks]:
    """What the mask lets through, by kind; a case counts once for each."""
    before = {case.id: "\n".join(note.text for note in case.notes) for case in cases}
    after = {case.id: "\n".join(masked([note.text for note in case.notes]).texts) for case in cases}
    named = [case for case in cases if case.gold.contact]
    found = {
        "the contact's name": Leaks([one.id for one in named if str(one.gold.contact) in after[one.id]], len(named))
    }
    for kind, pattern in _LEFT.items():
        having = [key for key, text in before.items() if pattern.search(text)]
        found[kind] = Leaks([key for key in having if pattern.search(after[key])], len(having))
    return found


@click.command()
@click.option("--cases", "path", type=click.Path(path_type=Path), default=TUNE, help="Labelled cases, JSON lines.")
def main(path: Path) -> None:
    """Print how many cases show a name, an address or an amount through the mask."""
    try:
        cases = read_cases(path)
    except CaseFileError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    for kind, one in leaks(cases).items():
        share = f"{len(one.ids) / one.of:.1%}" if one.of else "–"
        click.echo(f"{kind:20} visible in {len(one.ids)} of {one.of} cases that have it ({share})")


if __name__ == "__main__":
    main()
