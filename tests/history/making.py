"""Cases and readings for the tests of saved cases."""

from __future__ import annotations

from analyzer.case import Case, Note, NoteAdded
from analyzer.reading import NOTHING_SHOWN, VALUES, Contact, EngineInfo, Finding, Quote, Reading
from analyzer.words import Words


def reading(contact: str = "田中", model: str | None = "weights-1") -> Reading:
    """A reading that claims nothing but the contact."""
    reason = Words(ja="理由", en="reason")
    findings = {aspect: Finding(value=NOTHING_SHOWN[aspect], reason=reason) for aspect in VALUES}
    quote = Quote(note=0, start=0, end=len(contact), text=contact)
    info = EngineInfo(name="offline", model=model, prompt_version="3")
    return Reading(engine=info, contact=Contact(name=contact, quote=quote), findings=findings)


def case(*texts: str, customer: str = "東都精機", deal: str = "受発注の刷新", rep: str = "佐藤") -> Case:
    """A case with these notes."""
    return Case.of_notes(*texts).model_copy(update={"rep": rep, "customer": customer, "deal": deal})


def note(text: str) -> NoteAdded:
    """The event of a note coming in."""
    return NoteAdded(note=Note(text=text))
