"""One-line reasons for the embedded engine's findings, in Japanese and English, and the source grade of a segment."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.engines.offline.features import GUESS
from analyzer.engines.offline.people import People
from analyzer.engines.offline.segments import Segment
from analyzer.engines.wording import ORDERS_IGNORED, SHOWN, plain_reason
from analyzer.reading import Aspect, Grade, Quote
from analyzer.words import Words

OTHER_LANGUAGE = Words(
    ja="日本語でも英語でもない文章のようなので、何も読み取っていません。",
    en="This text seems to be neither Japanese nor English, so nothing was read from it.",
)
NO_SENTENCES = Words(
    ja="読み取れる文がありませんでした。",
    en="There was no sentence to read.",
)

_QUOTED = re.compile(r"[「『\"“]")


__all__ = ["NO_SENTENCES", "ORDERS_IGNORED", "OTHER_LANGUAGE", "grade", "reason"]


def grade(piece: Segment, who: People) -> Grade:
    """Said in so many words, reported, or the rep's own impression."""
    customers = {person.name for person in who.persons if person.side in ("contact", "theirs")}
    if _QUOTED.search(piece.text) or any(name in piece.speaker for name in customers if piece.speaker):
        return "said"
    return "impression" if GUESS.search(piece.text) else "reported"


def reason(
    aspect: Aspect, value: str, quotes: Sequence[Quote], segments: Sequence[Segment], *, by_title: bool
) -> Words:
    """Why this value, in a line."""
    if by_title and (aspect, value) in SHOWN:
        return Words(
            ja="役職からの見立てです。それを打ち消す様子は書かれていません。",
            en="Judged by the title alone; nothing in the notes speaks against it.",
        )
    several = len({piece.note for piece in segments}) > 1
    latest = several and bool(quotes) and all(quote.note == segments[-1].note for quote in quotes)
    return plain_reason(aspect, value, len(quotes), latest=latest)
