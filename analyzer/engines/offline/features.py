"""What the models see of a segment: character n-grams, words, who it is about, who says it, how it is said.

Names are replaced by the role of the person, digits by 0, width and case are folded, so that what is learned does not hang on
names, numbers or typing habits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from analyzer.engines.offline.linear import Floats, feature_rows
from analyzer.engines.offline.people import People
from analyzer.engines.offline.segments import Segment
from analyzer.engines.offline.tokens import Token

ROWS = 1 << 17
Rows = NDArray[np.int64]
CODES = ("au+", "au-", "in+", "in-", "mo+", "mo-", "prop", "acc", "dec", "out")
"""What a segment may show: authority, information and momentum in both directions, the introduction's three values, an outside cause."""
_ROLE = {"contact": "相", "theirs": "先", "ours": "我", "outside": "外"}
_KEPT = frozenset(("名詞", "動詞", "形容詞", "形状詞", "副詞", "連体詞", "感動詞", "助動詞"))
_OURS = re.compile(r"弊社|当社|当方|うちの|わが社|小社|\bour\b|\bwe\b|\bus\b", re.IGNORECASE)
_HEARSAY = re.compile(
    r"とのこと|そうだ|そうです|らしい|という(?:。|$)|と言って|とおっしゃ|由[。)）]?$|だそう|いわく|曰く|噂|\bapparently\b|\breportedly\b|\bheard\b",
    re.IGNORECASE,
)
GUESS = re.compile(
    r"と思(?:う|わ|い)|感触|気がする|だろう|でしょう|かもしれ|ようだ|みたい|はず|\bguess\b|\bprobably\b|\bseems?\b|\bmy (?:feeling|sense|hunch)\b|印象",
    re.IGNORECASE,
)
_PLAN = re.compile(
    r"つもり|予定|考え(?:る|て)|次回|今度|したい|\bplan|\bintend|\bnext time\b|まだ(?:言って|出して|口に|話して)|\bwill\b|\bgoing to\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"ない|ません|ぬ|ず(?:に|、|。|$)|無い|なし|なかった|\bno\b|\bnot\b|n't\b|\bnever\b|\bnobody\b|\bnothing\b|\bwithout\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"[?？]|ですか|ますか|の[」。]")
_DATE = re.compile(
    r"\d{1,2}[/月]\d{1,2}|\d{1,2}日|[月火水木金土日]曜|来週|今週|明日|\b(?:mon|tues|wednes|thurs|fri)day\b|\b\d{1,2}(?:st|nd|rd|th)\b",
    re.IGNORECASE,
)


def fold(text: str) -> str:
    """Width and case folded, digits as 0: only for counting, never for offsets."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"\d+", "0", folded)


@dataclass(frozen=True)
class Described:
    """A segment as the models see it: the rows of its features, and those of its words alone."""

    rows: Rows
    said: Rows


def describe(segments: Sequence[Segment], tokens: Sequence[Sequence[Token]], people: People) -> list[Described]:
    """What stands in each segment and around it; the last person named before counts as its topic."""
    words = [_words(counted, people) for counted in tokens]
    speakers = {person.name: person.side for person in people.persons}
    found = []
    topic = ""
    last_note = segments[-1].note if segments else 0
    for number, piece in enumerate(segments):
        if number and segments[number - 1].note != piece.note:
            topic = ""
        text = _with_roles(piece, people)
        named = "".join(char for char in text if char in "❶❷❸❹")
        side = _speaker_side(piece.speaker, speakers)
        features = [*_text_features(text, words[number]), *_context(segments, words, number)]
        features += [f"topic {named[:1] or topic}", f"roles {''.join(sorted(set(named)))}", f"speaker {side}"]
        features.append(f"later notes {last_note - piece.note}")
        if piece.speaker:
            features += [f"{side}: {word}" for word in words[number]]
        said = [f"w {word}" for word in words[number]] + [text[start : start + 3] for start in range(len(text) - 2)]
        found.append(Described(feature_rows(features, ROWS), feature_rows(said, ROWS)))
        topic = named[-1] if named else topic
    return found


def with_neighbours(segments: Sequence[Segment], described: Sequence[Described], first: Floats) -> list[Rows]:
    """The feature rows again, and what a first look (``first``: segments x codes log-odds) found in the neighbours.

    An answer such as 「じゃあ11日に」 means something only after a proposal: so words are also counted as "said after a proposal".
    """
    likely = [{code for code, score in zip(CODES, row, strict=True) if score > FIRST_LOOK} for row in first]
    found = []
    since = None
    for number, piece in enumerate(segments):
        more = [f"self {code}" for code in likely[number]]
        for step in (-3, -2, -1, 1, 2):
            other = number + step
            if 0 <= other < len(segments):
                where = "" if segments[other].note == piece.note else " other note"
                more += [f"at {step}{where} {code}" for code in likely[other]]
        parts = [described[number].rows]
        if since is not None:
            later = segments[since].note != piece.note
            more.append(f"since proposal {min(4, number - since)}{' later note' if later else ''}")
            if number - since <= 4 or later:
                parts.append((described[number].said * _ANSWER + 1) % ROWS)
        if "prop" in likely[number]:
            since = number
        found.append(np.unique(np.concatenate([*parts, feature_rows(more, ROWS)])))
    return found


FIRST_LOOK = -1.0
"""Log-odds from which a first look counts."""
_ANSWER = 48271
"""Multiplier that sends the row of a word to the row of the same word said after a proposal."""


def _speaker_side(speaker: str, sides: dict[str, str]) -> str:
    if not speaker:
        return "none"
    return next((side for name, side in sides.items() if name in speaker or speaker in name), "unnamed")


def _with_roles(piece: Segment, people: People) -> str:
    """The folded text with each name replaced by its role's mark."""
    marks = {"contact": "❶", "theirs": "❷", "ours": "❸", "outside": "❹", "nobody": ""}
    spans = []
    for person in people.persons:
        if person.side == "nobody":
            continue
        for note, start, end in person.mentions:
            if note == piece.note and piece.start <= start and end <= piece.end:
                spans.append((start - piece.start, end - piece.start, marks[person.side]))
    text, last = "", 0
    for start, end, mark in sorted(spans):
        if start >= last:
            text += piece.text[last:start] + mark
            last = end
    return fold(text + piece.text[last:])


def _words(tokens: Sequence[Token], people: People) -> list[str]:
    names = {person.name for person in people.persons if person.side != "nobody"}
    kept = []
    for token in tokens:
        if token.pos[0] not in _KEPT or token.surface in names or token.pos[1] == "数詞":
            continue
        kept.append(_stem(token.normal.lower()) if token.normal.isascii() else token.normal)
    return kept


def _stem(word: str) -> str:
    """English endings cut off: enough for counting words of a few thousand sentences."""
    for ending in ("ing", "edly", "ed", "ies", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _text_features(text: str, words: Sequence[str]) -> Iterator[str]:
    padded = f"^{text}$"
    for size in (2, 3, 4) if not text.isascii() else (4, 5):
        for start in range(len(padded) - size + 1):
            yield padded[start : start + size]
    for word in words:
        yield f"w {word}"
    for first, second in pairwise(words):
        yield f"w {first} {second}"
    for first, second in zip(words, words[2:], strict=False):
        yield f"s {first} {second}"
    yield f"length {min(6, len(text) // 12)}"
    for name, pattern in (
        ("ours", _OURS),
        ("hearsay", _HEARSAY),
        ("guess", GUESS),
        ("plan", _PLAN),
        ("question", _QUESTION),
        ("date", _DATE),
    ):
        if pattern.search(text):
            yield f"is {name}"
    negations = len(_NEGATION.findall(text))
    yield f"negations {min(3, negations)}"
    if "「" in text or '"' in text or "“" in text:
        yield "quotes"
    if len(text) and text[0] in '「『"“':
        yield "opens with a quote"


def _context(segments: Sequence[Segment], words: Sequence[Sequence[str]], number: int) -> Iterator[str]:
    piece = segments[number]
    for step, name in ((-1, "before"), (1, "after")):
        other = number + step
        if 0 <= other < len(segments) and segments[other].note == piece.note:
            same = "same line" if segments[other].line == piece.line else "other line"
            yield f"{name} {same}"
            yield from (f"{name} {word}" for word in words[other])
        else:
            yield f"{name} nothing"
