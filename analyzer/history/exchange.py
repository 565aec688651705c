"""Export and import: JSON lines with a head that names version and form, a line a case, and an end that shows nothing was cut off.

A case's line holds its rows as they are stored. Importing puts the same case in its place: what is there already stays, what is newer is added, and
where both went their own ways the imported one becomes a case of its own. So nothing is lost, and importing twice changes nothing.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import sqlalchemy as sa
from pydantic import AwareDatetime, Field, ValidationError

from analyzer.case import Case, Event, MergedFrom, Names, Profile, Undone
from analyzer.history import errors, rows
from analyzer.history.errors import HistoryError
from analyzer.history.folding import storable
from analyzer.history.tables import cases, drafts, profiles
from analyzer.words import Frozen

FORM = "kamoshirenai saved cases"
VERSION = 1
_OURS = uuid.UUID("4a2c9d53-5b0e-4b61-9d0c-5a6c3d1f7e10")
"""The namespace of ids made for cases that could not keep their own."""


class CaseLines(Frozen):
    """A case as it is exported: its row and its events, merged cases' left to lines of their own."""

    id: str = Field(min_length=1, max_length=36)
    names: Names
    made: AwareDatetime
    changed: AwareDatetime
    events: tuple[Event, ...]


class DraftLine(Frozen):
    """A draft as it is exported."""

    key: str
    text: str
    at: AwareDatetime


class Imported(Frozen):
    """How many cases an import brought: ``new`` ones, such that ``grew``, and such that were there already."""

    new: int
    grew: int
    known: int


def export(connection: sa.Connection, owner: str) -> Iterator[str]:
    """The lines of an owner's export."""
    yield _line({"form": FORM, "version": VERSION})
    count = 0
    data = connection.execute(sa.select(profiles.c.data).where(profiles.c.owner == owner)).scalar()
    if data:
        yield _line({"profile": json.loads(data)})
    for draft in connection.execute(sa.select(drafts).where(drafts.c.owner == owner).order_by(drafts.c.key)):
        yield _line({"draft": {"key": draft.key, "text": draft.text, "at": draft.at}})
    told = rows.stored_events(connection, owner)
    for row in connection.execute(sa.select(cases).where(cases.c.owner == owner).order_by(cases.c.made, cases.c.id)):
        names = {"rep": row.rep, "customer": row.customer, "deal": row.deal}
        own = [json.loads(rows.as_stored(event)) for event in told.get(row.id, ())]
        yield _line({"case": {"id": row.id, "names": names, "made": row.made, "changed": row.changed, "events": own}})
        count += 1
    yield _line({"end": count})


def _line(content: object) -> str:
    return json.dumps(content, ensure_ascii=True, separators=(",", ":")) + "\n"


def import_lines(connection: sa.Connection, owner: str, lines: Iterable[str]) -> Imported:
    """Take in an export; see this module's docstring.

    Raises:
        HistoryError: it is no export, is cut short, or was written by a newer program. Nothing was written.
    """
    profile, kept_drafts, found = _read([line for line in lines if line.strip()])
    placed = _placed(connection, owner, {one.id: one for one in found})
    became = {one.id: _put(connection, owner, one) for one in placed}
    touched = [case_id for case_id, what in became.items() if what != "known"]
    _merge_again(connection, owner, touched)
    changed = {one.id: rows.stored_time(one.changed) for one in placed}
    for saved in rows.load(connection, owner, touched, merged_too=True):
        rows.refresh(connection, saved.id, saved.case, changed[saved.id])
    _put_rest(connection, owner, profile, kept_drafts)
    counts = list(became.values())
    return Imported(new=counts.count("new"), grew=counts.count("grew"), known=counts.count("known"))


def _read(lines: Sequence[str]) -> tuple[Profile | None, list[DraftLine], list[CaseLines]]:
    try:
        contents = [json.loads(line) for line in lines]
        head, body, end = contents[0], contents[1:-1], contents[-1]
        if head["form"] != FORM or not isinstance(head["version"], int):
            raise HistoryError(errors.NO_EXPORT)
        if head["version"] > VERSION:
            raise HistoryError(errors.TOO_NEW)
        profile = next((Profile.model_validate(one["profile"]) for one in body if "profile" in one), None)
        kept = [DraftLine.model_validate(one["draft"]) for one in body if "draft" in one]
        found = [CaseLines.model_validate(one["case"]) for one in body if "case" in one]
        if end["end"] != len(found):
            raise HistoryError(errors.NO_EXPORT)
    except (ValueError, LookupError, TypeError) as error:
        newer = isinstance(error, ValidationError) and error.errors()[0]["type"].startswith(("union_tag", "extra"))
        raise HistoryError(errors.TOO_NEW if newer else errors.NO_EXPORT) from None
    return profile, kept, found


def _placed(connection: sa.Connection, owner: str, found: dict[str, CaseLines]) -> list[CaseLines]:
    """The cases with the ids to keep them under, also where one names another that was merged into it."""
    ids: dict[str, str] = {}
    placed: list[CaseLines] = []

    def place(one: CaseLines) -> None:
        if one.id in ids:
            return
        ids[one.id] = one.id
        for event in one.events:
            if isinstance(event, MergedFrom) and event.case in found:
                place(found[event.case])
        own = _with_ids(one, ids)
        ids[one.id] = _own_id(connection, owner, own)
        placed.append(own.model_copy(update={"id": ids[one.id]}))

    for one in found.values():
        place(one)
    return placed


def _with_ids(one: CaseLines, ids: dict[str, str]) -> CaseLines:
    own = tuple(
        event.model_copy(update={"case": ids.get(event.case, event.case)}) if isinstance(event, MergedFrom) else event
        for event in one.events
    )
    return one.model_copy(update={"events": own})


def _own_id(connection: sa.Connection, owner: str, one: CaseLines) -> str:
    """The id to keep a case under: its own, unless that is somebody else's case, or one's own that went another way."""
    case_id = one.id
    holder = connection.execute(sa.select(cases.c.owner).where(cases.c.id == case_id)).scalar()
    if holder is not None and holder != owner:
        case_id = str(uuid.uuid5(_OURS, f"{owner} {case_id}"))
    stored = [rows.as_stored(event) for event in rows.stored_events(connection, owner, [case_id]).get(case_id, ())]
    given = [rows.as_stored(event) for event in one.events]
    shorter = min(len(stored), len(given))
    if stored[:shorter] != given[:shorter]:
        case_id = str(uuid.uuid5(_OURS, "\n".join([case_id, *given])))
    return case_id


def _put(connection: sa.Connection, owner: str, one: CaseLines) -> Literal["new", "grew", "known"]:
    case_id = one.id
    there = connection.execute(sa.select(cases.c.id).where(cases.c.id == case_id)).scalar()
    names = {field: storable(name) for field, name in one.names.model_dump().items()}
    if there is None:
        rows.insert(connection, owner, case_id, Case(**names, events=one.events), made=rows.stored_time(one.made))
        return "new"
    length = len(rows.stored_events(connection, owner, [case_id]).get(case_id, ()))
    rest = one.events[length:]
    if not rest:
        return "known"
    rows.insert_events(connection, owner, case_id, length, rest)
    connection.execute(sa.update(cases).where(cases.c.id == case_id).values(**names))
    return "grew"


def _merge_again(connection: sa.Connection, owner: str, ids: Sequence[str]) -> None:
    """What the events say of merging, and of undoing it, comes to hold for the cases' rows."""
    for case_id, told in rows.stored_events(connection, owner, ids).items():
        undone = {event.event for event in told if isinstance(event, Undone)}
        for place, event in enumerate(told):
            if not isinstance(event, MergedFrom):
                continue
            mine = sa.update(cases).where(cases.c.id == event.case, cases.c.owner == owner)
            if place in undone:
                connection.execute(mine.where(cases.c.merged_into == case_id).values(merged_into=None))
            elif rows.kept_as(connection, owner, case_id) != event.case:  # else each would be inside the other
                connection.execute(mine.where(cases.c.merged_into.is_(None)).values(merged_into=case_id))


def _put_rest(connection: sa.Connection, owner: str, profile: Profile | None, kept: Iterable[DraftLine]) -> None:
    """Profile and drafts, where there are none yet."""
    if profile and not connection.execute(sa.select(profiles.c.owner).where(profiles.c.owner == owner)).first():
        connection.execute(sa.insert(profiles).values(owner=owner, data=json.dumps(profile.model_dump())))
    for draft in kept:
        key = storable(draft.key)
        if not connection.execute(sa.select(drafts.c.key).where(drafts.c.owner == owner, drafts.c.key == key)).first():
            values = {"key": key, "text": storable(draft.text), "at": rows.stored_time(draft.at)}
            connection.execute(sa.insert(drafts).values(owner=owner, **values))
