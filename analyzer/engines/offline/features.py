"""What the models see of a segment: character n-grams, words, who it is about, who says it, how it is said.

Names are replaced by the role of the person, digits by 0, width and case are folded, so that what is learned does not hang on
names, numbers or typing habits.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analyzer.engines.offline.cues import LATIN, cue
from analyzer.engines.offline.hashing import Rows, distinct, runs_of_characters
from analyzer.engines.offline.linear import Floats
from analyzer.engines.offline.nearby import Nearby, Words, words_of
from analyzer.engines.offline.people import People
from analyzer.engines.offline.places import OWN, SPAN, WORDS, Owned, numbered, row_in, rows_of
from analyzer.engines.offline.segments import ONE_OF_US, Segment
from analyzer.engines.offline.tokens import Token

WEIGHT = np.array([1.0, 1.5, 1.2, 0.8, 0.4], np.float32)
"""How much the features of each place (``OWN`` … ``AROUND``) count."""
ROWS = len(WEIGHT) * SPAN
CODES = ("au+", "au-", "in+", "in-", "mo+", "mo-", "prop", "acc", "dec", "out")
"""What a segment may show: authority, information and momentum in both directions, the introduction's three values, an outside cause."""
NOBODY = "nobody"
"""What a first look also judges: whether the words are such that no customer is met, as in notes that are no sales meeting."""
_ROLE = {"contact": "❶", "theirs": "❷", "ours": "❸", "outside": "❹"}
_MARK = re.compile("[❶❷❸❹]")
SIZES, LATIN_SIZES = (2, 3, 4), (4, 5, 6)
"""How many characters the runs have that are counted: kanji and kana say more each than Latin letters."""
SAID = 3
"""How many characters a run has that counts as something said."""
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
    """Width and case folded, digits as 0: only for counting, never for offsets."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return _DIGITS.sub("0", folded)


_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Described:
    """A segment as the models see it: the rows of its features, and those of its words alone."""

    rows: Rows
    said: Rows


def describe(segments: Sequence[Segment], tokens: Sequence[Sequence[Token]], people: People) -> list[Described]:
    """What stands in each segment and around it; the last person named before counts as its topic.

    What is told of our own manager is nothing that surrounds the contact.
    """
    names = {person.name for person in people.persons if person.side != "nobody"}
    words = words_of([_words(counted, names) for counted in tokens])
    topic = ""
    last_note = segments[-1].note if segments else 0
    texts = _with_roles(segments, people)
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
        about.append([row_in(OWN, feature) for feature in features] + nearby.who(number))
        topic = named[number][-1] if named[number] else topic
    spoken = [one if piece.speaker else "" for one, piece in zip(side, segments, strict=True)]
    found: list[Described] = []
    for start in range(0, len(segments), _TOGETHER):
        part = slice(start, min(start + _TOGETHER, len(segments)))
        around = [numbered(about[part]), *nearby.words(part), *_said_by(spoken, words, part)]
        found += _described(texts[part], words.of(part), around)
    return found


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


def _described(texts: Sequence[str], words: Words, around: Sequence[Owned]) -> list[Described]:
    """The rows of some segments, from their texts, their words and what else is seen of them."""
    framed = [f"^{text}$" for text in texts]
    latin = np.array([_JAPANESE.search(text) is None for text in texts])
    lengths = np.array([len(text) for text in framed])
    said: list[Owned] = [(words.owners, words.rows(WORDS, "w "))]
    rows = [*around, *said]
    for sizes, numbers in ((SIZES, np.flatnonzero(~latin)), (LATIN_SIZES, np.flatnonzero(latin))):
        if not len(numbers):
            continue
        looked_at = sorted({*sizes, SAID})
        for size, runs in zip(
            looked_at, runs_of_characters([framed[number] for number in numbers], looked_at), strict=True
        ):
            owners, hashed = numbers[runs.texts], rows_of(runs.checksums)
            if size == SAID:
                inside = (runs.places > 0) & (runs.places + size < lengths[owners])
                said.append((owners[inside], hashed[inside]))
            if size in sizes:
                rows.append((owners, hashed))
    parts = [_of_each(some, len(texts)) for some in (rows, said)]
    return [Described(*both) for both in zip(*parts, strict=True)]


def _of_each(parts: Sequence[Owned], count: int, *, nearly_sorted: bool = False) -> list[Rows]:
    """The distinct rows of each of ``count`` segments, from parts that hold the number of the segment and a row of it."""
    owners, rows = (np.concatenate(both) for both in zip(*parts, strict=True))
    return distinct(owners, rows, count, ROWS, nearly_sorted=nearly_sorted)


_NOTHING: Rows = np.zeros(0, np.int64)


def _joined(parts: Sequence[Rows]) -> Owned:
    """All parts in one, after the number of the part that each row comes from."""
    return np.repeat(np.arange(len(parts)), [len(part) for part in parts]), np.concatenate([_NOTHING, *parts])


def with_neighbours(segments: Sequence[Segment], described: Sequence[Described], first: Floats) -> list[Rows]:
    """The feature rows again, and what a first look (``first``: segments x codes log-odds) found in the neighbours.

    An answer such as 「じゃあ11日に」 means something only after a proposal: so words are also counted as "said after a proposal".
    """
    likely: list[tuple[str, ...]] = [()] * len(segments)
    for number, column in np.argwhere(first[:, : len(CODES)] > FIRST_LOOK).tolist():
        likely[number] += (CODES[column],)
    seen: list[list[int]] = []
    answers: list[Rows] = []
    since = None
    for number, piece in enumerate(segments):
        more: list[int] = []
        for other in range(max(0, number - 3), min(number + 3, len(segments))):
            if likely[other]:
                more += _codes_at(other - number, likely[other], other_note=segments[other].note != piece.note)
        answer = _NOTHING
        if since is not None:
            later = segments[since].note != piece.note
            more.append(row_in(OWN, f"since proposal {min(4, number - since)}{' later note' if later else ''}"))
            if number - since <= 4 or later:
                answer = OWN * SPAN + (described[number].said * _ANSWER + 1) % SPAN
        if "prop" in likely[number]:
            since = number
        seen.append(more)
        answers.append(answer)
    parts = (_joined([one.rows for one in described]), numbered(seen), _joined(answers))
    return _of_each(parts, len(segments), nearly_sorted=True)


@lru_cache(maxsize=4096)
def _codes_at(step: int, codes: tuple[str, ...], *, other_note: bool) -> tuple[int, ...]:
    """The rows of what a first look found so many segments further on, or in the segment itself."""
    where = f"at {step}{' other note' if other_note else ''}" if step else "self"
    return tuple(row_in(OWN, f"{where} {code}") for code in codes)


FIRST_LOOK = -1.0
"""Log-odds from which a first look counts."""
_ANSWER = 48271
"""Multiplier that sends the row of a word to the row of the same word said after a proposal."""


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
