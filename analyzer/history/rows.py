"""Cases and events as rows; everything here runs inside a transaction of the caller's."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.dialects import postgresql, sqlite

from analyzer.case import Case, Event, MergedFrom, Undone
from analyzer.history.errors import NotThereError
from analyzer.history.folding import shown, storable
from analyzer.history.saved import CaseLine, Saved
from analyzer.history.tables import cases, events

_EVENT: TypeAdapter[Event] = TypeAdapter(Event)
_LINE = (cases.c.id, cases.c.rep, cases.c.customer, cases.c.deal, cases.c.contact, cases.c.notes, cases.c.changed)

_FEW = 1000
"""Up to so many ids a query names them; databases take only so many values in one."""


def now() -> str:
    """This moment, as it is stored."""
    return stored_time(dt.datetime.now(dt.UTC))


def stored_time(moment: dt.datetime) -> str:
    """A moment in UTC, always as long, so that it sorts as text."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def as_stored(event: Event) -> str:
    """An event as JSON in ASCII; a merged case's events have rows of their own and are not written twice."""
    bare = event.model_copy(update={"events": ()}) if isinstance(event, MergedFrom) else event
    return json.dumps(bare.model_dump(mode="json"), ensure_ascii=True, separators=(",", ":"))


def kept_as(connection: sa.Connection, owner: str, case_id: str, *, lock: bool = False) -> str:
    """The id under which a case is kept now: another one, once it was merged. Locked, nobody else writes to it meanwhile.

    Raises:
        NotThereError: there is no such case of this owner.
    """
    asked = sa.select(cases.c.merged_into).where(cases.c.id == case_id, cases.c.owner == owner)
    found = connection.execute(asked.with_for_update() if lock else asked).first()
    if found is None:
        raise NotThereError
    return kept_as(connection, owner, found.merged_into, lock=lock) if found.merged_into else case_id


def is_there(connection: sa.Connection, owner: str, case_id: str) -> bool:
    """Whether there is such a case of this owner, merged or not."""
    asked = sa.select(cases.c.id).where(cases.c.id == case_id, cases.c.owner == owner)
    return connection.execute(asked).first() is not None


def load(
    connection: sa.Connection, owner: str, ids: Collection[str] | None = None, *, merged_too: bool = False
) -> list[Saved]:
    """The cases with these ids, or all; merged ones show inside the case they went into. The latest changed comes first."""
    few = None if ids is None or len(ids) > _FEW else family(connection, owner, ids)
    asked = sa.select(*_LINE, cases.c.merged_into).where(cases.c.owner == owner)
    rows = connection.execute(asked if few is None else asked.where(cases.c.id.in_(few))).all()
    within: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        within[row.merged_into].add(row.id)
    told = stored_events(connection, owner, few)
    wanted = {row.id for row in rows if merged_too or not row.merged_into}
    if ids is not None:
        wanted &= set(ids)
    found = [_saved(row, told, within) for row in rows if row.id in wanted]
    return sorted(found, key=lambda one: one.changed, reverse=True)


def family(connection: sa.Connection, owner: str, ids: Iterable[str]) -> set[str]:
    """These cases and all that are merged into them now."""
    found, fresh = set(ids), set(ids)
    while fresh:
        asked = sa.select(cases.c.id).where(cases.c.owner == owner, cases.c.merged_into.in_(fresh))
        fresh = set(connection.execute(asked).scalars()) - found
        found |= fresh
    return found


def stored_events(connection: sa.Connection, owner: str, ids: Collection[str] | None = None) -> dict[str, list[Event]]:
    """The events of each of these cases, or of all, as they are stored."""
    asked = sa.select(events.c.case_id, events.c.data).where(events.c.owner == owner)
    if ids is not None and len(ids) <= _FEW:
        asked = asked.where(events.c.case_id.in_(ids))
    told: dict[str, list[Event]] = defaultdict(list)
    for row in connection.execute(asked.order_by(events.c.case_id, events.c.seq)):
        if ids is None or row.case_id in ids:
            told[row.case_id].append(_EVENT.validate_python(json.loads(row.data)))
    return told


def _saved(row: Any, told: Mapping[str, list[Event]], within: Mapping[str, set[str]]) -> Saved:
    whole = _whole(row.id, told, within)
    case = Case(rep=row.rep, customer=row.customer, deal=row.deal, events=whole)
    return Saved(id=row.id, case=case, changed=dt.datetime.fromisoformat(row.changed))


def _whole(case_id: str, told: Mapping[str, list[Event]], within: Mapping[str, set[str]]) -> tuple[Event, ...]:
    """A case's events, those of the cases merged into it put back in where the merging still counts."""
    own = told.get(case_id, [])
    undone = {event.event for event in own if isinstance(event, Undone)}
    return tuple(
        event.model_copy(update={"events": _whole(event.case, told, within)})
        if isinstance(event, MergedFrom) and place not in undone and event.case in within.get(case_id, ())
        else event
        for place, event in enumerate(own)
    )


def insert(connection: sa.Connection, owner: str, case_id: str, case: Case, made: str = "") -> None:
    """Write a new case with its events."""
    moment = now()
    values = {"id": case_id, "owner": owner, "made": made or moment, "changed": moment, **shown(case)}
    connection.execute(sa.insert(cases).values(**values))
    insert_events(connection, owner, case_id, 0, case.events)


def insert_events(connection: sa.Connection, owner: str, case_id: str, start: int, added: Iterable[Event]) -> None:
    """Write events from a place in the list on."""
    written = [
        {
            "case_id": case_id,
            "seq": start + place,
            "owner": owner,
            "at": stored_time(event.at),
            "kind": event.kind,
            "data": as_stored(event),
        }
        for place, event in enumerate(added)
    ]
    if written:
        connection.execute(sa.insert(events), written)


def refresh(connection: sa.Connection, case_id: str, case: Case, changed: str = "") -> None:
    """Bring what the list shows of a case up to date."""
    values = {"changed": changed or now(), **shown(case)}
    connection.execute(sa.update(cases).where(cases.c.id == case_id).values(**values))


def lines(connection: sa.Connection, owner: str, words: Sequence[str]) -> list[CaseLine]:
    """The list of cases that hold all these (folded) words, the latest changed first."""
    asked = sa.select(*_LINE).where(cases.c.owner == owner, cases.c.merged_into.is_(None))
    for word in words:
        asked = asked.where(cases.c.search.contains(storable(word), autoescape=True))
    asked = asked.order_by(cases.c.changed.desc(), cases.c.id)
    return [CaseLine.model_validate(dict(row._mapping)) for row in connection.execute(asked)]  # noqa: SLF001  its public name


def put(connection: sa.Connection, table: sa.Table, key: Mapping[str, str], values: Mapping[str, str]) -> None:
    """Write a row, instead of the one with this key if there is one; two tabs doing so at once do no harm."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    new = dialect.insert(table).values(**key, **values)
    connection.execute(new.on_conflict_do_update(index_elements=list(key), set_=dict(values)))
