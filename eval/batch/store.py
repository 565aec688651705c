"""A batch's rows on disk (SQLite): what is done survives a kill, and nothing is held in memory, however many rows there are."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eval.batch.rows import Row
from eval.runs import RunError

NAME = "batch.sqlite3"
MOST_BETWEEN_COMMITS = 0.5
"""Seconds of finished work that a kill may cost."""
_TABLES = """
CREATE TABLE IF NOT EXISTS cases (
  number INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL, who TEXT NOT NULL, rep TEXT, customer TEXT, quadrant TEXT, momentum TEXT,
  introduction TEXT, first_move TEXT, need INTEGER, last_note TEXT, brief INTEGER, cost REAL, row TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS by_who ON cases (who);
CREATE INDEX IF NOT EXISTS by_need ON cases (need DESC, last_note, number);
CREATE TABLE IF NOT EXISTS unreadable (source TEXT PRIMARY KEY, reason TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS seen (key TEXT PRIMARY KEY) WITHOUT ROWID;
DELETE FROM seen;
DELETE FROM unreadable;
"""


class Store:
    """The rows of one batch."""

    def __init__(self, folder: Path) -> None:
        self._base = sqlite3.connect(folder / NAME)
        self._base.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-8000;" + _TABLES
        )
        self._saved = time.monotonic()

    def has(self, key: str) -> bool:
        """Whether a case, which the sources now hold, has its row already."""
        self._base.execute("INSERT OR IGNORE INTO seen VALUES (?)", (key,))
        return self._base.execute("SELECT 1 FROM cases WHERE key = ?", (key,)).fetchone() is not None

    def drop_unseen(self) -> int:
        """Let go of the rows whose notes are no longer in the sources, once all of these were gone through; gives how many."""
        return self._base.execute("DELETE FROM cases WHERE key NOT IN (SELECT key FROM seen)").rowcount

    def add(self, key: str, who: str, row: Row) -> None:
        """Keep a finished row."""
        columns = [
            row[name]
            for name in ("rep", "customer", "quadrant", "momentum", "introduction", "first_move", "need", "last_note")
        ]
        values = (key, who, *columns, int(bool(row["brief"])), row["cost"], json.dumps(row, ensure_ascii=False))
        names = (
            "key, who, rep, customer, quadrant, momentum, introduction, first_move, need, last_note, brief, cost, row"
        )
        self._base.execute(f"INSERT OR IGNORE INTO cases ({names}) VALUES ({', '.join('?' * 13)})", values)
        if time.monotonic() - self._saved > MOST_BETWEEN_COMMITS:
            self.save()

    def refuse(self, source: str, reason: str) -> None:
        """Note what could not be read or failed."""
        self._base.execute("INSERT OR REPLACE INTO unreadable VALUES (?, ?)", (source, reason))

    def save(self) -> None:
        """Put everything so far on the disk."""
        self._base.commit()
        self._saved = time.monotonic()

    def rows(self) -> Iterator[Row]:
        """All rows, in the order they came."""
        for (text,) in self._base.execute("SELECT row FROM cases ORDER BY number"):
            yield json.loads(text)

    def most_needing(self, count: int, *, briefs: bool = False) -> list[Row]:
        """The rows that most need a move; with ``briefs`` only those whose manager is to be asked for something."""
        only = "WHERE brief" if briefs else ""
        found = self._base.execute(
            f"SELECT row FROM cases {only} ORDER BY need DESC, last_note, number LIMIT ?", (count,)
        )
        return [json.loads(text) for (text,) in found]

    def counted(self, column: str, most: int = 200) -> list[tuple[Any, ...]]:
        """For each value of a column: cases, stalled, moving, the four quadrants, briefs due, points of need; most points first."""
        quadrants = ", ".join(f"SUM(quadrant = '{one}')" for one in QUADRANTS)
        query = f"SELECT COALESCE({column}, ''), COUNT(*), SUM(momentum = 'stalled'), SUM(momentum = 'moving'), {quadrants}, SUM(brief), SUM(MAX(need, 0)) FROM cases GROUP BY 1 ORDER BY 10 DESC, 1 LIMIT ?"
        return self._base.execute(query, (most,)).fetchall()

    def totals(self) -> dict[str, Any]:
        """Counts over all rows."""
        names = ("cases", "stalled", "moving", "accepted", "declined", "briefs", "cost")
        query = "SELECT COUNT(*), SUM(momentum = 'stalled'), SUM(momentum = 'moving'), SUM(introduction = 'accepted'), SUM(introduction = 'declined'), SUM(brief), SUM(cost) FROM cases"
        counts = dict(zip(names, (value or 0 for value in self._base.execute(query).fetchone()), strict=True))
        return counts | {"unreadable": self._base.execute("SELECT COUNT(*) FROM unreadable").fetchone()[0]}

    def quadrants(self) -> dict[str, int]:
        """How many cases lie in each quadrant; the empty name where an axis is unknown."""
        return dict(self._base.execute("SELECT quadrant, COUNT(*) FROM cases GROUP BY 1").fetchall())

    def unreadable(self, most: int = 1_000_000) -> list[tuple[str, str]]:
        """What could not be read, and why."""
        return self._base.execute("SELECT source, reason FROM unreadable ORDER BY source LIMIT ?", (most,)).fetchall()

    def since(self, folder: Path, most: int = 500) -> dict[str, Any]:
        """What changed since an earlier batch: quadrant, momentum, introduction or first move of the same deal; new and gone deals counted."""
        earlier_batch(folder)
        self.save()
        self._base.execute("ATTACH ? AS old", (str(folder / NAME),))
        different = " OR ".join(f"a.{one} IS NOT b.{one}" for one in CHANGING)
        joined = (
            f"FROM ({_LATEST.format('old')}) a JOIN ({_LATEST.format('main')}) b ON a.who = b.who WHERE {different}"
        )
        columns = ", ".join(f"a.{one}, b.{one}" for one in CHANGING)
        changed = self._base.execute(
            f"SELECT b.who, b.rep, {columns} {joined} ORDER BY b.need DESC, b.number LIMIT ?", (most,)
        ).fetchall()
        count = self._base.execute(f"SELECT COUNT(*) {joined}").fetchone()[0]
        gone, new = (
            self._base.execute(
                f"SELECT COUNT(DISTINCT who) FROM {one}.cases WHERE who NOT IN (SELECT who FROM {other}.cases)"
            ).fetchone()[0]
            for one, other in (("old", "main"), ("main", "old"))
        )
        self._base.execute("DETACH old")
        return {"changed": changed, "count": count, "new": new, "gone": gone, "folder": str(folder)}

    def close(self) -> None:
        """Save and let go."""
        self.save()
        self._base.close()


QUADRANTS = ("strong_sufficient", "strong_insufficient", "weak_sufficient", "weak_insufficient")
CHANGING = ("quadrant", "momentum", "introduction", "first_move")
_LATEST = "SELECT *, MAX(last_note || printf('%09d', number)) FROM {}.cases GROUP BY who"
"""A row a deal: where several cases bear one name, the one with the latest note (SQLite takes the columns from the row of the maximum)."""


def earlier_batch(folder: Path, out: Path | None = None) -> None:
    """See that a folder holds a batch, and another one than ``out``.

    Raises:
        RunError: it does not.
    """
    if not (folder / NAME).is_file():
        raise RunError(f"{folder}: holds no earlier batch ({NAME} is missing)")
    if out is not None and folder.resolve() == out.resolve():
        raise RunError(f"{folder}: is --out itself; give the new batch a folder of its own to see what changed")
