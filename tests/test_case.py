"""A case is the fold of its events."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pydantic import TypeAdapter

from analyzer.case import (
    BriefSaved,
    Case,
    Corrected,
    CorrectionTakenBack,
    Event,
    MergedFrom,
    MoveDone,
    Names,
    Note,
    NoteAdded,
    Reacted,
    ReactionTakenBack,
    ReadingMade,
    Renamed,
    Undone,
    text_hash,
)
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


def test_a_correction_outlives_the_next_reading() -> None:
    """A new note and a new reading leave the rep's value standing."""
    case = (
        Case.of_notes("一")
        .with_event(Corrected(aspect="authority", value="weak"))
        .with_event(NoteAdded(note=Note(text="二")))
    )
    case = case.with_event(ReadingMade.by_reading(case.notes, reading()))
    assert case.reading is not None
    assert case.corrections == {"authority": "weak"}


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


def _after(case: Case, *events: Event) -> Case:
    for event in events:
        case = case.with_event(event)
    return case


def _note(text: str, hour: int) -> NoteAdded:
    return NoteAdded(note=Note(text=text), at=dt.datetime(2026, 4, 16, hour, tzinfo=dt.UTC))


def test_of_a_reaction_recorded_twice_one_can_be_taken_back() -> None:
    """Taking back takes one such reaction, the latest; another move's stays; taking back what is not there does nothing."""
    once = Reacted(move="introduce_managers", reaction="refuses")
    other = Reacted(move="walk_away", reaction="refuses")
    back = ReactionTakenBack(move="introduce_managers", reaction="refuses")
    case = _after(Case.of_notes("一"), once, other, once.model_copy())
    assert case.with_event(back).reactions == (once, other)
    assert _after(case, back, back, back).reactions == (other,)


def test_a_reading_counts_for_the_very_notes_it_read() -> None:
    """As many other notes are not the same notes; a reading stored before the hash was kept goes by their number."""
    case = Case.of_notes("一", "二")
    assert case.with_event(ReadingMade.by_reading(case.notes, reading())).reading is not None
    assert case.with_event(ReadingMade.by_reading([Note(text="一"), Note(text="三")], reading())).reading is None
    assert case.with_event(ReadingMade(reading=reading(), notes=2)).reading is not None


def test_what_was_undone_no_longer_counts() -> None:
    """An undone event is in no present state, but still in the list; the next to undo is the one before."""
    case = _after(
        Case.of_notes("一"),
        MoveDone(move="introduce_managers"),
        BriefSaved(text="目的"),
        Corrected(aspect="authority", value="weak"),
    )
    assert case.last_undoable() == 3
    case = case.with_event(Undone(event=3))
    assert (case.corrections, case.last_undoable(), len(case.events)) == ({}, 2, 5)
    case = _after(case, Undone(event=2), Undone(event=1), Undone(event=0))
    assert (case.notes, case.briefs, case.moves_done, case.last_undoable()) == ((), (), (), None)


def test_renaming_and_undoing_it() -> None:
    """The latest name shows; undoing gives the one before; undoing something else leaves the name."""
    one, two, three = (Names(customer=name) for name in ("一", "二", "三"))
    case = _after(Case(customer="一"), Renamed(names=two, before=one), Renamed(names=three, before=two))
    assert case.names == three
    case = case.with_event(Undone(event=1))
    assert case.names == two
    assert _after(case, MoveDone(move="x"), Undone(event=3)).names == two


def test_a_merged_cases_events_stand_in_time_order() -> None:
    """Notes of both cases come in their time order; the other case's corrections and undoings hold; undone, all of it is gone."""
    other = (_note("二", 2), Corrected(aspect="authority", value="weak"), _note("消す", 3), Undone(event=2))
    merged = MergedFrom(case="b", names=Names(), events=other)
    case = _after(Case(events=(_note("一", 1), _note("三", 3))), merged)
    assert [note.text for note in case.notes] == ["一", "二", "三"]
    assert case.corrections == {"authority": "weak"}
    assert case.last_undoable() == 2
    assert [note.text for note in case.with_event(Undone(event=2)).notes] == ["一", "三"]


def test_every_moment_an_engine_may_have_read_is_known() -> None:
    """The hashes of the notes after each event are given: shorter, undone, merged, and the merged case's own."""
    merged = MergedFrom(case="b", names=Names(), events=(_note("二", 2),))
    case = _after(Case(events=(_note("一", 1), _note("三", 3), Undone(event=1))), merged)
    assert case.hashes_read() == {text_hash(texts) for texts in (["一"], ["一", "三"], ["一", "二"], ["二"])}


@pytest.mark.parametrize(
    "stored",
    [
        {"kind": "note_added", "at": "2026-04-16T09:00:00Z", "note": {"text": "一", "date": None, "source": ""}},
        {
            "kind": "reading_made",
            "at": "2026-04-16T09:00:00Z",
            "notes": 1,
            "reading": reading().model_dump(mode="json"),
        },
        {"kind": "corrected", "at": "2026-04-16T09:00:00Z", "aspect": "authority", "value": "weak"},
        {"kind": "correction_taken_back", "at": "2026-04-16T09:00:00Z", "aspect": "authority"},
        {"kind": "move_done", "at": "2026-04-16T09:00:00Z", "move": "walk_away"},
        {"kind": "reacted", "at": "2026-04-16T09:00:00Z", "move": "walk_away", "reaction": "refuses"},
    ],
)
def test_events_stored_by_the_first_version_can_be_read(stored: dict[str, Any]) -> None:
    """Each kind of event, as the first version wrote it, is still read and means the same."""
    event: Event = TypeAdapter(Event).validate_python(stored)
    assert event.kind == stored["kind"]
    assert event.at == dt.datetime(2026, 4, 16, 9, tzinfo=dt.UTC)
