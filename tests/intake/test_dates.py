"""Meeting dates: how they are written, where they stand, and the order they give."""

from __future__ import annotations

import datetime as dt

import pytest

from analyzer.case import Note
from analyzer.intake import in_time_order
from analyzer.intake.dates import day_in, meeting_date

TODAY = dt.date(2026, 3, 1)
JULY = dt.date(2025, 7, 3)


@pytest.mark.parametrize(
    "written",
    [
        "2025/7/3",
        "2025-07-03",
        "2025年7月3日",
        "２０２５年７月３日",
        "R7.7.3",
        "Ｒ７．７．３",
        "令和7年7月3日",
        "7月3日",
        "7/3",
        "25/7/3",
        "7月3日(木)",
        "2025.7.3",
    ],
)
@pytest.mark.parametrize("text", ["{} 訪問", "日時: {} 10:00\n2024/1/1 の件", "訪問メモ\n{}\n次回 8/1"])
def test_japanese_dates_are_found(written: str, text: str) -> None:
    """Every usual way to write a day is understood, at the start of a note or behind its label."""
    assert meeting_date(text.format(written), today=TODAY) == JULY


@pytest.mark.parametrize("written", ["Jul 3", "July 3rd, 2025", "3 July 2025", "3 Jul", "2025-07-03", "3.7.2025"])
def test_english_dates_are_found(written: str) -> None:
    """English days too, with and without a year."""
    assert meeting_date(f"Call with Dana, {written}\nAll fine", today=TODAY) == JULY


@pytest.mark.parametrize(
    "name",
    [
        "20250703_memo.txt",
        "メモ 2025-07-03.docx",
        "R7.7.3議事録.pdf",
        "7月3日.txt",
        "20250703_北浜_議事録.docx",
        "250703_北浜.txt",
        "議事録_0703.md",
        "GMT20250703-053000_Recording.vtt",
    ],
)
def test_file_names_give_dates(name: str) -> None:
    """Where the text names no day, the file's name may."""
    assert meeting_date("話した", name, today=TODAY) == JULY


@pytest.mark.parametrize(
    "text",
    [
        "10月2日までに返事",
        "次回 7/3",
        "Due by Jul 3",
        "03/07/2025 call",
        "13/45",
        "2025/13/40",
        "24/7 support",
        "R99",
        "第3回",
        "来週訪問する",
        "資料 1/2ページ",
        "契約日2025/7/3 の件",
    ],
)
def test_other_days_are_left_alone(text: str) -> None:
    """Deadlines, next meetings, days that cannot be, and an English 03/07 are no meeting date."""
    assert meeting_date(text, today=TODAY) is None


@pytest.mark.parametrize(
    "name", ["1731234567.txt", "見積20250731期限.txt", "note-12.txt", "v1.0.1231.txt", "会議室1203号.txt"]
)
def test_other_numbers_in_names_are_no_days(name: str) -> None:
    """Deadlines, counters and versions in a file's name are no meeting date."""
    assert meeting_date("話した", name, today=TODAY) is None


def test_a_weekday_tells_the_year() -> None:
    """A day without a year is the latest one of that weekday, never one to come."""
    assert meeting_date("7月3日(水) 訪問", today=TODAY) == dt.date(2024, 7, 3)
    assert meeting_date("12/20 訪問", today=TODAY) == dt.date(2025, 12, 20)


def test_dates_order_the_notes() -> None:
    """Dated notes come in time order; one without a date stays behind the one it followed."""
    notes = [Note(text="b", date=dt.date(2025, 7, 3)), Note(text="c"), Note(text="a", date=dt.date(2025, 7, 1))]
    assert [note.text for note in in_time_order(notes)] == ["a", "b", "c"]
    assert [note.text for note in in_time_order([Note(text="x"), Note(text="y")])] == ["x", "y"]


def test_a_cell_gives_its_day() -> None:
    """Cells of exports hold times and other things too."""
    assert day_in("2025/07/03 10:30", today=TODAY) == JULY
    assert day_in("-", today=TODAY) is None
