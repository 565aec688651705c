"""What the models see of a segment: character n-grams, words, who it is about, who says it, how it is said, whose power it speaks of.

Names are replaced by the role of the person, digits by 0, width and case are folded, so that what is learned does not hang on
names, numbers or typing habits.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analyzer.engines.offline.cues import LATIN, cue
from analyzer.engines.offline.hashing import Rows, distinct, runs_of_characters
from analyzer.engines.offline.linear import Shared
from analyzer.engines.offline.nearby import Nearby, Words, words_of
from analyzer.engines.offline.people import People
from analyzer.engines.offline.places import OWN, POWER, ROWS, WORDS, Owned, numbered, row_in, rows_of
from analyzer.engines.offline.power import said_of_power
from analyzer.engines.offline.segments import ONE_OF_US, Segment
from analyzer.engines.offline.tokens import Token

WEIGHT = np.array([1.0, 1.5, 1.2, 0.8, 3.0, 0.4], np.float32)
"""How much the features of each place (``OWN`` … ``AROUND``) count: what is said of power is one feature among hundreds of letters."""
CODES = ("au+", "au-", "in+", "in-", "mo+", "mo-", "prop", "acc", "dec", "out")
"""What a segment may show: authority, information and momentum in both directions, the introduction's three values, an outside cause."""
NOBODY = "nobody"
"""Whether the words are such that no customer is met, as in notes that are no sales meeting."""
JUDGED = (*CODES, NOBODY)
"""What is judged of every segment."""
_ROLE = {"contact": "❶", "theirs": "❷", "ours": "❸", "outside": "❹"}
_MARK = re.compile("[❶❷❸❹]")
SIZES, LATIN_SIZES = (2, 3, 4), (4, 5, 6)
"""How many characters the runs have that are counted: kanji and kana say more each than Latin letters."""
_KEPT = frozenset(("名詞", "動詞", "形容詞", "形状詞", "副詞", "連体詞", "感動詞", "助動詞"))
_JAPANESE = re.compile("[ぁ-ヿ一-龯々]")


_GUESS = (
    r"と思(?:う|わ|い)|感触|気がする|だろう|でしょう|かもしれ|ようだ|みたい|はず|印象",
    r"\b(?:guess|probably|seems?|my (?:feeling|sense|hunch))\b",
)
GUESS = re.compile("|".join(_GUESS), re.IGNORECASE)
# For folded text, in which every number is a 0. Patterns that begin with letters alone are found in a third of the time.
_CUES = {
    "ours": cue(r"弊社|当社|当方|うちの|わが社|小社", r"\b(?:our|we|us)\b"),
    "hearsay": cue(
        r"とのこと|そうだ|そうです|らしい|という(?:。|$)|と言って|とおっしゃ|由[。)）]?$|だそう|いわく|曰く|噂",
        r"\b(?:apparently|reportedly|heard)\b",
    ),
    "guess": cue(*_GUESS),
    "plan": cue(
        r"つもり|予定|考え(?:る|て)|次回|今度|したい|まだ(?:言って|出して|口に|話して)",
        r"\b(?:plan|intend|(?:next time|will|going to)\b)",
    ),
    "question": cue(r"\?|ですか|ますか|の[」。]"),
    "date": cue(
        r"0[/月]0|0日|月曜|火曜|水曜|木曜|金曜|土曜|日曜|来週|今週|明日",
        r"\b(?:(?:mon|tues|wednes|thurs|fri)day|\d{1,2}(?:st|nd|rd|th))\b",
    ),
}
_NEGATION = cue(
    r"ない|ません|ぬ|ず(?:に|、|。|$)|無い|なし|なかった",
    r"\b(?:no|not|never|nobody|nothing|without)\b|n't\b",
)


_OUR_OWN = re.compile(
    r"^(?:なお|ちなみに|また)?、?(?:弊社|当社|当方|うち|わが社|小社)の?[^、。「]{0,10}(?:社長|専務|常務|取締役|本部長|部長|次長|課長|所長|支店長|上司|マネージャー|役員)[^、。「]{0,4}?(?:は|が)"
    r"|^(?:our|my)(?: own)? (?:\w+ ){0,2}(?:director|manager|boss|head|vp|president|chief|ceo)\b",
    re.IGNORECASE,
)
_OUR_OWN_OPENS = frozenset("なちま、弊当うわ小oOmM")
"""What such a sentence begins with; most begin otherwise."""


def is_of_our_own(piece: Segment, people: People) -> bool:
    """Whether a sentence's subject is our own manager: their power and knowledge are not the contact's."""
    if piece.text[:1] not in _OUR_OWN_OPENS or not _OUR_OWN.match(piece.text):
        return False
    return people.contact is None or people.contact.name not in piece.text


def fold(text: str) -> str:
    """Width, case and apostrophes folded (Word and phones type ’), digits as 0: only for counting, never for offsets."""
    folded = unicodedata.normalize("NFKC", text).lower().replace("’", "'")
    return _DIGITS.sub("0", folded)


_DIGITS = re.compile(r"\d+")


class Described(NamedTuple):
    """What the models see of each segment: its own rows, and those of its neighbourhood, which it shares with others."""

    own: list[Rows]
    shared: Shared

    def whole(self) -> list[Rows]:
        """All rows of each segment."""
        rows, of = self.shared
        return [np.append(own, rows[number]) for own, number in zip(self.own, of.tolist(), strict=True)]


def describe(segments: Sequence[Segment], tokens: Sequence[Sequence[Token]], people: People) -> Described:
    """The features that stand in each segment and around it; the last person named before counts as its topic.

    What is told of our own manager is nothing that surrounds the contact.
    """
    names = {person.name for person in people.persons if person.side != "nobody"}
    words = words_of([_words(counted, names) for counted in tokens])
    topic = ""
    last_note = segments[-1].note if segments else 0
    texts = _with_roles(segments, people)
    latin = np.array([_JAPANESE.search(text) is None for text in texts], bool)
    named = [_MARK.findall(text) for text in texts]
    roles = ["".join(sorted(set(marks))) for marks in named]
    side_of = {speaker: _speaker_side(speaker, people) for speaker in {piece.speaker for piece in segments}}
    side = [side_of[piece.speaker] for piece in segments]
    nearby = Nearby(
        segments,
        [is_of_our_own(piece, people) for piece in segments],
        words,
        [f"{one} {marks}" for one, marks in zip(side, roles, strict=True)],
    )
    about = []
    for number, piece in enumerate(segments):
        if number and segments[number - 1].note != piece.note:
            topic = ""
        features = [f"topic {(named[number] or [topic])[0]}", f"roles {roles[number]}"]
        features += [f"speaker {side[number]}", f"later notes {last_note - piece.note}", *_manner(texts[number])]
        power = said_of_power(texts[number], side[number], latin=bool(latin[number]))
        rows = [row_in(OWN, feature) for feature in features] + [row_in(POWER, turn) for turn in power]
        about.append(rows + nearby.who(number))
        topic = named[number][-1] if named[number] else topic
    spoken = [one if piece.speaker else "" for one, piece in zip(side, segments, strict=True)]
    found: list[Rows] = []
    for start in range(0, len(segments), _TOGETHER):
        part = slice(start, min(start + _TOGETHER, len(segments)))
        around = [numbered(about[part]), *nearby.words(part), *_said_by(spoken, words, part)]
        found += _described(texts[part], latin[part], words.of(part), around)
    return Described(found, nearby.neighbourhoods())


_TOGETHER = 256
"""Segments whose runs of characters are hashed together: enough to be quick, few enough for little memory."""


def _said_by(spoken: Sequence[str], words: Words, part: slice) -> Iterator[Owned]:
    """The words of a part's segments with the side that says them; ``spoken`` holds that side, empty where nobody is named."""
    speaking = sorted(set(spoken[part]) - {""})
    if not speaking:
        return
    inside = words.of(part)
    sides = np.array(spoken[part])[inside.owners]
    for side in speaking:
        said = sides == side
        yield inside.owners[said], inside.rows(OWN, f"{side}: ")[said]


def _described(texts: Sequence[str], latin: NDArray[np.bool_], words: Words, around: Sequence[Owned]) -> list[Rows]:
    """The rows of some segments, from their texts, whether these have no Japanese, their words and what else is seen of them."""
    framed = [f"^{text}$" for text in texts]
    parts = [*around, (words.owners, words.rows(WORDS, "w "))]
    for sizes, numbers in ((SIZES, np.flatnonzero(~latin)), (LATIN_SIZES, np.flatnonzero(latin))):
        if not len(numbers):
            continue
        for runs in runs_of_characters([framed[number] for number in numbers], sizes):
            parts.append((numbers[runs.texts], rows_of(runs.checksums)))
    owners, rows = (np.concatenate(both) for both in zip(*parts, strict=True))
    return distinct(owners, rows, len(texts), ROWS)


def _speaker_side(speaker: str, people: People) -> str:
    if not speaker:
        return "none"
    if ONE_OF_US.fullmatch(speaker):
        return "ours"
    return next((person.side for person in people.persons if person.says(speaker)), "unnamed")


def _with_roles(segments: Sequence[Segment], people: People) -> list[str]:
    """The folded texts with each name replaced by its role's mark."""
    mentions = sorted(
        (*mention, _ROLE[person.side])
        for person in people.persons
        if person.side != "nobody"
        for mention in (*person.mentions, *((note, start, start) for note, start, _ in person.called))
    )
    texts = []
    for piece in segments:
        text, last = "", piece.start
        for number in range(bisect_left(mentions, (piece.note, piece.start)), len(mentions)):
            note, start, end, mark = mentions[number]
            if note != piece.note or start >= piece.end:
                break
            if start >= last and end <= piece.end:
                text += piece.text[last - piece.start : start - piece.start] + mark
                last = end
        texts.append(fold(text + piece.text[last - piece.start :]))
    return texts


def _words(tokens: Sequence[Token], names: Container[str]) -> list[str]:
    return [
        _stem(normal.lower()) if normal.isascii() else normal
        for _, _, surface, normal, pos in tokens
        if pos[0] in _KEPT and surface not in names and pos[1] != "数詞"
    ]


def _stem(word: str) -> str:
    """English endings cut off: enough for counting words of a few thousand sentences."""
    for ending in ("ing", "edly", "ed", "ies", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _manner(text: str) -> Iterator[str]:
    """How a segment says what it says."""
    yield f"length {min(6, len(text) // 12)}"
    latin = LATIN.search(text) is not None
    yield from (f"is {name}" for name, words in _CUES.items() if words.is_in(text, latin=latin))
    negations = len(_NEGATION.japanese.findall(text)) + (len(_NEGATION.english.findall(text)) if latin else 0)
    yield f"negations {min(3, negations)}"
    if "「" in text or '"' in text or "“" in text:
        yield "quotes"
    if len(text) and text[0] in '「『"“':
        yield "opens with a quote"
