"""A case: one contact on one deal, kept as an append-only list of events; its present state is their fold."""

from __future__ import annotations

import datetime as dt
import hashlib
import heapq
from collections.abc import Iterable
from itertools import takewhile
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from analyzer.reading import Aspect, Reading
from analyzer.words import Frozen, Language, Words


class Note(Frozen):
    """The text of one meeting, with its date and where it came from (a file name, or empty when pasted)."""

    text: str
    date: dt.date | None = None
    source: str = ""
    left_out: tuple[Words, ...] = ()
    """What of its file was not read (comments, other columns), a sentence each."""


def text_hash(texts: Iterable[str]) -> str:
    """The hash of notes' texts: says which notes were read, and finds a model's kept answers about them again."""
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class _Event(Frozen):
    at: AwareDatetime = Field(default_factory=_now)


class NoteAdded(_Event):
    """A meeting note came in."""

    kind: Literal["note_added"] = "note_added"
    note: Note


class ReadingMade(_Event):
    """An engine read the notes that were there; ``notes`` says how many, ``of`` which (empty: written before that was kept)."""

    kind: Literal["reading_made"] = "reading_made"
    reading: Reading
    notes: int
    of: str = ""

    @classmethod
    def by_reading(cls, notes: Iterable[Note], reading: Reading) -> ReadingMade:
        """The event of having read these notes; it counts only while the case holds just these."""
        texts = [note.text for note in notes]
        return cls(reading=reading, notes=len(texts), of=text_hash(texts))

    def is_of(self, notes: tuple[Note, ...]) -> bool:
        """Whether these are the notes that were read."""
        return self.notes == len(notes) and self.of in {"", text_hash(note.text for note in notes)}


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


class ReactionTakenBack(_Event):
    """The latest such reaction was recorded by mistake."""

    kind: Literal["reaction_taken_back"] = "reaction_taken_back"
    move: str
    reaction: str


class BriefSaved(_Event):
    """A version of the brief: its text with the blanks filled, and what was filled in, by the blanks' ids."""

    kind: Literal["brief_saved"] = "brief_saved"
    text: str
    blanks: dict[str, str] = Field(default_factory=dict)
    language: Language = "ja"


class Names(Frozen):
    """What a case is called."""

    rep: str = ""
    customer: str = ""
    deal: str = ""


class Renamed(_Event):
    """The case is called something else from here on; ``before`` lets it be undone."""

    kind: Literal["renamed"] = "renamed"
    names: Names
    before: Names


class MergedFrom(_Event):
    """Another case turned out to be the same one; its events come in between this one's, in time order."""

    kind: Literal["merged_from"] = "merged_from"
    case: str
    """The other case's id."""
    names: Names
    events: tuple[Event, ...]


class Undone(_Event):
    """An event no longer counts; ``event`` is its place in the case's list, from 0."""

    kind: Literal["undone"] = "undone"
    event: int = Field(ge=0)


class Erased(_Event):
    """What stood here had been undone, and its words were deleted for good together with another case."""

    kind: Literal["erased"] = "erased"


Event = Annotated[
    NoteAdded
    | ReadingMade
    | Corrected
    | CorrectionTakenBack
    | MoveDone
    | Reacted
    | ReactionTakenBack
    | BriefSaved
    | Renamed
    | MergedFrom
    | Undone
    | Erased,
    Field(discriminator="kind"),
]

MergedFrom.model_rebuild()


def counting(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events that count, in time order: what was undone is left out, a merged case's events stand in their places."""
    undone = {event.event for event in events if isinstance(event, Undone)}
    own = [
        event for place, event in enumerate(events) if place not in undone and not isinstance(event, Undone | Erased)
    ]
    merged = [counting(event.events) for event in own if isinstance(event, MergedFrom)]
    return tuple(heapq.merge(own, *merged, key=lambda event: event.at)) if merged else tuple(own)


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
        """The case with one more event; a new name shows at once."""
        names = self._names_after(event).model_dump() if isinstance(event, Renamed | Undone) else {}
        return self.model_copy(update={"events": (*self.events, event), **names})

    def _names_after(self, event: Renamed | Undone) -> Names:
        if isinstance(event, Renamed):
            return event.names
        undone = self.events[event.event]
        return undone.before if isinstance(undone, Renamed) else self.names

    @property
    def names(self) -> Names:
        """What the case is called."""
        return Names(rep=self.rep, customer=self.customer, deal=self.deal)

    @property
    def timeline(self) -> tuple[Event, ...]:
        """The events that count, in time order (see ``counting``)."""
        return counting(self.events)

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes, in the order they were added."""
        return tuple(event.note for event in self.timeline if isinstance(event, NoteAdded))

    @property
    def reading(self) -> Reading | None:
        """The latest reading, if it saw the notes there are, no more and no fewer."""
        made = [event for event in self.timeline if isinstance(event, ReadingMade)]
        return made[-1].reading if made and made[-1].is_of(self.notes) else None

    @property
    def corrections(self) -> dict[Aspect, str]:
        """The rep's own values that stand now."""
        standing: dict[Aspect, str] = {}
        for event in self.timeline:
            if isinstance(event, Corrected):
                standing[event.aspect] = event.value
            elif isinstance(event, CorrectionTakenBack):
                standing.pop(event.aspect, None)
        return standing

    @property
    def reactions(self) -> tuple[Reacted, ...]:
        """What the customer did on the rep's moves, without what was taken back."""
        standing: list[Reacted] = []
        for event in self.timeline:
            if isinstance(event, Reacted):
                standing.append(event)
            elif isinstance(event, ReactionTakenBack):
                taken_back = (event.move, event.reaction)
                same = [place for place, one in enumerate(standing) if (one.move, one.reaction) == taken_back]
                if same:
                    del standing[same[-1]]
        return tuple(standing)

    def notes_before(self, event: Event) -> int:
        """How many notes there were when an event of the timeline happened."""
        before = takewhile(lambda one: one is not event, self.timeline)
        return sum(isinstance(one, NoteAdded) for one in before)

    @property
    def moves_done(self) -> tuple[MoveDone, ...]:
        """The moves the rep has made."""
        return tuple(event for event in self.timeline if isinstance(event, MoveDone))

    @property
    def briefs(self) -> tuple[BriefSaved, ...]:
        """The versions of the brief, the latest last."""
        return tuple(event for event in self.timeline if isinstance(event, BriefSaved))

    def last_undoable(self) -> int | None:
        """The place of the latest event that counts, to be undone next."""
        standing = {id(event) for event in self.timeline}
        own = (place for place in reversed(range(len(self.events))) if id(self.events[place]) in standing)
        return next(own, None)

    def hashes_read(self) -> set[str]:
        """The hash of the notes at every moment of the case, merged cases' included: whatever an engine may have been asked about."""
        hashes = {event.of for event in self.events if isinstance(event, ReadingMade)}
        for end in range(len(self.events) + 1):
            hashes.add(text_hash(note.text for note in Case(events=self.events[:end]).notes))
        for event in self.events:
            if isinstance(event, MergedFrom):
                hashes |= Case(events=event.events).hashes_read()
        return hashes - {"", text_hash(())}
