"""What changed since last time, and the contact's way over the 2×2 map: earlier states of a case, folded from its own events."""

from __future__ import annotations

from typing import NamedTuple

from analyzer.analysis import Analysis, assess
from analyzer.case import Case, NoteAdded, Profile
from analyzer.catalogue import Quadrant
from analyzer.page.texts import say
from analyzer.reading import VALUES
from analyzer.rules.explain import ASPECT_NAMES, QUADRANT_NAMES, VALUE_NAMES
from analyzer.words import Language


class Change(NamedTuple):
    """One thing that is other than before: its name, what it was, what it is."""

    name: str
    before: str
    after: str


class Station(NamedTuple):
    """Where the contact stood after a reading: the quadrants that were possible, and the date of its last note."""

    possible: tuple[Quadrant, ...]
    date: str | None


def before_last_event(case: Case) -> Case | None:
    """The case as it was last read before its latest event; ``None`` where there was nothing before.

    A note and the reading that follows it count as one event, and so do several notes that came in together.
    """
    for end in range(len(case.events) - 1, 0, -1):
        earlier = case.model_copy(update={"events": case.events[:end]})
        if earlier.reading is not None:
            return earlier
    return None


def changes(before: Analysis, after: Analysis) -> list[Change]:
    """What differs between two analyses of a case in the same language: quadrant, findings, closest hypothesis, first move."""
    language = after.language
    pairs = [(say("quadrant", language), _quadrant(before), _quadrant(after))]
    pairs += [
        (
            ASPECT_NAMES[aspect].in_(language),
            VALUE_NAMES[before.findings[aspect].value].in_(language),
            VALUE_NAMES[after.findings[aspect].value].in_(language),
        )
        for aspect in VALUES
    ]
    pairs.append((say("closest", language), closest(before), closest(after)))
    pairs.append((say("first_move", language), first_step(before), first_step(after)))
    nothing = say("none_yet", language)
    return [Change(name, was or nothing, now or nothing) for name, was, now in pairs if was != now]


def closest(analysis: Analysis) -> str:
    """The statement of the hypothesis that is supported first, or nothing."""
    return next((one.statement for one in analysis.hypotheses if one.standing == "supported"), "")


def first_step(analysis: Analysis) -> str:
    """The first thing to do: a move, or the question that settles an open axis."""
    if analysis.questions and analysis.quadrant is None:
        return analysis.questions[0].ask
    return analysis.moves[0].purpose if analysis.moves else ""


def way(case: Case) -> list[Station]:
    """The contact's way: a station for each reading, corrections and reactions up to the next note counted in; the same place once."""
    stations: list[Station] = []
    for earlier in _read_states(case):
        reading = earlier.reading
        if reading is None:
            continue
        possible = assess(earlier, reading, profile=Profile()).possible_quadrants
        date = earlier.notes[-1].date
        if not stations or stations[-1].possible != possible:
            stations.append(Station(possible, date.isoformat() if date else None))
    return stations


def _read_states(case: Case) -> list[Case]:
    """The case before each note that came after a reading, and as it is now."""
    states = []
    for end, event in enumerate(case.events):
        earlier = case.model_copy(update={"events": case.events[:end]})
        if isinstance(event, NoteAdded) and earlier.reading is not None:
            states.append(earlier)
    return [*states, case]


def _quadrant(analysis: Analysis) -> str:
    if analysis.quadrant is None:
        return say("undecided", analysis.language)
    return QUADRANT_NAMES[analysis.quadrant].in_(analysis.language)
