"""What an engine got from a case: contact, signals and one finding for each aspect, each with its quotes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from analyzer.words import Frozen, Words

Aspect = Literal["authority", "information", "momentum", "introduction", "outside_cause"]
Direction = Literal["+", "-"]
Grade = Literal["said", "reported", "impression"]
"""How the words reached the note: said 「」 > reported とのこと > the rep's impression."""

VALUES: dict[Aspect, tuple[str, ...]] = {
    "authority": ("strong", "weak", "unknown"),
    "information": ("sufficient", "insufficient", "unknown"),
    "momentum": ("stalled", "moving", "unknown"),
    "introduction": ("none", "proposed", "accepted", "declined"),
    "outside_cause": ("true", "false"),
}
"""The values of each aspect; what they mean is on the annotation page (eval/cases/ANNOTATION.md)."""

NOTHING_SHOWN: dict[Aspect, str] = {
    "authority": "unknown",
    "information": "unknown",
    "momentum": "unknown",
    "introduction": "none",
    "outside_cause": "false",
}
"""The value that claims nothing and so needs no quote."""


class Quote(Frozen):
    """A verbatim span of a note; ``start`` and ``end`` count code points of that note's text."""

    note: int = Field(ge=0)
    start: int = Field(ge=0)
    end: int
    text: str = Field(min_length=1)

    def is_in(self, texts: Sequence[str]) -> bool:
        """Whether these very words stand at this very place."""
        return self.note < len(texts) and texts[self.note][self.start : self.end] == self.text


class Signal(Frozen):
    """One observed thing from the catalogue's closed list, with the words that show it."""

    id: str
    direction: Direction = "+"
    grade: Grade = "reported"
    quote: Quote


class Finding(Frozen):
    """A value for one aspect, its quotes and a one-line reason.

    ``checked`` is false where the engine asserted a value but its words were not found in the notes.
    ``confidence`` is the engine's own probability of the value, where it has one.
    """

    value: str
    reason: Words
    checked: bool = True
    quotes: tuple[Quote, ...] = ()
    confidence: float | None = None


class Contact(Frozen):
    """The customer-side person the rep deals with, as named in the note."""

    name: str
    title: str | None = None
    organization: str | None = None
    quote: Quote


class PersonSeen(Frozen):
    """Somebody else named in the notes: whose side they are on, the title beside their name, where they stand."""

    name: str
    side: Literal["theirs", "ours"]
    title: str | None = None
    quote: Quote


class EngineInfo(Frozen):
    """Which engine read, with which model and prompt version."""

    name: str
    model: str | None = None
    prompt_version: str | None = None


class Doubt(Frozen):
    """An axis on which two engines contradict each other, with both values, reasons and quotes."""

    aspect: Aspect
    value: str
    reason: Words
    quotes: tuple[Quote, ...]
    other_engine: str
    other_value: str
    other_reason: Words
    other_quotes: tuple[Quote, ...]


class Usage(Frozen):
    """What a reading cost by the server's own count, repeated requests included."""

    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    dollars: float | None = 0.0
    """Estimated by the price file; ``null`` where it has no price for the model."""

    def __add__(self, other: Usage) -> Usage:
        known = self.dollars is not None and other.dollars is not None
        return Usage(
            requests=self.requests + other.requests,
            tokens_in=self.tokens_in + other.tokens_in,
            tokens_out=self.tokens_out + other.tokens_out,
            dollars=(self.dollars or 0.0) + (other.dollars or 0.0) if known else None,
        )


class Reading(Frozen):
    """Everything an engine got from a case; ``findings`` holds all five aspects."""

    engine: EngineInfo
    contact: Contact | None
    findings: dict[Aspect, Finding]
    signals: tuple[Signal, ...] = ()
    people: tuple[PersonSeen, ...] = ()
    """The others named in the notes, on either side."""
    warnings: tuple[Words, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    dropped: int = 0
    """Claims of the engine that were not found in the notes, or void, and so are not shown."""
    usage: Usage | None = None

    def quotes(self) -> list[Quote]:
        """Every quote in the reading."""
        found = [quote for finding in self.findings.values() for quote in finding.quotes]
        found += [signal.quote for signal in self.signals]
        found += [person.quote for person in self.people]
        return found + ([self.contact.quote] if self.contact else [])
