"""A case: one contact on one deal, kept as an append-only list of events; its present state is their fold."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from analyzer.reading import Aspect, Reading
from analyzer.words import Frozen, Words


class Note(Frozen):
    """The text of one meeting, with its date and where it came from (a file name, or empty when pasted)."""

    text: str
    date: dt.date | None = None
    source: str = ""
    left_out: tuple[Words, ...] = ()
    """What of its file was not read (comments, other columns), a sentence each."""


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class _Event(Frozen):
    at: dt.datetime = Field(default_factory=_now)


class NoteAdded(_Event):
    """A meeting note came in."""

    kind: Literal["note_added"] = "note_added"
    note: Note


class ReadingMade(_Event):
    """An engine read the notes that were there; ``notes`` says how many."""

    kind: Literal["reading_made"] = "reading_made"
    reading: Reading
    notes: int


class Corrected(_Event):
    """The rep set a finding's value; it stands above every engine's until taken back."""

    kind: Literal["corrected"] = "corrected"
    aspect: Aspect
    value: str


class CorrectionTakenBack(_Event):
    """The rep's value for an aspect no longer stands."""

    kind: Literal["correction_taken_back"] = "correction_taken_back"
    aspect: Aspect


class MoveDone(_Event):
    """The rep made a move from the catalogue."""

    kind: Literal["move_done"] = "move_done"
    move: str


class Reacted(_Event):
    """The customer reacted to a move; ``reaction`` is an id of the move's reaction table."""

    kind: Literal["reacted"] = "reacted"
    move: str
    reaction: str


Event = Annotated[
    NoteAdded | ReadingMade | Corrected | CorrectionTakenBack | MoveDone | Reacted,
    Field(discriminator="kind"),
]


class Profile(Frozen):
    """What the rep enters once about themselves and their manager; blanks stay blank."""

    name: str = ""
    company: str = ""
    manager_name: str = ""
    manager_rank: str = ""
    manager_strengths: str = ""


class Case(Frozen):
    """One contact on one deal; never changed in place: ``with_event`` returns the longer case."""

    rep: str = ""
    customer: str = ""
    deal: str = ""
    events: tuple[Event, ...] = ()

    @classmethod
    def of_notes(cls, *notes: Note | str) -> Case:
        """A new case holding these notes, in the order given."""
        made = (note if isinstance(note, Note) else Note(text=note) for note in notes)
        return cls(events=tuple(NoteAdded(note=note) for note in made))

    def with_event(self, event: Event) -> Case:
        """The case with one more event."""
        return self.model_copy(update={"events": (*self.events, event)})

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes, in the order they were added."""
        return tuple(event.note for event in self.events if isinstance(event, NoteAdded))

    @property
    def reading(self) -> Reading | None:
        """The latest reading, if it saw every note there is."""
        made = [event for event in self.events if isinstance(event, ReadingMade)]
        return made[-1].reading if made and made[-1].notes == len(self.notes) else None

    @property
    def corrections(self) -> dict[Aspect, str]:
        """The rep's own values that stand now."""
        standing: dict[Aspect, str] = {}
        for event in self.events:
            if isinstance(event, Corrected):
                standing[event.aspect] = event.value
            elif isinstance(event, CorrectionTakenBack):
                standing.pop(event.aspect, None)
        return standing

    @property
    def reactions(self) -> tuple[Reacted, ...]:
        """What the customer did on the rep's moves."""
        return tuple(event for event in self.events if isinstance(event, Reacted))
