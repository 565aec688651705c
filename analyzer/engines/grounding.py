"""Quotes are located in the notes and re-checked: every claim must stand on words that are really there.

A quote either stands in the note exactly, or it does once width, letter case, white space and kana variants are folded. After folding what is
left must match to the letter: similarity is never enough, because it lets numbers and negations drift.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from analyzer.engines.orders import order_spans
from analyzer.reading import NOTHING_SHOWN, Finding, Quote, Reading
from analyzer.words import Words

_SAME = str.maketrans("‐‑‒–—―−ｰ〜～“”‘’＂＇", "-------ー~~\"\"''\"'")


_DIGIT = re.compile(r"\d")
_NUMBER_BEFORE = re.compile(r"(?:\d[.,．，]?|[-−▲△¥￥$])$")
_NUMBER_AFTER = re.compile(r"[.,．，]?\d|[万億千百兆%％]")


class Located(NamedTuple):
    """Where a quote stands, and whether it was found to the letter or after folding."""

    quote: Quote
    how: Literal["exact", "folded"]


def fold_with_map(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its characters, the offset of the original character it came from.

    A base character and the marks that combine with it (が as か + ゛, half-width ｶﾞ) are folded together, so that a match never
    cuts through one.
    """
    folded: list[str] = []
    origin: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and (unicodedata.combining(text[end]) or text[end] in "ﾞﾟ\u200d\ufe0f"):
            end += 1
        for char in unicodedata.normalize("NFKC", text[start:end].translate(_SAME)).casefold():
            if not char.isspace() and unicodedata.category(char) != "Cf":
                folded.append(char)
                origin.append(start)
        start = end
    return "".join(folded), origin


@lru_cache(maxsize=32)
def _folded_note(text: str) -> tuple[str, list[int]]:
    return fold_with_map(text)


def locate(words: str, texts: Sequence[str], note: int | None = None) -> Located | None:
    """Find the words in the notes: in the given one, or in the latest that holds them; ``None`` where they do not stand.

    The quote that comes back carries the note's own letters, never the ones that were asked for.
    """
    wanted = words.strip()
    if not wanted:
        return None
    order = range(len(texts) - 1, -1, -1) if note is None else [note] if 0 <= note < len(texts) else []
    for number in order:
        start = texts[number].find(wanted)
        while start >= 0:
            end = start + len(wanted)
            if not _cuts_a_number(texts[number], start, end):
                return Located(Quote(note=number, start=start, end=end, text=wanted), "exact")
            start = texts[number].find(wanted, start + 1)
    folded, _ = fold_with_map(wanted)
    for number in order:
        if folded and (span := _find_folded(folded, texts[number])):
            start, end = span
            return Located(Quote(note=number, start=start, end=end, text=texts[number][start:end]), "folded")
    return None


def _find_folded(wanted: str, text: str) -> tuple[int, int] | None:
    """The span of the folded words; both ends must fall between two original characters, and a number is never cut."""
    folded, origin = _folded_note(text)
    at = folded.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        whole = (at == 0 or origin[at] != origin[at - 1]) and (end == len(folded) or origin[end] != origin[end - 1])
        if whole:
            stop = origin[end] if end < len(folded) else len(text)
            stop = origin[at] + len(text[origin[at] : stop].rstrip())
            if not _cuts_a_number(text, origin[at], stop):
                return origin[at], stop
        at = folded.find(wanted, at + 1)
    return None


def _cuts_a_number(text: str, start: int, end: int) -> bool:
    """Whether a number goes on beyond the span (200 of 1,200; 30 of 30%; 5 of 5千万): then the span says something else."""
    return bool(
        (_DIGIT.match(text[start]) and _NUMBER_BEFORE.search(text[max(0, start - 2) : start]))
        or (_DIGIT.match(text[end - 1]) and _NUMBER_AFTER.match(text[end : end + 2]))
    )


def checked(reading: Reading, texts: Sequence[str]) -> Reading:
    """The reading with every quote re-checked; what does not stand in the notes, or stands in an order to the reader, is dropped.

    A finding that loses all its quotes becomes ``unknown`` (``none``, ``false``) with ``checked`` false.
    """
    void = [order_spans(text) for text in texts]

    def holds(quote: Quote) -> bool:
        return quote.is_in(texts) and not any(
            start < quote.end and quote.start < end for start, end in void[quote.note]
        )

    proved = all(finding.quotes or finding.value == NOTHING_SHOWN[one] for one, finding in reading.findings.items())
    if proved and all(map(holds, reading.quotes())):
        return reading
    findings = {}
    for aspect, finding in reading.findings.items():
        kept = tuple(quote for quote in finding.quotes if holds(quote))
        if not kept and finding.value != NOTHING_SHOWN[aspect]:
            findings[aspect] = Finding(value=NOTHING_SHOWN[aspect], reason=_UNPROVED, checked=False)
        else:
            findings[aspect] = finding.model_copy(update={"quotes": kept})
    contact = reading.contact if reading.contact and reading.contact.quote.is_in(texts) else None
    signals = tuple(signal for signal in reading.signals if holds(signal.quote))
    people = tuple(person for person in reading.people if person.quote.is_in(texts))
    return reading.model_copy(update={"findings": findings, "contact": contact, "signals": signals, "people": people})


_UNPROVED = Words(
    ja="そう読み取ったものの、根拠の言葉が議事録に見つからなかったため、取り上げません。",
    en="This was read from the notes, but its words could not be found in them, so it is not used.",
)
