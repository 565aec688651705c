"""How each hypothesis stands: what speaks for it, what against it, and in which order they are worth testing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from analyzer.catalogue import Catalogue, HypothesisEntry
from analyzer.reading import Grade, Quote
from analyzer.rules.situation import Situation
from analyzer.words import Words

Standing = Literal["supported", "open", "weakened"]
SUPPORTED_FROM = 2.0
WEAKENED_FROM = -1.0
GRADE_COUNTS: dict[Grade, float] = {"said": 1.0, "reported": 1.0, "impression": 0.5}
"""The rep's own impression is never proof by itself: it counts half."""
REACTION_COUNTS = 3.0
"""A reaction to a probe is the best evidence there is; it counts like a weight of 3."""


@dataclass(frozen=True)
class Evidence:
    """One thing that speaks for (+) or against (-) a hypothesis, with its words where there are any."""

    direction: Literal["+", "-"]
    weight: float
    name: Words
    quote: Quote | None
    kind: Literal["signal", "finding", "reaction"]


@dataclass(frozen=True)
class Judged:
    """A hypothesis and how it stands."""

    entry: HypothesisEntry
    standing: Standing
    score: float
    evidence: tuple[Evidence, ...]


def judge(entry: HypothesisEntry, situation: Situation, catalogue: Catalogue) -> Judged:
    """Add up what speaks for and against a hypothesis. Each signal counts once, at its best grade, however often it is seen."""
    evidence = (
        *_from_signals(entry, situation, catalogue),
        *_from_findings(entry, situation),
        *_from_reactions(entry, situation),
    )
    best: dict[str, float] = {}
    for one in evidence:
        name = f"{one.kind} {one.direction} {one.name.en}"
        best[name] = max(best.get(name, 0.0), one.weight)
    score = sum(weight if " + " in name else -weight for name, weight in best.items())
    standing: Standing = "supported" if score >= SUPPORTED_FROM else "weakened" if score <= WEAKENED_FROM else "open"
    return Judged(entry, standing, score, evidence)


def in_order(judged: Iterable[Judged], catalogue: Catalogue) -> list[Judged]:
    """By standing, then by the cost of the probe, then by score, then as in the catalogue."""
    rank = {"supported": 0, "open": 1, "weakened": 2}
    return sorted(judged, key=lambda one: (rank[one.standing], catalogue.moves[one.entry.probe].cost, -one.score))


def _from_signals(entry: HypothesisEntry, situation: Situation, catalogue: Catalogue) -> Iterable[Evidence]:
    for direction, weights in (("+", entry.supported_by), ("-", entry.weakened_by)):
        for weighed in weights:
            for signal in situation.signals:
                if signal.id == weighed.signal:
                    counts = weighed.weight * GRADE_COUNTS[signal.grade]
                    name = catalogue.signals[signal.id].name
                    yield Evidence(direction, counts, name, signal.quote, "signal")  # type: ignore[arg-type]


def _from_findings(entry: HypothesisEntry, situation: Situation) -> Iterable[Evidence]:
    for direction, weights in (("+", entry.supporting_findings), ("-", entry.weakening_findings)):
        for weighed in weights:
            finding = situation.findings[weighed.aspect]
            if finding.value != weighed.value:
                continue
            for quote in finding.quotes or (None,):
                yield Evidence(direction, weighed.weight, finding.reason, quote, "finding")  # type: ignore[arg-type]


def _from_reactions(entry: HypothesisEntry, situation: Situation) -> Iterable[Evidence]:
    for _, reaction in situation.reactions:
        if entry.id in reaction.supports:
            yield Evidence("+", REACTION_COUNTS, reaction.sign, None, "reaction")
        if entry.id in reaction.weakens:
            yield Evidence("-", REACTION_COUNTS, reaction.sign, None, "reaction")
