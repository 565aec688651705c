"""Find what the manager is asked to do, and which of the four pieces each ask has: verb, person, moment, result."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from typing import Literal

from analyzer.brief import lint_words as words
from analyzer.brief.lint_parts import Part
from analyzer.brief.lint_people import People
from analyzer.brief.lint_text import Parsed, Sentence, sentence_spans

Piece = Literal["verb", "person", "moment", "result"]
PIECES: tuple[Piece, ...] = ("verb", "person", "moment", "result")

# How lists are written: by the strongest kind of mark that occurs.
_SIGN = re.compile(r"[①-⑳](?![でのがはをにと、][^ぁ-ん])")
"""A numbered sign, unless it refers to an item (②で店名が出れば)."""
_NUMBER = re.compile(
    r"^[ \t\u3000]*(?:[-・*•][ \t]*)?(?:\*\*)?(?:\((?:\d{1,2}|[a-zA-Z]|[一二三四五])\)|(?:\d{1,2}|[a-zA-Z一二三四五])[).、](?!\d)"
    r"|[イロハニ][ .、)]|[【\[<]\d{1,2}[】\]>]|\d\ufe0f?\u20e3|[❶-❿])",
    re.MULTILINE,
)
_ORDINAL = re.compile(
    r"(?:^[ \t\u3000・]*|(?<=[。 ]))(?:(?:(?:\d{1,2}|[一二三四五])(?:つ目|つめ|回目|点目|番目|件目)|ひとつ[目め]?|ふたつ[目め]?|みっつ[目め]?|その[\d一二三])は?[:。、 \n]"
    r"|(?:First|Second|Third|Firstly|Secondly|Finally|\w+ (?:one|two|three|#?\d))(?:,|:))",
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
    people: People

    @property
    def missing(self) -> tuple[Piece, ...]:
        """The pieces it lacks. Credit is seen by all once it is given, so it needs no result of its own."""
        acts = words.CONCRETE.search(self.bare) or words.SPOKEN_TO.search(self.bare)
        seen = self.credits and acts is not None
        return tuple(piece for piece in PIECES if piece not in self.has and not (piece == "result" and seen))

    @property
    def full(self) -> bool:
        """Whether it has all it needs."""
        return not self.missing

    @property
    def thanks(self) -> bool:
        """Whether it has a word of thanks or praise."""
        return words.CREDIT.search(self.text) is not None

    @property
    def credits(self) -> bool:
        """Whether it gives someone credit: by thanks, or by telling one of theirs of something that another has or did."""
        return self.thanks or tells_of_another(self.people, self.text, self.bare)

    @property
    def only_attending(self) -> bool:
        """Whether it asks for company and nothing else."""
        _, end = next(sentence_spans(self.bare, 0, len(self.bare)), (0, 0))
        return (
            words.ATTENDING.search(self.bare, 0, end) is not None and words.CONCRETE.search(self.bare, 0, end) is None
        )


def tells_of_another(people: People, text: str, bare: str) -> bool:
    """Whether one of theirs is told of something that another has or did: praise without a word of praise."""
    if words.INSULT.search(bare) or words.POWERLESS.search(bare):
        return False
    named = len(people.named_in(text)) + (not people.japanese and words.PRONOUN.search(bare) is not None)
    return words.OF_SOMEONE.search(text) is not None and named > 1


def find_asks(parsed: Parsed, people: People) -> tuple[Ask, ...]:
    """The asks in order: what stands under an お願い label, otherwise numbered lines, otherwise sentences that ask for something."""
    spans = [span for part in parsed.parts if part.name == "asks" for span in _under_label(parsed, part)]
    spans = spans or _numbered_without_label(parsed)
    free = [sentence for sentence in parsed.sentences if sentence.part in ("", "credit", "unknown")]
    spans = spans or _in_prose(parsed, free, is_request)
    asks = [_ask(parsed, people, span) for span in spans]
    if all(ask.only_attending for ask in asks):
        asks += [_ask(parsed, people, span) for span in _in_prose(parsed, free, partial(_acts_towards, people))]
    # "同行のお願いです" is only the frame where real asks follow.
    framed = any(ask.full and not ask.only_attending for ask in asks)
    return tuple(
        sorted((ask for ask in asks if ask.listed or not (framed and ask.only_attending)), key=lambda ask: ask.start)
    )


def _ask(parsed: Parsed, people: People, span: _Span) -> Ask:
    start, end, listed = span
    has = _pieces(parsed, span, people)
    if listed and people.spoken_to_in(_lead_in(parsed, start)):
        has |= {"person"}  # 「聞いてほしいこと(湯浅さんに):」 holds for every item below it
    return Ask(start, end, parsed.text[start:end], parsed.bare[start:end], listed, has, people)


def _lead_in(parsed: Parsed, start: int) -> str:
    """The line that announces the list an item belongs to: the last one above it that is no item itself."""
    for line in reversed(parsed.text[:start].splitlines()):
        plain = line.strip()
        if plain and not (
            _SIGN.match(plain) or _NUMBER.match(plain) or _BULLET.match(plain) or line[:1] in " \u3000\t"
        ):
            return plain
    return ""


_Span = tuple[int, int, bool]
_OTHER_MATTERS = (words.FALLBACK, words.FORBIDS, words.REASON, words.LEADING, words.CREDIT)
_WEAKLY = (words.WEAK, words.VAGUE, words.ATTENDING, words.HANDED_OVER)


def _under_label(parsed: Parsed, part: Part) -> list[_Span]:
    items = _items(parsed.bare, part.start, part.end)
    if items:
        return items
    sentences = parsed.sentences_of(part)
    if sum(is_request(sentence) for sentence in sentences) > 1:
        return _in_prose(parsed, sentences, is_request)
    said = list(takewhile(lambda sentence: not words.FALLBACK.search(sentence.bare), sentences))
    acts = any(
        table.search(one.bare)
        for one in said
        for table in (words.CONCRETE, words.ANY_VERB_JA, words.SPOKEN_TO, *_WEAKLY)
    )
    return [(said[0].start, said[-1].end, False)] if acts else []


def _items(bare: str, start: int, end: int) -> list[_Span]:
    """The items of a list between two offsets."""
    for pattern in (_SIGN, _NUMBER, _ORDINAL, _INLINE_NUMBER, _BULLET):
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
    """Two or more numbered items that stand under no label we know are asks, if any of them acts."""
    for part in parsed.parts:
        if part.name in ("", "other", "unknown"):
            items = _items(parsed.bare, part.start, part.end)
            if len(items) > 1 and any(
                pattern.search(parsed.bare, first, last)
                for first, last, _ in items
                for pattern in (words.CONCRETE, words.SPOKEN_TO)
            ):
                return items
    return []


def is_request(sentence: Sentence) -> bool:
    """Whether a sentence asks the manager to act: no greeting, no "bring the folder", no "please do not", no "if it fails"."""
    acts = (words.CONCRETE, words.SPOKEN_TO, *_WEAKLY)
    others = (words.POLITENESS, words.FORBIDS, words.FALLBACK)
    if any(other.search(sentence.bare) for other in others):
        return False
    if words.SCRIPT.search(sentence.bare):
        return True
    if not words.REQUEST.search(sentence.bare):
        return False
    return any(act.search(sentence.bare) for act in acts)


def _acts_towards(people: People, sentence: Sentence) -> bool:
    """Whether a sentence has something done towards someone at the customer, though it does not ask in so many words."""
    if not people.named_in(sentence.text) or words.PAST.search(sentence.bare):
        return False
    if any(other.search(sentence.bare) for other in (words.FORBIDS, words.FALLBACK, words.LEADING)):
        return False
    return (words.CONCRETE if people.japanese else words.IMPERATIVE).search(sentence.bare) is not None


def _in_prose(parsed: Parsed, sentences: Iterable[Sentence], opens: Callable[[Sentence], bool]) -> list[_Span]:
    """Each sentence that opens an ask with those that follow it in its paragraph, up to the next one."""
    spans: list[_Span] = []
    going_on = False
    for sentence in sentences:
        if opens(sentence):
            spans.append((sentence.start, sentence.end, False))
            going_on = True
        elif spans and going_on:
            start, end, _ = spans[-1]
            going_on = not any(other.search(sentence.bare) for other in _OTHER_MATTERS)
            going_on = going_on and not re.search(r"\n\s*\n", parsed.bare[end : sentence.start])
            spans[-1] = (start, sentence.end if going_on else end, False)
    return spans


def _pieces(parsed: Parsed, span: _Span, people: People) -> frozenset[Piece]:
    start, end, listed = span
    text, bare = parsed.text[start:end], parsed.bare[start:end]
    empty = words.WEAK.search(bare) or words.HANDED_OVER.search(bare)
    generic = parsed.japanese and not empty and words.ANY_VERB_JA.search(bare)
    found: dict[Piece, object] = {
        "verb": generic or words.CONCRETE.search(bare) or words.SPOKEN_TO.search(bare),
        "person": people.anyone_in(text),
        "moment": words.MOMENT.search(bare) or _begins_with_a_moment(bare, people),
        "result": words.RESULT.search(bare) or words.RESULT.search(text) or (listed and _goes_on(bare)),
    }
    return frozenset(piece for piece, there in found.items() if there)


def _begins_with_a_moment(bare: str, people: People) -> bool:
    """Whether something is set apart before the first name: a clause, a clock time, a word and a colon."""
    mark = _NUMBER.match(bare) or _SIGN.match(bare) or _BULLET.match(bare)
    said = bare[mark.end() if mark else 0 :]
    if not people.japanese:
        return re.match(r"\W*[^,:.\n]{2,60}(?:[,:]\*{0,2}| [-–—]) ", said) is not None
    first = min((place for name in people.theirs if (place := said.find(name)) >= 0), default=0)
    return (
        re.search(
            r"\w{2}[^、\n]*、|\w{2}(?:で|にて|時に|後に)$|\d:\d\d|^[ ]*[^:\n]{2,12}:|^[ ]*[(〔【\[]", said[:first]
        )
        is not None
    )


def _goes_on(bare: str) -> bool:
    """Whether an item says more after its first sentence: what follows an act is what comes of it."""
    said = list(sentence_spans(bare, 0, len(bare)))
    return any(not words.REASON.search(bare, start, end) for start, end in said[1:])
