"""The joint meeting: its date and time read from the rep's words, and the calendar file (.ics) that puts it into a calendar."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from zoneinfo import ZoneInfo

from analyzer.intake.dates import coming_day
from analyzer.words import Frozen, Language

LASTS = 30
"""Minutes a visit to say thank you lasts where nothing else is said."""
_WEEKDAYS = "月火水木金土日"
_TIME = re.compile(
    r"(?<!\d)(?P<twelve>1[0-2]|0?[1-9])(?::(?P<past>[0-5]\d))?\s?(?P<noon>[ap])\.?m\b"
    r"|(?:(?P<half>午前|午後)\s?)?(?<!\d)(?P<hour>\d{1,2})(?:時(?P<thirty>半)?(?:\s?(?P<of>\d{1,2})分)?|:(?P<minute>[0-5]\d))(?!\d)",
    re.IGNORECASE,
)


class Meeting(Frozen):
    """When and where one meets; ``zone`` is the name of a time zone (``Asia/Tokyo``)."""

    start: dt.datetime
    minutes: int = LASTS
    place: str = ""
    zone: str = "Asia/Tokyo"


def when_in(words: str, *, today: dt.date) -> dt.datetime | None:
    """The day and time of a meeting to come, from words such as 「11/12 14時半」 or “Nov 12, 2:30 pm”; ``None`` where either is missing."""
    folded = unicodedata.normalize("NFKC", words)[:200]
    day, found = coming_day(folded, today=today), _TIME.search(folded)
    if day is None or found is None:
        return None
    time = _time(found)
    return dt.datetime.combine(day, time) if time else None


def _time(found: re.Match[str]) -> dt.time | None:
    if found["twelve"]:
        hour, minute = int(found["twelve"]) % 12, int(found["past"] or 0)
        hour += 12 if found["noon"].lower() == "p" else 0
    else:
        hour = int(found["hour"])
        minute = 30 if found["thirty"] else int(found["of"] or found["minute"] or 0)
        hour += 12 if found["half"] == "午後" and hour < 12 else 0
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def in_words(start: dt.datetime, language: Language) -> str:
    """Day and time as a brief writes them."""
    if language == "ja":
        return f"{start.month}月{start.day}日({_WEEKDAYS[start.weekday()]}) {start:%H:%M}"
    return f"{start:%a} {start.day} {start:%b} {start.year}, {start:%H:%M}"


def to_ics(meeting: Meeting, title: str, text: str = "", *, now: dt.datetime | None = None) -> bytes:
    """The meeting as a calendar file; nobody is invited by it: it opens in the rep's own calendar.

    Args:
        meeting: when and where; its start counts in its own time zone, whatever zone this machine is in.
        title: of the entry.
        text: for the entry's description.
        now: when the file was made.
    """
    from icalendar import Calendar, Event

    start = meeting.start.replace(tzinfo=ZoneInfo(meeting.zone))
    event = Event()
    same = "\0".join((title, start.isoformat(), meeting.place))
    event.add("uid", f"{hashlib.sha256(same.encode()).hexdigest()[:32]}@kamoshirenai")
    event.add("dtstamp", now or dt.datetime.now(dt.UTC))
    event.add("dtstart", start)
    event.add("dtend", start + dt.timedelta(minutes=meeting.minutes))
    event.add("summary", _printable(title))
    if meeting.place.strip():
        event.add("location", _printable(meeting.place.strip()))
    if text.strip():
        event.add("description", _printable(text.strip()))
    calendar = Calendar()
    calendar.add("prodid", "-//kamoshirenai//brief//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _printable(words: str) -> str:
    """Without control characters, which a calendar file cannot hold."""
    return "".join(char for char in words if char >= " " or char in "\t\n")
