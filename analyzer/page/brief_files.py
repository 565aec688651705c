"""The ways to take the brief along: Word, Markdown, mail, plain text, the clipboard, and the meeting for the calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from analyzer.brief.documents import to_docx, to_markdown
from analyzer.brief.mail import to_eml
from analyzer.brief.meeting import LASTS, Meeting, in_words, to_ics, when_in
from analyzer.brief.written import file_stem, read_written
from analyzer.page.brief_blanks import today
from analyzer.page.brief_text import blanks, desk, fill_in
from analyzer.page.markup import escaped, put
from analyzer.page.texts import say
from analyzer.words import Language

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LENGTHS = (15, 30, 45, 60, 90, 120)
HOME = "Asia/Tokyo"
"""The time zone where the browser does not say its own."""


def show_files(text: str, language: Language) -> None:
    """A button for each form, and the text with its copy button."""
    written = read_written(text)
    stem = file_stem(written.title, language)
    at_hand = desk()  # the files are made at the click, in a thread without a session
    files: tuple[tuple[str, Callable[[], str | bytes], str, str, str | None], ...] = (
        ("docx", lambda: to_docx(read_written(at_hand.text)), "docx", DOCX, ":material/description:"),
        ("mail", lambda: to_eml(at_hand.text), "eml", "message/rfc822", ":material/mail:"),
        ("markdown", lambda: to_markdown(read_written(at_hand.text)), "md", "text/markdown", None),
        ("text_file", lambda: at_hand.text, "txt", "text/plain", None),
    )
    put(f"<h4>{escaped(say('take_away', language))}</h4>", language)
    with st.container(horizontal=True):
        for name, data, ending, mime, icon in files:
            first: Literal["primary", "secondary"] = "primary" if name == "docx" else "secondary"
            label, file = say(name, language), f"{stem}.{ending}"
            st.download_button(label, data, file, mime, key=name, on_click="ignore", type=first, icon=icon)
        with st.popover(say("calendar", language), icon=":material/event:", key="calendar"):
            _ask_for_meeting(written.title, stem, language)
    with st.expander(say("copy", language), icon=":material/content_copy:"):
        st.code(text, language=None, wrap_lines=True)


def _ask_for_meeting(title: str, stem: str, language: Language) -> None:
    """Day, time and length, as far as the blank already says them; a choice here goes into the brief too."""
    st.session_state.setdefault("blank_start", when_in(blanks().get("date", ""), today=today()))
    start = st.datetime_input(
        say("calendar_when", language), None, key="blank_start", on_change=_into_the_brief, args=(language,)
    )
    minutes = st.selectbox(
        say("calendar_minutes", language),
        LENGTHS,
        LENGTHS.index(LASTS),
        key="blank_minutes",
        format_func=lambda one: say("minutes", language, minutes=one),
    )
    if start is None:
        st.text(say("calendar_no_time", language))
        return
    place = " ".join(blanks().get("place", "").split())
    meeting = Meeting(start=start, minutes=minutes or LASTS, place=place, zone=_zone())
    st.text(say("calendar_zone", language, zone=meeting.zone))
    data, file = to_ics(meeting, title), f"{stem}.ics"
    label = say("calendar_save", language)
    st.download_button(label, data, file, "text/calendar", key="ics", on_click="ignore", type="primary")


def _into_the_brief(language: Language) -> None:
    start: dt.datetime | None = st.session_state.blank_start
    fill_in("date", in_words(start, language) if start else "")


def _zone() -> str:
    """The browser's time zone."""
    try:
        return ZoneInfo(st.context.timezone or HOME).key
    except (ZoneInfoNotFoundError, ValueError):
        return HOME
