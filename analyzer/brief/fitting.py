"""A draft that its reader gets through on the way: what a manager reads in a minute (L14), whatever the notes and the profile hold."""

from __future__ import annotations

from analyzer.brief.documents import to_text
from analyzer.brief.draft import Brief
from analyzer.brief.lint_length import short_enough
from analyzer.brief.lint_text import Parsed

_ROOM = {"ja": "＿" * 40, "en": " word" * 12}
"""Date and place, which the rep fills in later."""


def fitted(brief: Brief) -> Brief:
    """The draft, without its last ask and then without background where it would be too long; the first asks matter most."""
    if len(brief.asks) > 2 and not _is_short(brief):
        asks = brief.asks[:-1]
        served = tuple(line for line in brief.background if line.serves <= len(asks))
        brief = brief.model_copy(update={"asks": asks, "background": served})
    while brief.background and not _is_short(brief):
        brief = brief.model_copy(update={"background": brief.background[:-1]})
    return brief


def _is_short(brief: Brief) -> bool:
    return not any(short_enough(Parsed(to_text(brief) + _ROOM[brief.language])))
