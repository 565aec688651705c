"""The joint meeting read from words, and its calendar file."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from analyzer.brief.meeting import Meeting, in_words, to_ics, when_in

TODAY = dt.date(2026, 11, 28)
THIRD = dt.datetime(2026, 12, 3, 14, 30)  # noqa: DTZ001  a wall clock; the zone is said beside it


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("12/3 14時半", THIRD),
        ("１２月３日（木）午後２時３０分から", THIRD),
        ("2026-12-03 14:30〜15:00", THIRD),
        ("Dec 3, 2:30 pm", THIRD),
        ("1/5 9時", dt.datetime(2027, 1, 5, 9)),  # noqa: DTZ001
        ("12 am on 3 Dec", dt.datetime(2026, 12, 3, 0)),  # noqa: DTZ001
        ("来週のどこか 14時", None),
        ("12/3 のどこか", None),
        ("12/3 25時", None),
        ("13/45 14時", None),
        ("", None),
    ],
)
def test_day_and_time_are_read_from_words(words: str, expected: dt.datetime | None) -> None:
    """A day without a year is the next such day; without a day or a time there is no appointment."""
    assert when_in(words, today=TODAY) == expected


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_is_written_can_be_read_again(language: Any) -> None:
    """The words that a chosen time is written in lead back to that time."""
    assert when_in(in_words(THIRD, language), today=TODAY) == THIRD


def _entry(data: bytes) -> Any:
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    return event


@pytest.mark.parametrize(("zone", "hours"), [("Asia/Tokyo", 9), ("America/New_York", -5)])
def test_the_time_zone_is_in_the_file(zone: str, hours: int) -> None:
    """The start is the wall clock of the meeting's own zone, which the file describes."""
    data = to_ics(Meeting(start=THIRD, minutes=45, zone=zone), "訪問")
    start = _entry(data).decoded("dtstart")
    assert start == THIRD.replace(tzinfo=ZoneInfo(zone))
    assert start.utcoffset() == dt.timedelta(hours=hours)
    assert _entry(data).decoded("dtend") - start == dt.timedelta(minutes=45)
    assert [str(one["tzid"]) for one in Calendar.from_ical(data).walk("VTIMEZONE")] == [zone]


def test_japanese_and_hostile_words_come_back_whole() -> None:
    """Summary, place and text are what was given: commas, semicolons, line ends and lines of the format itself are words."""
    title = "同行のお願い(白石様、大久保部長), 😀; END:VEVENT"
    text = "■ 目的\n" + "稟議の前に話していただく。" * 30 + "\nEND:VCALENDAR\nBEGIN:VEVENT"
    data = to_ics(Meeting(start=THIRD, place="先方3階; 会議室,A\x07"), title, text)
    event = _entry(data)
    assert str(event["summary"]) == title
    assert str(event["location"]) == "先方3階; 会議室,A"
    assert str(event["description"]) == text
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_the_same_meeting_is_the_same_entry() -> None:
    """Opened twice it does not stand in the calendar twice; another time is another entry."""
    one, again, other = (
        _entry(to_ics(Meeting(start=start), "訪問"))["uid"] for start in (THIRD, THIRD, THIRD + dt.timedelta(days=1))
    )
    assert one == again != other
