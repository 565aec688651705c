"""What changed since last time, and the contact's way over the 2×2 map: earlier states of a case, folded from its own events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analyzer.analysis import Analysis, assess
from analyzer.case import Case, Event, MergedFrom, NoteAdded, Profile, ReadingMade
from analyzer.catalogue import Quadrant
from analyzer.page.markup import escaped, put
from analyzer.page.texts import say
from analyzer.page.timeline import in_a_line
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
    told = _told(case)
    return next((one for one in _prefixes(case, told, len(told) - 1) if one.reading is not None), None)


def last_event(case: Case) -> Event | None:
    """The latest event that is no mere reading."""
    return next((event for event in reversed(_told(case)) if not isinstance(event, ReadingMade)), None)


def _told(case: Case) -> tuple[Event, ...]:
    """The events that count, a merged case's in their places: folded again, they give the same state."""
    return tuple(event for event in case.timeline if not isinstance(event, MergedFrom))


def _prefixes(case: Case, told: tuple[Event, ...], longest: int) -> Iterator[Case]:
    """The case at earlier moments, the latest first."""
    for end in range(longest, 0, -1):
        yield case.model_copy(update={"events": told[:end]})


def changes(before: Analysis, after: Analysis) -> list[Change]:
    """What differs between two analyses of a case in the same language: quadrant, findings, closest hypothesis, first move."""
    language = after.language
    pairs = [(say("quadrant", language), _quadrant(before), _quadrant(after))]
    pairs += [
        (
            _begun(ASPECT_NAMES[aspect].in_(language)),
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
    told = _told(case)
    states = []
    for end, event in enumerate(told):
        earlier = case.model_copy(update={"events": told[:end]})
        if isinstance(event, NoteAdded) and earlier.reading is not None:
            states.append(earlier)
    return [*states, case]


def _begun(name: str) -> str:
    """The name as it begins a line."""
    return name[0].upper() + name[1:]


def _quadrant(analysis: Analysis) -> str:
    if analysis.quadrant is None:
        return say("undecided", analysis.language)
    return QUADRANT_NAMES[analysis.quadrant].in_(analysis.language)


def show_changes(case: Case, now: Analysis) -> None:
    """The card on top: what is other than before the latest event, and what brought it about."""
    before, event = before_last_event(case), last_event(case)
    if before is None or before.reading is None or event is None:
        return
    language = now.language
    was = assess(before, before.reading, language=language)
    found = changes(was, now)
    rows = "".join(
        f'<dt>{escaped(one.name)}</dt><dd><span class="k-was">{escaped(one.before)}</span> → <b>{escaped(one.after)}</b></dd>'
        for one in found
    )
    body = f"<dl>{rows}</dl>" if found else ""
    cause = escaped(say("changed_by", language, what=in_a_line(event, language)))
    # open after a note, which is what a rep comes back for; folded after one's own click, so that nothing moves under it
    is_open = " open" if isinstance(event, NoteAdded) else ""
    put(
        f'<details class="k-changed"{is_open}><summary><b>{escaped(say("changed", language))}</b> '
        f'<span class="k-muted">{escaped(_in_short(found, language))}</span></summary>{body}<p class="k-muted">{cause}</p></details>',
        language,
    )


def _in_short(found: list[Change], language: Language) -> str:
    """The first change, and how many more there are."""
    if not found:
        return say("unchanged", language)
    first = f"{found[0].name}: {found[0].before} → {found[0].after}"
    return first if len(found) == 1 else say("and_more", language, first=first, count=len(found) - 1)
