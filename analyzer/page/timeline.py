"""A case's events in words, one by one: notes, readings, corrections, moves, reactions, versions of the brief."""

from __future__ import annotations

import datetime as dt
from functools import singledispatch
from typing import NamedTuple

from analyzer.case import (
    BriefSaved,
    Case,
    Corrected,
    CorrectionTakenBack,
    Event,
    MergedFrom,
    MoveDone,
    NoteAdded,
    Reacted,
    ReactionTakenBack,
    ReadingMade,
    Renamed,
)
from analyzer.catalogue import load_catalogue
from analyzer.page.markup import escaped, heading, put
from analyzer.page.texts import say
from analyzer.rules.explain import ASPECT_NAMES, VALUE_NAMES
from analyzer.settings import settings
from analyzer.words import Language

_ICONS = {
    "note_added": "description",
    "reading_made": "search",
    "corrected": "edit",
    "correction_taken_back": "undo",
    "move_done": "send",
    "reacted": "forum",
    "reaction_taken_back": "undo",
    "brief_saved": "draft",
    "renamed": "label",
    "merged_from": "merge",
}
"""Names in the icon font that Streamlit brings."""
_FIRST_WORDS = 60
"""Letters of a note that its line shows."""


class Told(NamedTuple):
    """An event in words."""

    icon: str
    name: str
    detail: str
    at: dt.datetime


def told(event: Event, language: Language) -> Told:
    """One event in words."""
    return Told(
        _ICONS.get(event.kind, "circle"), say(f"event_{event.kind}", language), _detail(event, language), event.at
    )


def in_a_line(event: Event, language: Language) -> str:
    """One event as a short phrase."""
    one = told(event, language)
    return f"{one.name}: {one.detail}" if one.detail else one.name


@singledispatch
def _detail(event: Event, language: Language) -> str:  # noqa: ARG001  the other kinds need both
    return ""


@_detail.register
def _(event: NoteAdded, language: Language) -> str:
    date = event.note.date.isoformat() if event.note.date else ""
    return _joined(date, event.note.source or say("pasted", language), _first_line(event.note.text))


@_detail.register
def _(event: ReadingMade, language: Language) -> str:
    engine = event.reading.engine
    return say("engine_name_offline", language) if engine.name == "offline" else engine.model or engine.name


@_detail.register
def _(event: Corrected, language: Language) -> str:
    return f"{ASPECT_NAMES[event.aspect].in_(language)} → {VALUE_NAMES[event.value].in_(language)}"


@_detail.register
def _(event: CorrectionTakenBack, language: Language) -> str:
    return ASPECT_NAMES[event.aspect].in_(language)


@_detail.register
def _(event: MoveDone, language: Language) -> str:
    return _move(event.move, language)


@_detail.register(Reacted)
@_detail.register(ReactionTakenBack)
def _(event: Reacted | ReactionTakenBack, language: Language) -> str:
    return say("reaction_to", language, sign=_sign(event, language), move=_move(event.move, language))


@_detail.register
def _(event: Renamed, language: Language) -> str:  # noqa: ARG001  the other kinds need both
    return _joined(event.names.customer, event.names.deal, event.names.rep)


@_detail.register
def _(event: MergedFrom, language: Language) -> str:  # noqa: ARG001  the other kinds need both
    return _joined(event.names.customer, event.names.deal)


@_detail.register
def _(event: BriefSaved, language: Language) -> str:  # noqa: ARG001  the other kinds need both
    return _first_line(event.text)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _first_line(text: str) -> str:
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return first if len(first) <= _FIRST_WORDS else first[: _FIRST_WORDS - 1] + "…"


def _move(move: str, language: Language) -> str:
    entry = load_catalogue(settings().catalogue).moves.get(move)
    return entry.purpose.in_(language) if entry else move


def _sign(event: Reacted | ReactionTakenBack, language: Language) -> str:
    entry = load_catalogue(settings().catalogue).moves.get(event.move)
    found = [one for one in entry.reactions if one.id == event.reaction] if entry else []
    return found[0].sign.in_(language) if found else event.reaction


def shown_time(moment: dt.datetime) -> str:
    """A moment in this machine's time."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def show_timeline(case: Case, language: Language) -> None:
    """Every event that counts, the latest first."""
    heading("timeline", language, "timeline")
    lines = [told(event, language) for event in reversed(case.timeline)]
    items = "".join(
        f'<li><time datetime="{escaped(one.at.isoformat())}">{escaped(shown_time(one.at))}</time>'
        f'<span class="k-event"><span class="k-icon" aria-hidden="true">{one.icon}</span> <b>{escaped(one.name)}</b> {escaped(one.detail)}</span></li>'
        for one in lines
    )
    put(f'<ol class="k-timeline">{items}</ol>', language)
