"""Everybody whom the notes name: all forms of a name as one person, with the places where it stands and the features of its surroundings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal

from analyzer.engines.offline import attendees
from analyzer.engines.offline.english_names import kinds_of, without_openings
from analyzer.engines.offline.full_names import with_full_names
from analyzer.engines.offline.initials import with_initials
from analyzer.engines.offline.institutions import without_institutions
from analyzer.engines.offline.latin import in_latin, is_whole_word, latin_names_in
from analyzer.engines.offline.names import BETWEEN_PARTS, NO_NAME, bare, key, names_in
from analyzer.engines.offline.nicknames import with_nicknames
from analyzer.engines.offline.passing import LOOKED_IN, only_looked_in
from analyzer.engines.offline.persons import Person, numbers_of
from analyzer.engines.offline.segments import Segment, is_side
from analyzer.engines.offline.surnames import kind_of, surnames_in
from analyzer.engines.offline.surroundings import describe, spread
from analyzer.engines.offline.titles import call_by_title
from analyzer.engines.offline.tokens import PERSONS_NAME, Token, tokenize
from analyzer.engines.offline.vocabulary import Ordinary, hasty_notes, names_in_small_letters


def candidates(
    texts: Sequence[str], segments: Sequence[Segment], tokens: Sequence[Sequence[Token]], ordinary: Ordinary
) -> list[Person]:
    """Every name in the notes with the features of its surroundings.

    ``tokens`` holds the words of each segment, ``ordinary`` the words that are no names.
    """
    found = _Found()
    hasty = hasty_notes(segments)
    for piece, words in zip(segments, tokens, strict=True):
        places = (
            *names_in(piece, words),
            *surnames_in(piece, words, ordinary),
            *latin_names_in(piece.text),
            *names_in_small_letters(piece, ordinary, hasty),
        )
        for start, end in places:
            found.add(piece.text[start:end], (piece.note, piece.start + start))
        if piece.speaker and (name := _speakers_name(piece.speaker)):
            person = found.add(name)
            person.features.add("speaks")
            person.listed = person.listed or _speakers_side(piece.speaker)
    for one in attendees.listed(texts):
        found.add(_family(one.name), (one.note, one.start)).listed = one.side
    _mention_everywhere(found, texts)
    named = [person for person in _merge(found.values()) if person.mentions]
    merged = _with_speakers(with_initials(named, texts), segments, texts)
    kept = without_openings(_without_parts(merged), segments, texts, ordinary)
    kept = with_nicknames(with_full_names(without_institutions(kept, texts), texts), texts)
    stands = numbers_of([one.mentions for one in kept], segments)
    _say_what_is_said(kept, stands, segments, tokens)
    call_by_title(kept, texts)
    by_note: list[list[Segment]] = [[piece for piece in segments if piece.note == note] for note in range(len(texts))]
    among = spread(kept, len(texts) - 1)
    for person, at in zip(kept, stands, strict=True):
        describe(person, among, texts, by_note, at)
        if only_looked_in(person, texts):
            person.features.add(LOOKED_IN)
        if in_latin(person.name):
            person.features |= kinds_of(person.name, ordinary)
        else:
            person.features.add(f"the dictionary's {kind_of(person.name)}")
    return kept


class _Found(dict[str, Person]):
    """The persons found so far, by the folded name."""

    def add(self, name: str, at: tuple[int, int] | None = None) -> Person:
        """The person of that name, who is also named ``at`` (note, start)."""
        person = self.setdefault(key(name), Person(name))
        if at:
            person.mentions.append((*at, at[1] + len(name)))
        return person


_SIDE_FIRST = re.compile(
    r"^(?:(?P<ours>弊社|当社|当方|自社)|先方|御社|客先|お客様|(?P<company>[^\s　・／/]{1,12}社(?=[\s　])))[・の／/\s　]+(?=.)"
)
"""A side or a company in front of a speaker's name: 当社・常盤：, B社 篠宮："""


def _speakers_side(speaker: str) -> Literal["ours", "theirs", ""]:
    match = _SIDE_FIRST.match(speaker)
    return "" if match is None or match["company"] else "ours" if match["ours"] else "theirs"


def _speakers_name(speaker: str) -> str:
    """The name of a speaker; empty where the word only says the side (先方, me) or a role."""
    name = "" if speaker.isdigit() else bare(_SIDE_FIRST.sub("", speaker))
    return "" if name in NO_NAME or is_side(name) else name


def _family(name: str) -> str:
    """The family name of a full name written without a blank (佐藤花子), by the dictionary."""
    if len(name) < 3 or in_latin(name):
        return name
    words = tokenize(name)
    surname = len(words) > 1 and words[0].pos == PERSONS_NAME
    return words[0].surface if surname else name


def _mention_everywhere(found: dict[str, Person], texts: Sequence[str]) -> None:
    """A name once found counts wherever its letters stand, also without an honorific."""
    for person in found.values():
        person.mentions = sorted(set(person.mentions))
        if len(person.name) < 2:
            if "speaks" in person.features:
                person.mentions = sorted({*person.mentions, *_opening_lines(person.name, texts)})
            continue
        places = [(note, *span) for note, text in enumerate(texts) for span in _places_of(person.name, text)]
        person.mentions = sorted({*person.mentions, *places})


def _places_of(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a name of two letters or more stands in a text: as a whole word in Latin letters, also in capitals alone."""
    if in_latin(name):
        written = [name, name.upper()] if len(name) > 2 else [name]
        yield from (match.span() for match in re.finditer("|".join(map(is_whole_word, written)), text))
        return
    start = text.find(name)
    while start >= 0:
        yield start, start + len(name)
        start = text.find(name, start + len(name))


def _opening_lines(name: str, texts: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Where a name of one letter opens a line as its speaker's (堀:…, ・堀部長:…); elsewhere it may be a part of any word."""
    opening = re.compile(rf"(?m)^[\s　・･•●○■□◆◇\-–—*＊→①-⑳]*({re.escape(name)})(?=[^\s:：]{{0,5}}[\s　]*[:：(（])")
    for note, text in enumerate(texts):
        yield from ((note, *match.span(1)) for match in opening.finditer(text))


def _merge(persons: Iterable[Person]) -> list[Person]:
    """Full names and the parts they are also called by become one person, under the form that stands most often."""
    kept: list[Person] = []
    whole_of: dict[str, Person] = {}
    for person in sorted(persons, key=lambda one: (-len(one.name), one.name)):
        person.name = re.sub(r"['’]s$", "", person.name)
        whole = whole_of.get(key(person.name))
        if whole:
            inside = {
                place
                for place in person.mentions
                if not any(n == place[0] and s <= place[1] and place[2] <= e for n, s, e in whole.mentions)
            }
            whole.take_in(person, inside)
            if inside or "speaks" in person.features:
                whole.features.add("also short")
            if "speaks" in person.features:
                whole.speaks_as = person.name
        else:
            kept.append(person)
            for part in _parts(person.name):
                whole_of.setdefault(key(part), person)
    return kept


def _parts(name: str) -> list[str]:
    """The names that a full name in Latin letters or katakana is made of; empty for a single one."""
    parts = name.split() if in_latin(name) else re.split(f"[{BETWEEN_PARTS}]", name)
    return parts if len(parts) > 1 else []


def _with_speakers(persons: list[Person], segments: Sequence[Segment], texts: Sequence[str]) -> list[Person]:
    """English surnames of a transcript's head joined with the given names people speak under, where only one of each is left over."""
    spoken = [number for number, piece in enumerate(segments) if piece.speaker]
    if not spoken or not in_latin(segments[spoken[0]].speaker):
        return persons
    first = (segments[spoken[0]].note, segments[spoken[0]].start - len(segments[spoken[0]].speaker) - 2)
    speakers = {piece.speaker for piece in segments if piece.speaker}
    in_head = [one for one in persons if one.mentions[0] < (*first, 0)]
    silent = [one for one in in_head if not any(one.says(speaker) for speaker in speakers) and _is_formal(one, texts)]
    unnamed = [one for one in persons if one not in in_head and "speaks" in one.features and one.name in speakers]
    if len(unnamed) > 1:
        unnamed = _addressed(unnamed, segments[spoken[0] :])
    if len(silent) != 1 or len(unnamed) != 1:
        return persons
    whole, part = silent[0], unnamed[0]
    whole.speaks_as = part.name
    whole.features |= part.features
    whole.mentions = sorted({*whole.mentions, *part.mentions})
    return [one for one in persons if one is not part]


def _addressed(persons: Sequence[Person], segments: Sequence[Segment]) -> list[Person]:
    """Those whom another speaker calls by name in the first words said: it is the rep who opens and the customer who is greeted."""
    opening = [piece for piece in segments[:OPENING] if piece.speaker]
    return [
        one
        for one in persons
        if any(
            not one.says(piece.speaker)
            and re.search(rf"(?:^|, ){re.escape(one.name)}[,.!?:]|^{re.escape(one.name)}\b", piece.text)
            for piece in opening
        )
    ]


OPENING = 3
"""Sentences in which the customer is greeted."""


def _is_formal(person: Person, texts: Sequence[str]) -> bool:
    """Whether a name is first written with Mr, Dr or the like, or with what the person is behind it."""
    note, start, end = person.mentions[0]
    address = re.search(r"(?:Mr|Ms|Mrs|Miss|Dr|Prof|Professor|Sir|Dame|Madam)\.?\s$", texts[note][:start])
    return bool(address or re.match(r"\s?[(,]", texts[note][end:]))


def _without_parts(persons: Sequence[Person]) -> list[Person]:
    """Without those that only ever stand inside a longer name (御子 in 御子柴)."""

    def inside(one: Person, other: Person) -> bool:
        if len(other.name) <= len(one.name) or one.name not in other.name:
            return False
        return all(
            any(n == note and s <= start and end <= e for n, s, e in other.mentions)
            for note, start, end in one.mentions
        )

    return [one for one in persons if not any(inside(one, other) for other in persons)]


def _say_what_is_said(
    persons: Sequence[Person],
    stands: Sequence[Sequence[int | None]],
    segments: Sequence[Segment],
    tokens: Sequence[Sequence[Token]],
) -> None:
    """Add the words that each person says and those said where they are named: who asks 「資料はいかがでしたか」 is the one who sells.

    ``stands`` holds the numbers of the segments in which each person is named.
    """

    @cache
    def told(number: int) -> list[str]:
        return [word.normal for word in tokens[number] if word.pos[0] in _TELLING]

    for person, numbers in zip(persons, stands, strict=True):
        says = person.speaking_in(segments)
        person.features.update(f"says {word}" for number in says for word in told(number))
        named = {number for number in numbers if number is not None} - says
        person.features.update(f"with {word}" for number in named for word in told(number))


_TELLING = frozenset(("名詞", "動詞", "形容詞", "形状詞", "接頭辞", "代名詞", "感動詞"))
