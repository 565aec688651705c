"""Find what the manager is asked to do, and which of the four pieces each ask has: verb, person, moment, result."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from analyzer.brief import lint_words as words
from analyzer.brief.lint_text import BLANK, Parsed, Part, Sentence, sentence_spans

Piece = Literal["verb", "person", "moment", "result"]
PIECES: tuple[Piece, ...] = ("verb", "person", "moment", "result")

_NAME = r"[一-龥々ヶァ-ヴーA-Za-z髙﨑]{1,8}"
PERSON_JA = re.compile(
    rf"(?P<name>(?!{words.NO_PERSON}(?:様|さん))(?:{_NAME}|{BLANK.pattern}))[ \t]?"
    rf"(?:様(?![子々式相態])|さん|さま|氏(?!名)|{words.TITLES}(?:様|さん)?)|(?P<title>{words.TITLES})(?:様|さん)"
)
"""A person by name with 様, さん or a title, a blank in place of the name, or a title with 様."""
_ADDRESSED = re.compile(
    rf"^[ \t]*(?P<first>{_NAME}?(?:さん|{words.TITLES}))(?=[、,へ]|あて|宛|[ \t]*$|[ \t]*お疲れ)"
    rf"|(?P<asked>{_NAME}{words.TITLES}|{_NAME}さん)(?=に(?:頼|お願い)|へのお願い|あて|宛)",
    re.MULTILINE,
)
_ADDRESSED_EN = re.compile(r"^(?:(?:Hi|Hello|Hey|Dear) )?([A-Z][a-z]+)(?=,|$)", re.MULTILINE)
_PERSON_EN = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\b\.? ?[A-Z][\w'’-]+|(?<=[a-z,;)] )[A-Z][a-z][\w'’-]*|(?<=\()[A-Z][a-z]+|_{2,}|\[\s*\]"
)
_PRONOUN = re.compile(r"\b(?:she|he|her|him|hers)\b")
_NO_NAME_EN = frozenset(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September
    October November December English Japanese Excel Teams Zoom Ask Tell Please When After Before Once If Then Result Goal
    Right Straight While As At In During The
    """.split()
)

# How lists are written: by the strongest kind of mark that occurs.
_SIGN = re.compile(r"[①-⑳]")
_NUMBER = re.compile(
    r"^[ \t\u3000]*(?:[-・*•][ \t]*)?(?:\*\*)?(?:\((?:\d{1,2}|[a-zA-Z]|[一二三四五])\)|(?:\d{1,2}|[a-z一二三四五])[).、](?!\d)|[❶-❿])",
    re.MULTILINE,
)
_INLINE_NUMBER = re.compile(r"(?<![\w(])\(\d{1,2}\)|(?<=[。 ])\d[).](?=\s?\S)")
_BULLET = re.compile(r"^[ \t\u3000]*(?:[-*+•–—][ \t]+|[・•●○◯■▪])(?=\S)", re.MULTILINE)
_FIELD = re.compile(
    r"[ \t\u3000]*(?:[-・*•][ \t]*)?(?:\*\*)?"
    r"(?:誰|だれ|どなた|いつ|場面|タイミング|何を|なに|やること|どうな|成功|結果|狙い|相手|言葉|質問|できた"
    r"|who|when|what|result|done|moment|person|verb|how)[^:\n]{0,12}:",
    re.IGNORECASE,
)
_CONTINUES = re.compile(
    r"[ \t\u3000]|→|⇒|->|=>|=|\(|これ|それ|そこ|その|ここ|狙い|ねらい|成功|結果|できた|目安|ゴール|Result|Aim|What we|You'll|Done"
)


@dataclass(frozen=True)
class Ask:
    """One thing the manager is asked to do, with folded offsets; ``has`` says which of the four pieces its words hold."""

    start: int
    end: int
    text: str
    bare: str
    listed: bool
    """Whether it is an item of a list, and so surely meant as an ask."""
    has: frozenset[Piece]

    @property
    def missing(self) -> tuple[Piece, ...]:
        """The pieces it lacks. Thanks are seen by all once they are said, so a word of credit needs no result of its own."""
        return tuple(piece for piece in PIECES if piece not in self.has and not (piece == "result" and self.credits))

    @property
    def full(self) -> bool:
        """Whether it has all it needs."""
        return not self.missing

    @property
    def credits(self) -> bool:
        """Whether it is about thanking someone."""
        return words.CREDIT.search(self.text) is not None

    @property
    def only_attending(self) -> bool:
        """Whether it asks for company and nothing else."""
        _, end = next(sentence_spans(self.bare, 0, len(self.bare)), (0, 0))
        return (
            words.ATTENDING.search(self.bare, 0, end) is not None and words.CONCRETE.search(self.bare, 0, end) is None
        )


def find_asks(parsed: Parsed) -> tuple[Ask, ...]:
    """The asks in order: what stands under an お願い label, otherwise numbered lines, otherwise sentences that ask for something."""
    spans = [span for part in parsed.parts if part.name == "asks" for span in _under_label(parsed, part)]
    spans = spans or _numbered_without_label(parsed)
    if not spans:
        spans = _in_prose(parsed, [sentence for sentence in parsed.sentences if sentence.part in ("", "credit")])
    people = customer_people(parsed)
    asks = [
        Ask(start, end, parsed.text[start:end], parsed.bare[start:end], listed, _pieces(parsed, start, end, people))
        for start, end, listed in spans
    ]
    # "同行のお願いです" is only the frame where real asks follow.
    framed = any(ask.full and not ask.only_attending for ask in asks)
    return tuple(ask for ask in asks if ask.listed or not (framed and ask.only_attending))


_Span = tuple[int, int, bool]


def _under_label(parsed: Parsed, part: Part) -> list[_Span]:
    items = _items(parsed.bare, part.start, part.end)
    if items:
        return items
    sentences = parsed.sentences_of(part)
    if sum(is_request(sentence) for sentence in sentences) > 1:
        return _in_prose(parsed, sentences)
    said = list(takewhile(lambda sentence: not words.FALLBACK.search(sentence.bare), sentences))
    return [(said[0].start, said[-1].end, False)] if said else []


def _items(bare: str, start: int, end: int) -> list[_Span]:
    """The items of a list between two offsets."""
    for pattern in (_SIGN, _NUMBER, _INLINE_NUMBER, _BULLET):
        marks = [match.start() for match in pattern.finditer(bare, start, end)]
        if pattern is _BULLET:
            marks = [mark for mark in marks if not _FIELD.match(bare, mark)]
        if marks:
            stops = [*marks[1:], end]
            ends = (_end_of_item(bare, mark, stop) for mark, stop in zip(marks, stops, strict=True))
            spans = (_trimmed(bare, mark, stop) for mark, stop in zip(marks, ends, strict=True))
            return [(first, last, True) for first, last in spans if first < last]
    return []


def _end_of_item(bare: str, start: int, stop: int) -> int:
    """Where an item ends: at the first line that does not go on with it."""
    for newline in re.finditer(r"[\r\n]+(?=[^\r\n])", bare[start:stop]):
        after = start + newline.end()
        goes_on = _CONTINUES.match(bare, after, stop) or _FIELD.match(bare, after, stop)
        broken = bare[start + newline.start() - 1] in "、,をにはがでとの" or (
            bare[after].isascii() and bare[after].islower()
        )
        if newline[0].count("\n") > 1 or not (goes_on or broken):
            return start + newline.start()
    return stop


def _trimmed(bare: str, start: int, end: int) -> tuple[int, int]:
    inner = bare[start:end].strip()
    if not any(char.isalnum() for char in _SIGN.sub("", inner)):
        return start, start
    first = start + bare[start:end].index(inner)
    return first, first + len(inner)


def _numbered_without_label(parsed: Parsed) -> list[_Span]:
    """Two or more numbered items that stand under no label are asks, if any of them acts."""
    for part in parsed.parts:
        if part.name in ("", "other"):
            items = _items(parsed.bare, part.start, part.end)
            if len(items) > 1 and any(words.CONCRETE.search(parsed.bare, first, last) for first, last, _ in items):
                return items
    return []


def is_request(sentence: Sentence) -> bool:
    """Whether a sentence asks the manager to act: no greeting, no "please do not", no "if it fails"."""
    others = (words.POLITENESS, words.FORBIDS, words.FALLBACK)
    return words.REQUEST.search(sentence.bare) is not None and not any(other.search(sentence.bare) for other in others)


def _in_prose(parsed: Parsed, sentences: Iterable[Sentence]) -> list[_Span]:
    """Each request with the sentences that follow it in its paragraph, up to the next request."""
    spans: list[_Span] = []
    for sentence in sentences:
        if is_request(sentence):
            spans.append((sentence.start, sentence.end, False))
        elif spans and not words.FALLBACK.search(sentence.bare):
            start, end, _ = spans[-1]
            if not re.search(r"\n\s*\n", parsed.bare[end : sentence.start]):
                spans[-1] = (start, sentence.end, False)
    return spans


def customer_people(parsed: Parsed) -> frozenset[str]:
    """Names and titles by which the brief calls people of the customer; whoever the brief is addressed to is left out."""
    if not parsed.japanese:
        ours = set(_ADDRESSED_EN.findall(parsed.text))
        found = (match[0] for match in _PERSON_EN.finditer(parsed.text))
        return frozenset(name for name in found if name not in _NO_NAME_EN and name not in ours)
    addressed = (match["first"] or match["asked"] for match in _ADDRESSED.finditer(parsed.bare))
    ours = {re.sub(rf"(?:{words.TITLES}|さん)$", "", name) for name in addressed} - {""}
    people = set()
    for match in PERSON_JA.finditer(parsed.text):
        name = match["name"] or match["title"]
        if "様" in match[0] or not any(name.endswith(own) for own in ours):
            people |= {match[0], *re.findall(words.TITLES, match[0])}
    return frozenset(people)


def _pieces(parsed: Parsed, start: int, end: int, people: frozenset[str]) -> frozenset[Piece]:
    text, bare = parsed.text[start:end], parsed.bare[start:end]
    verb: object = None
    person: object = any(name in text for name in people)
    if parsed.japanese:
        verb = words.ANY_VERB_JA.search(bare) and not words.WEAK.search(bare)
        person = person or words.THEIR_ROLE.search(bare) or words.ONLY_THEIRS.search(bare)
    else:
        person = person or words.ROLE_EN.search(bare) or (people and _PRONOUN.search(bare))
    found: dict[Piece, object] = {
        "verb": verb or words.CONCRETE.search(bare),
        "person": person,
        "moment": words.MOMENT.search(bare),
        "result": words.RESULT.search(bare) or words.RESULT.search(text),
    }
    return frozenset(piece for piece, there in found.items() if there)
