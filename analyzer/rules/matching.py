"""From a situation to hypotheses, moves and questions: pure, deterministic, instant.

The decisions, in the order they are taken: an outside cause sets the quadrants' hypotheses aside; an unknown axis gives no quadrant but
one question for it; a customer who moves is not pressed, except in the weak-and-informed quadrant, where an accepted introduction is itself
a movement; an answered introduction is never proposed again, and one that could not be proved is only asked about.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analyzer.catalogue import Catalogue, HypothesisEntry, QuestionEntry
from analyzer.reading import Aspect, Quote
from analyzer.rules.situation import Situation
from analyzer.rules.standing import Judged, in_order, judge

MOST_SHOWN = 3
Held = Literal["more", "if_it_stalls", "could_become", "outside_cause"]


@dataclass(frozen=True)
class HeldBack:
    """A hypothesis that is not shown at once, and why."""

    judged: Judged
    because: Held


@dataclass(frozen=True)
class Chosen:
    """A move of the catalogue as it fits this case; ``firm`` is for giving up only."""

    id: str
    firm: bool | None = None


@dataclass(frozen=True)
class Matched:
    """Everything the rules say about a situation."""

    shown: tuple[Judged, ...]
    held_back: tuple[HeldBack, ...]
    moves: tuple[Chosen, ...]
    questions: tuple[QuestionEntry, ...]


def match(situation: Situation, catalogue: Catalogue) -> Matched:
    """Hypotheses, moves and questions for a situation."""
    shown, held_back = _hypotheses(situation, catalogue)
    return Matched(shown, held_back, _moves(situation, shown), _questions(situation, catalogue))


def _hypotheses(situation: Situation, catalogue: Catalogue) -> tuple[tuple[Judged, ...], tuple[HeldBack, ...]]:
    def of(quadrants: tuple[str, ...]) -> list[HypothesisEntry]:
        return [entry for entry in catalogue.hypotheses.values() if entry.quadrant in quadrants]

    judged = in_order((judge(entry, situation, catalogue) for entry in of(situation.possible_quadrants)), catalogue)
    if situation.outside:
        return (), _all_held(judged, "outside_cause")
    if situation.quadrant is None:
        return (), _all_held(judged, "could_become")
    if situation.value("momentum") == "moving":
        if situation.quadrant != "weak_sufficient":
            return (), _all_held(judged, "if_it_stalls")
        own = tuple(one for one in judged if one.entry.source == "article")
        return own, _all_held([one for one in judged if one not in own], "if_it_stalls")
    shown = _with_the_articles_own(judged)
    return shown, _all_held([one for one in judged if one not in shown], "more")


def _with_the_articles_own(judged: list[Judged]) -> tuple[Judged, ...]:
    """The first three; the founding article's own two are always among them where the quadrant has them."""
    own = [one for one in judged if one.entry.source == "article"]
    others = [one for one in judged if one not in own][: MOST_SHOWN - len(own)]
    return tuple(one for one in judged if one in own or one in others)


def _all_held(judged: list[Judged], because: Held) -> tuple[HeldBack, ...]:
    return tuple(HeldBack(one, because) for one in judged)


def first_move(situation: Situation, catalogue: Catalogue) -> str | None:
    """The first of the moves that ``match`` finds; hypotheses are judged only where no other move comes before their probes."""
    placed = next((move for move, fits in _placed(situation) if fits), None)
    return placed or next(iter(_probes(_hypotheses(situation, catalogue)[0])), None)


def _moves(situation: Situation, shown: tuple[Judged, ...]) -> tuple[Chosen, ...]:
    """The moves that fit, in order; the first place that a move fits is its own, and the probes of the hypotheses come last."""
    fitting = dict.fromkeys([*(move for move, fits in _placed(situation) if fits), *_probes(shown)])
    firm = second_sign(situation) is not None
    return tuple(Chosen(move, firm if move == "walk_away" else None) for move in fitting)


def _placed(situation: Situation) -> list[tuple[str, bool]]:
    """The moves that need no hypothesis, in order: each line below is a move and whether it fits."""
    introduction, quadrant, outside = situation.value("introduction"), situation.quadrant, situation.outside
    article = quadrant == "weak_sufficient" and not outside
    moving = situation.value("momentum") == "moving"
    refused_by_weak = introduction == "declined" and situation.value("authority") == "weak"
    uninformed = quadrant in ("strong_insufficient", "weak_insufficient")
    return [
        ("brief_own_manager", introduction == "accepted" and (article or outside or not moving)),
        ("check_outside_cause", outside),
        ("introduce_managers", article and introduction == "none" and not situation.unproved_introduction),
        ("follow_customers_step", moving and not article),
        ("brief_own_manager", introduction == "accepted"),
        ("wait_for_introduction_answer", introduction == "proposed"),
        ("inform_first", uninformed and not outside and not moving),
        ("find_another_route", refused_by_weak),
        ("walk_away", refused_by_weak),
        ("follow_customers_step", moving),
        ("settle_unknown", quadrant is None and not outside),
    ]


def _probes(shown: tuple[Judged, ...]) -> list[str]:
    """The probes of the shown hypotheses that are not weakened, or of the first; the introduction has its own place above."""
    probes = [one.entry.probe for one in shown if one.standing != "weakened"] or [one.entry.probe for one in shown[:1]]
    return [probe for probe in probes if probe != "introduce_managers"]


_SIGNS_OF_NO_POWER = ("cannot_decide", "ignored_or_blocked", "only_collects", "does_not_know_boss_view", "dodges_topic", "passes_on_personally")  # fmt: skip


def second_sign(situation: Situation) -> Quote | None:
    """A sign of having no power besides the declined introduction itself, in other words than those that show the refusal."""
    refusal = situation.findings["introduction"].quotes
    others = [
        signal.quote for signal in situation.signals if signal.id in _SIGNS_OF_NO_POWER and signal.grade != "impression"
    ]
    others += [quote for quote in situation.findings["authority"].quotes if situation.value("authority") == "weak"]
    return next((quote for quote in others if not any(_overlap(quote, one) for one in refusal)), None)


def _overlap(one: Quote, other: Quote) -> bool:
    return one.note == other.note and one.start < other.end and other.start < one.end


def _questions(situation: Situation, catalogue: Catalogue) -> tuple[QuestionEntry, ...]:
    """One question for each axis that is unknown, one for an introduction that could not be proved, one on an outside cause."""
    wanted: list[QuestionEntry] = []

    def first(aspect: Aspect) -> None:
        entries = [
            entry
            for entry in catalogue.questions.values()
            if entry.aspect == aspect and entry.id != "introduction_unproved"
        ]
        wanted.extend(entries[:1])

    if situation.unproved_introduction:
        wanted.append(catalogue.questions["introduction_unproved"])
    for aspect in ("authority", "information"):
        if situation.value(aspect) == "unknown":
            first(aspect)
    if situation.outside:
        first("outside_cause")
    if situation.value("momentum") == "unknown":
        first("momentum")
    return tuple(wanted)
