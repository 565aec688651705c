"""What a history gives back."""

from __future__ import annotations

import datetime as dt

from analyzer.case import Case, Corrected, CorrectionTakenBack, Event, NoteAdded, ReadingMade
from analyzer.words import Frozen


class Saved(Frozen):
    """A case as it is stored; ``length``, the number of its events, is what an append or undo has to have seen."""

    id: str
    case: Case
    changed: dt.datetime

    @property
    def length(self) -> int:
        """How many events are stored, undone ones included."""
        return len(self.case.events)


class CaseLine(Frozen):
    """A line of the list of cases: enough to show it, without its notes."""

    id: str
    rep: str
    customer: str
    deal: str
    contact: str
    """As the latest reading named them; empty where no reading did."""
    notes: int
    changed: dt.datetime


class Outcome(Frozen):
    """What became of an append, undo or merge."""

    saved: Saved
    """The case as it stands now; its id is another one where the case had been merged into that one meanwhile."""
    written: tuple[Event, ...]
    """What was added. Empty after an ``undo`` that was not done, because something came in between."""
    between: tuple[Event, ...] = ()
    """What somebody else (or another tab) had added since the caller looked: "someone else added …"."""
    overruled: tuple[Event, ...] = ()
    """Those of ``between`` that what was written now stands above: another value for the same aspect, another name.
    They stay in the history."""


def for_review(case: Case) -> Case:
    """The case as ``python -m eval.cases review`` wants it: notes, readings and corrections only."""
    kept = (NoteAdded, ReadingMade, Corrected, CorrectionTakenBack)
    return case.model_copy(update={"events": tuple(event for event in case.timeline if isinstance(event, kept))})
