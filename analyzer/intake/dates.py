"""Find the day of a meeting: in a labelled line, in the file's name, or where a note opens with it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

_NARROW = str.maketrans("０１２３４５６７８９／．－：（）　，ＲＨ", "0123456789/.-:() ,RH")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<name>Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:uary|ruary|ch|il|ust|tember|ober|ember)?\.?"
)
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_ERAS = {"令和": 2018, "㋿": 2018, "R": 2018, "平成": 1988, "H": 1988}
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<y>(?:19|20)\d\d)\s?[年/.\-_]\s?(?P<m>\d{1,2})\s?[月/.\-_]\s?(?P<d>\d{1,2})(?!\d)日?",
        r"(?<!\d)(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)",
        r"(?<![A-Za-z\d])(?P<era>令和|平成|㋿|R|H)\s?(?P<y>元|\d{1,2})\s?[年/.\-]\s?(?P<m>\d{1,2})\s?[月/.\-]\s?(?P<d>\d{1,2})(?!\d)日?",
        rf"(?<![A-Za-z\d]){_DAY}(?: of)?[ \-]{_MONTH},?(?:[ \-](?P<y>20\d\d))?(?![A-Za-z\d])",
        rf"(?<![A-Za-z]){_MONTH} {_DAY}(?!\d)(?:,? (?P<y>20\d\d)\b)?",
        r"(?<!\d)(?P<a>\d{1,2})(?P<mark>[/.])(?P<b>\d{1,2})(?P=mark)(?P<y>20\d\d)(?!\d)",
        r"(?<![\d/])'?(?P<y>[2-3]\d)[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})(?![\d/])",
        r"(?<!\d)(?P<m>\d{1,2})月\s?(?P<d>\d{1,2})日",
        r"(?<![\d/.])(?P<a>\d{1,2})(?P<mark>/)(?P<b>\d{1,2})(?![\d/%])",
    )
)
_LABEL = re.compile(
    r"^[\s・■●◆【\[*#-]*(?:日\s?時|日\s?付|開催日時?|面談日時?|訪問日時?|打合せ日時?|商談日時?|実施日時?|会議日時?|対応日時?|活動日時?|年月日|date(?: (?:and|&) time)?|when|held(?: on)?"
    r"|meeting date)[】\]*]*\s*[:：|\t ]",
    re.IGNORECASE,
)
_OTHER_DAY_BEFORE = re.compile(
    r"(?:次回|次は|期限|〆切|締切|締め切り|納期|予定|前回|契約日?|更新日|創業|設立|発行日?|due|deadline|by|next|until|before|previous|last)[^\n]{0,8}$",
    re.IGNORECASE,
)
_OTHER_DAY_AFTER = re.compile(
    r"^\s*(?:\([^)]{1,3}\))?\s*(?:まで|迄|締|〆|期限|以降|納品|納入|から始|頃|ごろ)|^(?:件|ページ|頁|名|人|社|完了)(?![一-龯ァ-ヶ])"
)
_WEEKDAY = re.compile(r"^\s*\(([月火水木金土日])")
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龯]")
_SHORT_IN_NAME = re.compile(
    r"(?<![A-Za-z\d.:-])(?P<y>2\d)?(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?![A-Za-z\d.:号円万-])"
)
_SERIAL = re.compile(r"([3-5]\d{4})(?:\.\d+)?")
EXCEL_BEGINS = dt.date(1899, 12, 30)
LABELLED_WITHIN, OPENS_WITHIN = 30, 3
"""Lines with words in which a labelled date, or a date without a label, is taken for the meeting's."""


@dataclass(frozen=True)
class _Found:
    year: int | None
    month: int
    day: int
    start: int
    end: int
    weekday: int | None


def meeting_date(text: str, name: str = "", *, today: dt.date | None = None) -> dt.date | None:
    """The day a note is about, or ``None``. Text and ``name`` (of the file) may be in Japanese or English.

    A day without a year is taken for the latest such day that is not after ``today``, of the weekday that stands with it, if any.
    """
    now = today or dt.date.today()  # noqa: DTZ011  the rep's own day
    lines = list(
        islice((line[:500].translate(_NARROW) for line in text[:20_000].split("\n") if line.strip()), LABELLED_WITHIN)
    )
    japanese = bool(_JAPANESE.search(text[:2_000]))
    for line in lines:
        if label := _LABEL.match(line):
            found = next(_dates_in(line[label.end() :], japanese=japanese), None)
            if found and (day := _day(found, now)):
                return day
    stem = name.rsplit(".", 1)[0].translate(_NARROW)
    days = [_day(found, now) for found in _in_name(stem, japanese=bool(_JAPANESE.search(name)) or japanese)]
    days += [
        _day(found, now)
        for line in lines[:OPENS_WITHIN]
        for found in _opening(line, first=line is lines[0], japanese=japanese)
    ]
    return next(filter(None, days), None)


def day_in(cell: str, *, today: dt.date | None = None) -> dt.date | None:
    """The first day named in the cell of a table, or the one that Excel counts there (``45841``)."""
    now = today or dt.date.today()  # noqa: DTZ011  as above
    if number := _SERIAL.fullmatch(cell.strip()):
        return EXCEL_BEGINS + dt.timedelta(days=int(number[1]))
    days = (_day(found, now) for found in _dates_in(cell[:100].translate(_NARROW), japanese=True))
    return next(filter(None, days), None)


def coming_day(words: str, *, today: dt.date) -> dt.date | None:
    """The first day named in words about something to come: without a year, the next such day from ``today`` on."""
    for found in _dates_in(words.translate(_NARROW), japanese=True):
        years = [found.year] if found.year else range(today.year, today.year + 9)
        days = [day for year in years if (day := _date(year, found.month, found.day))]
        to_come = [day for day in days if found.year or day >= today]
        if to_come:
            return to_come[0]
    return None


def _in_name(stem: str, *, japanese: bool) -> Iterator[_Found]:
    """Days in a file's name; there alone ``250703`` and ``0703`` between blanks, lines or Japanese letters are days as well."""
    found = [one for one in _dates_in(stem, japanese=japanese) if not _OTHER_DAY_AFTER.match(stem[one.end :])]
    yield from found
    if match := None if found else _SHORT_IN_NAME.search(stem):
        year = int(match["y"]) + 2000 if match["y"] else None
        yield _Found(year, int(match["m"]), int(match["d"]), *match.span(), None)


def _opening(line: str, *, first: bool, japanese: bool) -> Iterator[_Found]:
    """Days that the note opens with: anywhere in its first line, at the start of the next ones."""
    for found in _dates_in(line[:200], japanese=japanese):
        if not any(char.isalnum() for char in line[: found.start]) or first:
            before, after = line[: found.start], line[found.end : found.end + 12]
            if not _OTHER_DAY_BEFORE.search(before) and not _OTHER_DAY_AFTER.match(after):
                yield found


def _dates_in(text: str, *, japanese: bool) -> Iterator[_Found]:
    """Every date in the order of the text; the fuller pattern wins where two cover the same letters."""
    found: list[_Found] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(one.start < match.end() and match.start() < one.end for one in found):
                continue
            parts = _parts(match, japanese=japanese)
            if parts:
                weekday = _WEEKDAY.match(text[match.end() : match.end() + 5])
                found.append(_Found(*parts, *match.span(), "月火水木金土日".index(weekday[1]) if weekday else None))
    yield from sorted(found, key=lambda one: one.start)


def _parts(match: re.Match[str], *, japanese: bool) -> tuple[int | None, int, int] | None:
    groups = match.groupdict()
    year = _year(groups.get("y"), groups.get("era"))
    if groups.get("name"):
        return year, _MONTHS.index(groups["name"][:3].lower()) + 1, int(groups["d"])
    if groups.get("a"):
        return _day_and_month(year, int(groups["a"]), int(groups["b"]), groups["mark"], japanese=japanese)
    return year, int(groups["m"]), int(groups["d"])


def _day_and_month(
    year: int | None, a: int, b: int, mark: str, *, japanese: bool
) -> tuple[int | None, int, int] | None:
    """``a/b``: month first in Japanese, day first with dots; in English only where one of the two can be no month, or both are the same."""
    if mark == "." or (year and a > 12 >= b):
        return year, b, a
    return (year, a, b) if japanese or b > 12 or a == b else None


def _year(written: str | None, era: str | None) -> int | None:
    if not written:
        return None
    if era:
        return _ERAS[era.upper()] + (1 if written == "元" else int(written))
    return int(written) + (2000 if len(written) == 2 else 0)


def _day(found: _Found, today: dt.date) -> dt.date | None:
    years = [found.year] if found.year else range(today.year, today.year - 8, -1)
    days = [day for year in years if (day := _date(year, found.month, found.day))]
    if found.year:
        return days[0] if days else None
    past = [day for day in days if day <= today]
    fitting = [day for day in past if found.weekday is None or day.weekday() == found.weekday]
    return next(iter(fitting or past), None)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
