"""Rows of exports become cases: those of one customer and deal together, in time order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice

from analyzer.case import Case, Note
from analyzer.intake.columns import Columns, columns_of, no_text_column
from analyzer.intake.dates import day_in
from analyzer.intake.errors import IntakeError, about, no_text
from analyzer.intake.limits import Clock, Limits
from analyzer.intake.markup import text_of_html
from analyzer.intake.text import has_words, in_time_order, note_of
from analyzer.words import Words

HEADER_WITHIN = 10
"""Rows in which the header is looked for; exports like to begin with a title."""
RECORD_STARTS = "レコードの開始行"
"""The column in which kintone stars the first of the rows that are one record."""
_TOTAL = re.compile(r"(?:合計|総計|小計|(?:grand )?total)\b", re.IGNORECASE)
_TAGS = re.compile(r"</?(?:p|br|div|span|ul|ol|li|b|strong|a)\b[^<>]*>", re.IGNORECASE)
Row = Sequence[str]


class CaseRows:
    """Collects the rows of one file; ``only`` keeps the words of the named case alone, so that a large export needs little memory."""

    def __init__(self, name: str, limits: Limits, columns: Mapping[str, str] | None = None, only: str = "") -> None:
        self._name, self._limits = name, limits
        self._named, self._only = dict(columns or {}), _folded(only)
        self._clock = Clock(limits.seconds, name)
        self._notes: dict[tuple[str, str], list[Note]] = {}
        self._reps: dict[tuple[str, str], str] = {}
        self._first: Row = ()
        self._rows = 0
        self._found = False
        self._left_out: tuple[Words, ...] = ()
        self._spelled: dict[tuple[str, str], tuple[str, str]] = {}
        self._last = ("", "")
        self._goes_on: int | None = None

    def add(self, rows: Iterable[Row]) -> bool:
        """Take the rows of one table; whether a header was found."""
        given = iter(rows)
        first = list(islice((row for row in given if any(cell.strip() for cell in row)), HEADER_WITHIN))
        self._first = self._first or (max(first, key=lambda row: sum(map(bool, row))) if first else ())
        for number, row in enumerate(first):
            columns = None if _is_title(row, first) else columns_of(row, self._named, first=number == 0)
            if columns:
                self._found, self._left_out = True, _left_out(row, columns)
                self._goes_on = next((at for at, cell in enumerate(row) if cell.strip() == RECORD_STARTS), None)
                for one in chain(first[number + 1 :], given):
                    self._count()
                    self._take(one, columns)
                return True
        return False

    def columns_known(self, row: Row) -> int:
        """How many fields a row names as a header."""
        return len(columns_of(row, self._named) or ())

    def cases(self) -> list[Case]:
        """The cases in the order of their first rows; with ``only``, those of that name, unless the file holds just one anyway.

        Raises:
            IntakeError: there was no column of text, no words, or no such case.
        """
        if not self._found:
            raise no_text_column(self._name, self._first, self._named) if self._first else no_text(self._name)
        found = {key: notes for key, notes in self._notes.items() if notes}
        if not found and not self._only:
            raise no_text(self._name)
        if not found and len(self._notes) > 1:
            raise no_such_case(self._name, list(map(shown, self._notes)))
        return [
            Case.of_notes(*in_time_order(notes)).model_copy(
                update={"customer": key[0], "deal": key[1], "rep": self._reps.get(key, "")}
            )
            for key, notes in found.items()
        ]

    def _count(self) -> None:
        self._rows += 1
        if self._rows % 256 == 0:
            self._clock.check()
        if self._rows > self._limits.rows:
            raise too_many_rows(self._name, self._limits.rows)

    def _not_wanted(self, key: tuple[str, str]) -> bool:
        """A file's only case is wanted whatever it is called."""
        return bool(self._only) and len(self._notes) > 1 and not _is(key, self._only)

    def _notes_of(self, key: tuple[str, str]) -> list[Note]:
        """The notes of a case so far; once there is a second case, those that are not wanted are let go."""
        if key not in self._notes:
            self._notes[key] = []
            if len(self._notes) == 2:  # of all later ones nothing unwanted is taken in the first place
                for other, notes in self._notes.items():
                    if self._not_wanted(other):
                        notes.clear()
        return self._notes[key]

    def _key_of(self, row: Row, cells: Mapping[str, Sequence[str]]) -> tuple[str, str]:
        """Customer and deal, as they were spelled first; a row that goes on with a record of several rows has that record's."""
        key = (_one(cells, "customer"), _one(cells, "deal"))
        if self._goes_on is not None and not any(key) and row[self._goes_on : self._goes_on + 1] != ["*"]:
            key = self._last
        self._last = self._spelled.setdefault((_folded(key[0]), _folded(key[1])), key)
        return self._last

    def _take(self, row: Row, columns: Columns) -> None:
        cells = {
            field: [_plain(row[place]) for place in places if place < len(row)] for field, places in columns.items()
        }
        if _TOTAL.match(next((cell.strip() for cell in row if cell.strip()), "")):
            return
        words = _words(cells)
        if not any(map(has_words, cells["text"])) and not any(map(has_words, cells.get("next", []))):
            return
        key = self._key_of(row, cells)
        notes = self._notes_of(key)
        if rep := _one(cells, "rep"):
            self._reps[key] = rep
        if self._not_wanted(key):
            return
        day = day_in(_one(cells, "date"))
        notes.append(note_of(words, self._name, self._limits, day=day, left_out=self._left_out))


def _is_title(row: Row, rows: Sequence[Row]) -> bool:
    """Whether a row of one cell stands above rows of several: a title, whatever it is called."""
    return sum(bool(cell.strip()) for cell in row) == 1 and any(
        sum(bool(cell.strip()) for cell in one) > 1 for one in rows
    )


def _plain(cell: str) -> str:
    """A cell's words; some tools export what was typed with its HTML."""
    return (text_of_html(cell) if _TAGS.search(cell) else cell).strip()


def _words(cells: Mapping[str, Sequence[str]]) -> str:
    """The note of a row: subject, whom it was with, the words, what is next."""
    text = "\n".join(filter(None, cells["text"]))
    japanese = any("ぁ" <= char <= "龯" for char in text)
    subject, contact = _one(cells, "subject"), _one(cells, "contact")
    following = " ".join(cells.get("next", [])).strip()
    lines = (
        subject if subject not in text else "",
        f"{'先方' if japanese else 'Contact'}: {contact}" if contact else "",
        text,
        f"{'次回' if japanese else 'Next'}: {following}" if following else "",
    )
    return "\n".join(filter(None, lines))


def _one(cells: Mapping[str, Sequence[str]], field: str) -> str:
    return " ".join(" ".join(cells.get(field, ())[:1]).split())


def _left_out(header: Row, columns: Columns) -> tuple[Words, ...]:
    read = {place for places in columns.values() for place in places}
    other = [" ".join(cell.split())[:20] for place, cell in enumerate(header) if cell.strip() and place not in read]
    if not other:
        return ()
    more_ja, more_en = (f"ほか{len(other) - 8}列", f" and {len(other) - 8} more") if len(other) > 8 else ("", "")
    return (
        Words(
            ja=f"読んでいない列: {'、'.join(other[:8])}{more_ja}",
            en=f"Columns that were not read: {', '.join(other[:8])}{more_en}",
        ),
    )


def _is(key: tuple[str, str], only: str) -> bool:
    return only in {_folded(key[0]), _folded(key[1]), _folded("".join(key)), _folded(shown(key))}


_KIND_OF_COMPANY = re.compile(r"\((?:株|有|合|同)\)|(?:株式|有限|合同|合資)会社")


def _folded(name: str) -> str:
    """Width, case and spaces folded, without 株式会社 or ㈱, which people leave out when they type a customer's name."""
    plain = "".join(unicodedata.normalize("NFKC", name).casefold().split())
    return _KIND_OF_COMPANY.sub("", plain) or plain


def shown(key: tuple[str, str]) -> str:
    """A case's name as one types it: customer, deal, or both."""
    return " / ".join(filter(None, key)) or "(名前なし)"


def named(names: Sequence[str], most: int = 6) -> tuple[str, str]:
    """Names in one line, in Japanese and English."""
    more = len(names) - most
    ja = "".join(f"「{name[:40]}」" for name in names[:most]) + (f"ほか{more}件" if more > 0 else "")
    en = ", ".join(f"“{name[:40]}”" for name in names[:most]) + (f" and {more} more" if more > 0 else "")
    return ja, en


def no_such_case(name: str, names: Sequence[str]) -> IntakeError:
    """The error for a case that is not in the file."""
    ja, en = named(names)
    return about(
        name, f"その名前の案件はありません。あるのは{ja}です。", f"it holds no case of that name; it holds {en}."
    )


def too_many_rows(name: str, most: int) -> IntakeError:
    """The error for an export that is too long."""
    return about(
        name,
        f"行が多すぎます。{most:,}行までに分けてください。",
        f"too many rows; please split it into parts of up to {most:,}.",
    )
