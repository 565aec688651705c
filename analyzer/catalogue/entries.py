"""The entries of the catalogue: signals, hypotheses, moves, questions."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from analyzer.reading import Aspect, Direction
from analyzer.words import Frozen, Words

Quadrant = Literal["strong_sufficient", "strong_insufficient", "weak_sufficient", "weak_insufficient"]
Source = Literal["article", "extension"]


class SignalEntry(Frozen):
    """One thing an engine may observe: its definition, examples and what is easily mistaken for it."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    source: Source
    aspect: Aspect | None = None
    """The finding this signal speaks about, where it speaks about one."""
    direction: Direction = "+"
    """For an aspect's signal: whether it speaks for strong/sufficient/moving/accepted (+) or against (-)."""
    name: Words
    definition: Words
    examples: tuple[Words, ...] = Field(min_length=2)
    look_alike: Words
    """Words that look like this signal but are not it, and why."""


class SignalWeight(Frozen):
    """How much a signal counts for or against a hypothesis: 1 a hint, 2 clear, 3 as good as proof."""

    signal: str
    weight: int = Field(ge=1, le=3)


class FindingWeight(Frozen):
    """How much a finding's value counts for or against a hypothesis."""

    aspect: Aspect
    value: str
    weight: int = Field(ge=1, le=3)


class HypothesisEntry(Frozen):
    """One reason why the customer may not move."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    source: Source
    quadrant: Quadrant
    statement: Words
    meaning: Words
    supported_by: tuple[SignalWeight, ...] = ()
    weakened_by: tuple[SignalWeight, ...] = ()
    supporting_findings: tuple[FindingWeight, ...] = ()
    weakening_findings: tuple[FindingWeight, ...] = ()
    probe: str
    """The move that tells it from its neighbours."""
    told_apart_by: Words


class ReactionEntry(Frozen):
    """One thing the customer may do on a move, what it would mean and what to do then."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    sign: Words
    means: Words
    then: Words
    supports: tuple[str, ...] = ()
    weakens: tuple[str, ...] = ()
    introduction: Literal["proposed", "accepted", "declined"] | None = None
    """Where the reaction answers the introduction: the value it gives that finding."""


class MoveEntry(Frozen):
    """What to do next, in which words, and what each reaction would mean."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    source: Source
    cost: int = Field(ge=1, le=3)
    """What it costs to try: 1 a sentence in the next talk, 2 some preparation, 3 a meeting or the relationship."""
    involves_manager: bool = False
    purpose: Words
    what: Words
    wording: Words
    """What the rep can say aloud, to whom the move is addressed."""
    reactions: tuple[ReactionEntry, ...] = Field(min_length=2)
    caution: Words


class QuestionEntry(Frozen):
    """What to find out where a finding is unknown: concrete, askable in the next meeting."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    aspect: Aspect
    ask: Words
    why: Words


class AskCondition(Frozen):
    """When an ask fits: any of the signals seen, or any of the findings' values; nothing given means always."""

    signals: tuple[str, ...] = ()
    findings: dict[Aspect, str] = Field(default_factory=dict)


class AskEntry(Frozen):
    """One thing one's own manager may be asked to do in the meeting: verb, moment, what, observable result."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    group: Literal["credit", "situation", "next"]
    """A brief takes one credit, the first situations that fit, and one next step."""
    quote_from: str = ""
    """The finding or signals (separated by spaces) whose words {quote} stands for and the background shows."""
    when: AskCondition
    verb: Words
    moment: Words
    what: Words
    result: Words
    serves: Words
    """What the background line for this ask is about."""


class Catalogue(Frozen):
    """All entries, checked against one another; each dictionary keeps the order of its file."""

    signals: dict[str, SignalEntry]
    hypotheses: dict[str, HypothesisEntry]
    moves: dict[str, MoveEntry]
    questions: dict[str, QuestionEntry]
    asks: dict[str, AskEntry]
