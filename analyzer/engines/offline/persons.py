"""The persons of a case and their sides."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from analyzer.engines.offline.latin import in_latin, is_whole_word
from analyzer.engines.offline.segments import Segment

SIDES = ("contact", "theirs", "ours", "outside", "nobody")
AMONG = "contact among them"
"""The people model's further class: learned from what the contact of a case has that its other persons have not."""


def _stands_in(places: Sequence[tuple[int, int, int]], piece: Segment) -> bool:
    """Whether one of the places (note, start, end; ascending) begins in the segment."""
    at = bisect.bisect_left(places, (piece.note, piece.start))
    return at < len(places) and places[at] < (piece.note, piece.end)


def numbers_of(places: Iterable[Iterable[tuple[int, int, int]]], segments: Sequence[Segment]) -> list[list[int | None]]:
    """For each place (note, start, end) of each group the number of the segment in which it begins, if it stands in one."""
    begins = [(piece.note, piece.start) for piece in segments]

    def number_of(note: int, start: int) -> int | None:
        number = bisect.bisect_right(begins, (note, start)) - 1
        inside = number >= 0 and segments[number].note == note and start < segments[number].end
        return number if inside else None

    return [[number_of(note, start) for note, start, _ in group] for group in places]


@dataclass
class Person:
    """A named person: every mention as (note, start, end), and their side."""

    name: str
    mentions: list[tuple[int, int, int]] = field(default_factory=list)
    speaks_as: str = ""
    """The name under which the person speaks, where the notes' head names them otherwise (Mr Oyelaran, then "Tunde:")."""
    called: list[tuple[int, int, int]] = field(default_factory=list)
    """Where the person is called by the title alone (常務が), as (note, start, end)."""
    side: str = "nobody"
    contact_score: float = 0.0
    chances: tuple[float, ...] = (0.0,) * len(SIDES)
    """How likely each side is, by the surroundings of the name alone."""
    rank: float = 0.0
    """How much more like the contact than the others of the case, by the same surroundings: only differences mean something."""
    is_own: bool = False
    """Whether the rep's profile names this person: then nobody makes them the contact."""
    features: set[str] = field(default_factory=set)
    listed: str = ""
    """The side on which an attendee list of the notes puts them, if one does."""

    def take_in(self, part: Person, mentions: Iterable[tuple[int, int, int]] = ()) -> None:
        """Make somebody who is the same, under another form of the name, a part of this person, who is then also named at ``mentions``."""
        self.features |= part.features
        self.listed = self.listed or part.listed
        self.mentions = sorted({*self.mentions, *mentions})

    def is_named_in(self, piece: Segment) -> bool:
        """Whether a segment has the name, or the title that means this person."""
        return _stands_in(self.mentions, piece) or _stands_in(self.called, piece)

    def speaking_in(self, segments: Sequence[Segment]) -> set[int]:
        """The numbers of the segments that the person says."""
        called = {speaker for speaker in {piece.speaker for piece in segments} if self.says(speaker)}
        return {number for number, piece in enumerate(segments) if piece.speaker in called} if called else set()

    def says(self, speaker: str) -> bool:
        """Whether somebody called so in front of what is said is this person."""
        if not speaker or not in_latin(self.name):
            return bool(speaker) and (self.name in speaker or self.speaks_as == speaker)
        return speaker.casefold() == self.speaks_as.casefold() or _named_in(self.name, speaker)


@lru_cache(maxsize=4096)
def _named_in(name: str, speaker: str) -> bool:
    """Whether a speaker bears a Latin name, in letters of any size: FERREIRA is Ferreira, Nguyen is not Ng."""
    return re.search(is_whole_word(name), speaker, re.IGNORECASE) is not None


@dataclass(frozen=True)
class People:
    """All persons of a case; ``contact`` is the one the rep deals with, or ``None``."""

    persons: tuple[Person, ...]
    contact: Person | None
