"""What the rules reason about: the values that hold now (the rep's corrections above the engine's), signals and reactions. No text, no model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analyzer.case import Reacted
from analyzer.catalogue import Catalogue, Quadrant, ReactionEntry
from analyzer.reading import Aspect, Finding, Reading, Signal


@dataclass(frozen=True)
class Situation:
    """One case at one moment."""

    findings: Mapping[Aspect, Finding]
    corrected: frozenset[Aspect] = frozenset()
    signals: tuple[Signal, ...] = ()
    reactions: tuple[tuple[str, ReactionEntry], ...] = ()
    """The rep's recorded reactions: the move and the entry of its reaction table."""

    def value(self, aspect: Aspect) -> str:
        """The value that holds for an aspect."""
        return self.findings[aspect].value

    @property
    def outside(self) -> bool:
        """Whether the cause seems to lie outside the contact."""
        return self.value("outside_cause") == "true"

    @property
    def unproved_introduction(self) -> bool:
        """Whether the engine asserted something about the introduction that its quotes do not prove."""
        return not self.findings["introduction"].checked

    @property
    def quadrant(self) -> Quadrant | None:
        """Authority x information, when both are known."""
        possible = self.possible_quadrants
        return possible[0] if len(possible) == 1 else None

    @property
    def possible_quadrants(self) -> tuple[Quadrant, ...]:
        """The quadrants that the known axes leave open."""
        strengths = {"strong": ("strong",), "weak": ("weak",)}.get(self.value("authority"), ("strong", "weak"))
        knowledge = {"sufficient": ("sufficient",), "insufficient": ("insufficient",)}.get(
            self.value("information"), ("sufficient", "insufficient")
        )
        return tuple(f"{strength}_{known}" for strength in strengths for known in knowledge)  # type: ignore[misc]


def situation_of(
    reading: Reading, corrections: Mapping[Aspect, str], reactions: Sequence[tuple[Reacted, int]], catalogue: Catalogue
) -> Situation:
    """The reading with corrections and reactions laid over it.

    A reaction comes with the number of notes there were when it was recorded. One to the introduction sets that finding, unless a note
    added since speaks about it, or the rep corrected it.
    """
    findings = dict(reading.findings)
    known = []
    for reacted, notes in reactions:
        move = catalogue.moves.get(reacted.move)
        entry = next((one for one in move.reactions if one.id == reacted.reaction), None) if move else None
        if entry is None:
            continue
        known.append((reacted.move, entry))
        told_since = any(quote.note >= notes for quote in reading.findings["introduction"].quotes)
        if entry.introduction and not told_since:
            findings["introduction"] = findings["introduction"].model_copy(
                update={
                    "value": entry.introduction,
                    "checked": True,
                    "quotes": (),
                    "reason": entry.sign,
                    "confidence": None,
                }
            )
    for aspect, value in corrections.items():
        findings[aspect] = findings[aspect].model_copy(update={"value": value, "checked": True, "confidence": None})
    return Situation(findings, frozenset(corrections), reading.signals, tuple(known))
