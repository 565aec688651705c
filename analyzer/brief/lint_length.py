"""The rule L14: a brief is read in a minute on the way. It stands alone because a draft is made to hold it, without the words of the other rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.brief.lint_text import Found, Parsed
from analyzer.words import Words

MOST_CHARACTERS = 600
MOST_WORDS = 220


def short_enough(parsed: Parsed) -> Iterator[Found]:
    """L14: 600 characters without white space and marks, or 220 English words; what is not for the manager does not count."""
    pattern, most = (_CHARACTER, MOST_CHARACTERS) if parsed.japanese else (_WORD, MOST_WORDS)
    units = [unit.start("unit") for unit in pattern.finditer(parsed.text) if unit["unit"]]
    if len(units) > most:  # of a text that is short with all its parts they need not be found, which takes longer
        aside = {place for part in parsed.parts if part.name == "other" for place in range(part.start, part.end)}
        units = [place for place in units if place not in aside]
    if len(units) > most:
        yield Found("L14", units[most], len(parsed.text.rstrip()), *_l14(len(units), japanese=parsed.japanese))


_CHARACTER = re.compile(r"^[ \t\u3000]*[#■□◆◇●○◎▼▶★☆・•*\-]+[ \t]*|(?P<unit>\S)", re.MULTILINE)
_WORD = re.compile(r"(?P<unit>(?<!\S)[^\s\w]*\w\S*)")


def _l14(length: int, *, japanese: bool) -> tuple[Words, Words]:
    ja, en = (
        (f"{length}字あり、600字", f"{length} characters, over 600")
        if japanese
        else (f"{length}語あり、220語", f"{length} words, over 220")
    )
    return (
        Words(
            ja=f"{ja}を超えています。移動中の一分では読めません。",
            en=f"At {en}, it cannot be read in a minute on the way.",
        ),
        Words(
            ja="製品説明と経過から削り、目的・お願い・言わないことを残す。",
            en="Cut product and history first; keep goal, asks and what not to say.",
        ),
    )
