"""Patterns that some Python of those supported would read otherwise than the others."""

from __future__ import annotations

import re
from pathlib import Path

ANALYZER = Path(__file__).parent.parent / "analyzer"
_POSSESSIVE_GROUP = re.compile(r"\)(?:[*+?]|\{{1,2}\d*,?\d*\}{1,2})\+")


def test_no_group_is_possessive() -> None:
    """Up to Python 3.11.4 groups repeated without a way back, as in (ab)*+, match wrongly; single characters do not."""
    assert _POSSESSIVE_GROUP.search("(?:a|b){0,3}+")
    found = [
        f"{path.relative_to(ANALYZER)}:{number}"
        for path in ANALYZER.rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if _POSSESSIVE_GROUP.search(line)
    ]
    assert not found
