"""The persons of a case and their sides."""

from __future__ import annotations

from dataclasses import dataclass, field

SIDES = ("contact", "theirs", "ours", "outside", "nobody")


@dataclass
class Person:
    """A named person: every mention as (note, start, end), and their side."""

    name: str
    mentions: list[tuple[int, int, int]] = field(default_factory=list)
    side: str = "nobody"
    contact_score: float = 0.0
    chances: tuple[float, ...] = (0.0,) * len(SIDES)
    """How likely each side is, by the surroundings of the name alone."""
    is_own: bool = False
    """Whether the rep's profile names this person: then nobody makes them the contact."""
    features: set[str] = field(default_factory=set)
    listed: str = ""
    """The side on which an attendee list of the notes puts them, if one does."""


@dataclass(frozen=True)
class People:
    """All persons of a case; ``contact`` is the one the rep deals with, or ``None``."""

    persons: tuple[Person, ...]
    contact: Person | None
