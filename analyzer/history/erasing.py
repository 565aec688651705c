"""What other cases still hold of a case that is deleted: it may have been merged into one and parted from it again.

All that happened in between was undone and no longer counts, but readings and briefs from then quote the deleted notes. Their places in the list
stay, since later events count on them; their words go.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from analyzer.case import Case, Erased, Event, MergedFrom, Undone
from analyzer.history import rows
from analyzer.history.tables import events


@dataclass(frozen=True)
class Traces:
    """The hashes of notes read while cases were merged, and the events to be erased, by case and place."""

    hashes: set[str]
    places: dict[tuple[str, int], Event]


def traces_elsewhere(connection: sa.Connection, owner: str, deleted: set[str]) -> Traces:
    """What cases outside of ``deleted`` hold of it."""
    asked = sa.select(events.c.case_id).where(events.c.owner == owner, events.c.kind == "merged_from").distinct()
    once = set(connection.execute(asked).scalars())
    told = rows.stored_events(connection, owner, once | deleted) if once - deleted else {}
    touched, before = set(deleted), set[str]()
    while touched != before:
        before = set(touched)
        touched |= {case_id for case_id in once if _merged(told.get(case_id, ()), touched)}
    found = Traces(set(), {})
    for case_id in touched - deleted:
        _gather(found, case_id, told[case_id], {other: tuple(told.get(other, ())) for other in touched})
    return found


def _merged(told: Iterable[Event], touched: set[str]) -> list[MergedFrom]:
    return [event for event in told if isinstance(event, MergedFrom) and event.case in touched]


def _gather(found: Traces, case_id: str, told: list[Event], others: dict[str, tuple[Event, ...]]) -> None:
    undone = {event.event: place for place, event in enumerate(told) if isinstance(event, Undone)}
    for start, event in enumerate(told):
        if isinstance(event, MergedFrom) and event.case in others and start in undone:
            whole = event.model_copy(update={"events": others[event.case]})
            found.hashes.update(Case(events=(*told[:start], whole, *told[start + 1 :])).hashes_read())
            between = (place for place in range(start, undone[start]) if place in undone)
            found.places.update({(case_id, place): told[place] for place in between})


def erase(connection: sa.Connection, found: Traces) -> None:
    """Put a word-less event where each of these stands."""
    for (case_id, place), event in found.places.items():
        data = rows.as_stored(Erased(at=event.at))
        row = sa.update(events).where(events.c.case_id == case_id, events.c.seq == place)
        connection.execute(row.values(kind="erased", data=data))
