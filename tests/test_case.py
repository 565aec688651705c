"""A case is the fold of its events."""

from __future__ import annotations

from analyzer.case import Case, Corrected, CorrectionTakenBack, Note, NoteAdded, Reacted, ReadingMade
from analyzer.reading import NOTHING_SHOWN, VALUES, EngineInfo, Finding, Reading
from analyzer.words import Words


def reading() -> Reading:
    """A reading that claims nothing."""
    reason = Words(ja="理由", en="reason")
    findings = {aspect: Finding(value=NOTHING_SHOWN[aspect], reason=reason) for aspect in VALUES}
    return Reading(engine=EngineInfo(name="test"), contact=None, findings=findings)


def test_notes_keep_their_order() -> None:
    """Notes come out in the order they went in, pasted text and notes alike."""
    case = Case.of_notes("一", Note(text="二", source="b.txt"))
    assert [note.text for note in case.notes] == ["一", "二"]


def test_a_case_is_never_changed_in_place() -> None:
    """Adding an event gives a longer case and leaves the old one as it was."""
    old = Case.of_notes("一")
    new = old.with_event(NoteAdded(note=Note(text="二")))
    assert len(old.events) == 1
    assert new.events[:1] == old.events


def test_a_correction_stands_until_it_is_taken_back() -> None:
    """The latest correction of an aspect holds; taking it back leaves the others."""
    case = Case.of_notes("一")
    for event in (
        Corrected(aspect="authority", value="weak"),
        Corrected(aspect="momentum", value="stalled"),
        Corrected(aspect="authority", value="strong"),
    ):
        case = case.with_event(event)
    assert case.corrections == {"authority": "strong", "momentum": "stalled"}
    assert case.with_event(CorrectionTakenBack(aspect="authority")).corrections == {"momentum": "stalled"}


def test_a_reading_is_out_of_date_once_a_note_is_added() -> None:
    """A reading counts only while it has seen every note."""
    case = Case.of_notes("一").with_event(ReadingMade(reading=reading(), notes=1))
    assert case.reading is not None
    assert case.with_event(NoteAdded(note=Note(text="二"))).reading is None


def test_a_case_survives_being_written_and_read() -> None:
    """Events of every kind come back from JSON as they were."""
    case = (
        Case.of_notes("一")
        .with_event(ReadingMade(reading=reading(), notes=1))
        .with_event(Corrected(aspect="authority", value="weak"))
        .with_event(Reacted(move="introduce_managers", reaction="refuses"))
    )
    assert Case.model_validate_json(case.model_dump_json()) == case
