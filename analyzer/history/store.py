"""The saved cases of one owner: the one way in for page and command line."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable

import sqlalchemy as sa

from analyzer.case import (
    Case,
    Corrected,
    CorrectionTakenBack,
    Event,
    MergedFrom,
    Names,
    Profile,
    Renamed,
    Undone,
)
from analyzer.history import database, erasing, errors, exchange, rows
from analyzer.history.errors import HistoryError, NotThereError
from analyzer.history.exchange import Imported
from analyzer.history.folding import folded, storable
from analyzer.history.saved import CaseLine, Outcome, Saved, for_review
from analyzer.history.tables import cases, drafts, events, profiles
from analyzer.history.upgrade import bring_up_to_date
from analyzer.history.who import who
from analyzer.settings import settings

Forget = Callable[[str], object]
"""Throws away what an engine keeps about notes with this ``text_hash``: ``forget_replies`` of analyzer.engines.language_model.cache."""


def open_history(url: str | None = None, *, owner: Callable[[], str] = who) -> History:
    """Open the saved cases, making or migrating the database where needed.

    Args:
        url: ``postgresql://…``, ``sqlite:///PATH`` or a path; without it ``KAMOSHIRENAI_DATABASE_URL``, else the user's data directory.
        owner: says whose cases are meant; asked at every operation.

    Raises:
        HistoryError: the database does not answer, cannot be written, is none, or is newer than this program.
    """
    engine = database.engine_for(settings().database_url.get_secret_value() if url is None else url)
    bring_up_to_date(engine)
    return History(engine, owner)


class History:
    """Saved cases; safe to share between threads. Every method may raise ``HistoryError``; then nothing was written."""

    def __init__(self, engine: sa.Engine, owner: Callable[[], str] = who) -> None:
        self._engine = engine
        self._owner = owner

    def create(self, case: Case) -> Saved:
        """Store a new case with the events it has."""
        case_id = str(uuid.uuid4())
        with database.writing(self._engine) as connection:
            rows.insert(connection, self._owner(), case_id, case)
            return self._one(connection, case_id)

    def load(self, case_id: str) -> Saved:
        """One case; where it was merged into another, that one.

        Raises:
            NotThereError: it was deleted, or is not this owner's.
        """
        with database.reading(self._engine) as connection:
            return self._one(connection, rows.kept_as(connection, self._owner(), case_id))

    def load_all(self) -> list[Saved]:
        """Every case with its events, the latest changed first."""
        with database.reading(self._engine) as connection:
            return rows.load(connection, self._owner())

    def find(self, words: str = "") -> list[CaseLine]:
        """The list of cases, the latest changed first: those that hold every word in customer, deal, rep, contact or notes.

        Width and case do not matter; without words, all.
        """
        with database.reading(self._engine) as connection:
            return rows.lines(connection, self._owner(), [word[:200] for word in folded(words).split()[:20]])

    def append(self, case_id: str, *added: Event, seen: int) -> Outcome:
        """Add events to a case of which the caller saw ``seen`` events (``Saved.length``).

        They are always added. What somebody else added meanwhile stays, and comes back as ``between``; where it says something else
        about the same aspect or name, the later one stands and the earlier is in ``overruled``. For renaming, merging and undoing there
        are methods of their own.
        """
        with database.writing(self._engine) as connection:
            before, between = self._seen(connection, case_id, seen)
            return self._add(connection, before, added, between)

    def rename(self, case_id: str, names: Names, *, seen: int) -> Outcome:
        """Call a case something else."""
        with database.writing(self._engine) as connection:
            before, between = self._seen(connection, case_id, seen)
            renamed = Renamed(names=names, before=before.case.names)
            return self._add(connection, before, (renamed,), between)

    def undo(self, case_id: str, *, seen: int) -> Outcome:
        """Let the latest event that counts no longer count; it stays in the history, and another ``undo`` takes the one before.

        Where anything was added after the ``seen`` events, nothing is undone: ``written`` is empty and ``between`` says what came in.
        """
        with database.writing(self._engine) as connection:
            before, between = self._seen(connection, case_id, seen)
            place = before.case.last_undoable()
            if between or place is None:
                return Outcome(saved=before, written=(), between=between)
            undone = before.case.events[place]
            if isinstance(undone, MergedFrom):
                connection.execute(sa.update(cases).where(cases.c.id == undone.case).values(merged_into=None))
            return self._add(connection, before, (Undone(event=place),), ())

    def merge(self, into: str, other: str, *, seen: int) -> Outcome:
        """Put another case's events into a case, in time order; the other one leaves the list until the merging is undone."""
        with database.writing(self._engine) as connection:
            before, between = self._seen(connection, into, seen)
            gone = rows.kept_as(connection, self._owner(), other, lock=True)
            if gone == before.id:
                raise HistoryError(errors.SAME_CASE)
            names = self._one(connection, gone).case.names
            connection.execute(sa.update(cases).where(cases.c.id == gone).values(merged_into=before.id))
            return self._add(connection, before, (MergedFrom(case=gone, names=names, events=()),), between)

    def delete(self, case_id: str, *, forget: Forget) -> None:
        """Delete a case for good, with the cases merged into it, and wipe what the database's files still hold of it.

        ``forget`` is called first, for the notes at every moment of the case, so that no engine keeps replies about them. Deleting what
        is no longer there wipes again and is no error; a case merged into another one is not deleted by itself.
        """
        with database.reading(self._engine) as connection:
            found = rows.load(connection, self._owner(), [case_id])
            if not found and rows.is_there(connection, self._owner(), case_id):
                raise HistoryError(errors.MERGED)
            gone = rows.family(connection, self._owner(), [one.id for one in found])
            traces = erasing.traces_elsewhere(connection, self._owner(), gone)
        for notes in traces.hashes.union(*(one.case.hashes_read() for one in found)):
            forget(notes)
        with database.writing(self._engine) as connection:
            erasing.erase(connection, traces)
            for one in gone:
                connection.execute(sa.delete(cases).where(cases.c.id == one))
                theirs = drafts.c.key.startswith(one, autoescape=True)
                connection.execute(sa.delete(drafts).where(drafts.c.owner == self._owner(), theirs))
        database.wipe(self._engine)

    def delete_all(self, *, forget: Forget) -> None:
        """Delete every case, draft and the profile of this owner for good."""
        for notes in {notes for one in self.load_all() for notes in one.case.hashes_read()}:
            forget(notes)
        with database.writing(self._engine) as connection:
            for table in (events, cases, drafts, profiles):
                connection.execute(sa.delete(table).where(table.c.owner == self._owner()))
        database.wipe(self._engine)

    def profile(self) -> Profile | None:
        """What the owner entered about themselves; ``None`` before they did."""
        with database.reading(self._engine) as connection:
            asked = sa.select(profiles.c.data).where(profiles.c.owner == self._owner())
            data = connection.execute(asked).scalar()
        return Profile.model_validate_json(data) if data else None

    def save_profile(self, profile: Profile) -> None:
        """Keep what the owner entered about themselves, instead of what was there."""
        with database.writing(self._engine) as connection:
            rows.put(connection, profiles, {"owner": self._owner()}, {"data": json.dumps(profile.model_dump())})

    def draft(self, key: str) -> str:
        """The text kept under a key of the caller's choice; empty where there is none."""
        with database.reading(self._engine) as connection:
            asked = sa.select(drafts.c.text).where(drafts.c.owner == self._owner(), drafts.c.key == key)
            return connection.execute(asked).scalar() or ""

    def put_draft(self, key: str, text: str) -> None:
        """Keep a text under a key, instead of what was there; an empty one drops it.

        Where the key begins with a case's id, the draft is deleted with that case.
        """
        with database.writing(self._engine) as connection:
            if text:
                kept = {"text": storable(text), "at": rows.now()}
                rows.put(connection, drafts, {"owner": self._owner(), "key": key}, kept)
            else:
                connection.execute(sa.delete(drafts).where(drafts.c.owner == self._owner(), drafts.c.key == key))

    def drop_draft(self, key: str) -> None:
        """Forget the text under a key."""
        self.put_draft(key, "")

    def export(self) -> str:
        """Every case, draft and the profile as JSON lines, to be kept or imported elsewhere."""
        with database.reading(self._engine) as connection:
            return "".join(exchange.export(connection, self._owner()))

    def import_(self, text: str) -> Imported:
        """Take in an ``export``: all of it or nothing; what is there already is not doubled and never lost."""
        with database.writing(self._engine) as connection:
            return exchange.import_lines(connection, self._owner(), text.split("\n"))

    def corrected(self) -> list[Case]:
        """The cases in which the rep corrected a reading: notes, readings and corrections only, for ``python -m eval.cases review``."""
        return [for_review(one.case) for one in self.load_all() if one.case.corrections]

    def _one(self, connection: sa.Connection, case_id: str) -> Saved:
        found = rows.load(connection, self._owner(), [case_id])
        if not found:
            raise NotThereError
        return found[0]

    def _seen(self, connection: sa.Connection, case_id: str, seen: int) -> tuple[Saved, tuple[Event, ...]]:
        """The case as it is now, and what was added since the caller looked."""
        before = self._one(connection, rows.kept_as(connection, self._owner(), case_id, lock=True))
        if before.id == case_id:
            return before, before.case.events[seen:]
        merged = next(place for place, event in enumerate(before.case.events) if _holds(event, case_id))
        return before, before.case.events[merged:]

    def _add(
        self, connection: sa.Connection, before: Saved, added: tuple[Event, ...], between: tuple[Event, ...]
    ) -> Outcome:
        case = before.case
        for event in added:
            case = case.with_event(event)
        rows.insert_events(connection, self._owner(), before.id, before.length, added)
        case = self._one(connection, before.id).case.model_copy(update=case.names.model_dump())
        rows.refresh(connection, before.id, case)
        overruled = tuple(event for event in between if any(_stands_above(one, event) for one in added))
        return Outcome(saved=self._one(connection, before.id), written=added, between=between, overruled=overruled)


def _holds(event: Event, case_id: str) -> bool:
    """Whether an event brought a case in, by itself or inside another."""
    inside = event.events if isinstance(event, MergedFrom) else ()
    return isinstance(event, MergedFrom) and (event.case == case_id or any(_holds(one, case_id) for one in inside))


def _stands_above(later: Event, earlier: Event) -> bool:
    """Whether both say something about the same thing, and not the same."""
    about = (Corrected, CorrectionTakenBack)
    if isinstance(later, about) and isinstance(earlier, about):
        return later.aspect == earlier.aspect and getattr(later, "value", None) != getattr(earlier, "value", None)
    return isinstance(later, Renamed) and isinstance(earlier, Renamed) and later.names != earlier.names
