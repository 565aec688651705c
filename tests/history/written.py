"""Writes what a program of revision 0001 wrote: ``python -m tests.history.written`` makes written_by_0001.db anew.

The events are spelled out as they were stored then – a reading without the hash of its notes, kinds of that time only – so that a later change
of the classes cannot change them here.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from analyzer.history.database import engine_for, writing
from analyzer.history.upgrade import bring_up_to_date

FILE = Path(__file__).parent / "written_by_0001.db"
AT = "2026-04-16T0{}:00:00.000000+00:00"
REASON = {"ja": "理由", "en": "reason"}
FINDING = {"value": "unknown", "reason": REASON, "checked": True, "quotes": [], "confidence": None}
READING = {
    "engine": {"name": "offline", "model": "weights-1", "prompt_version": None},
    "contact": {
        "name": "河合",
        "title": None,
        "organization": None,
        "quote": {"note": 0, "start": 0, "end": 2, "text": "河合"},
    },
    "findings": {
        "authority": {
            "value": "weak",
            "reason": REASON,
            "checked": True,
            "quotes": [{"note": 0, "start": 9, "end": 12, "text": "動かな"}],
            "confidence": 0.8,
        },
        "information": FINDING,
        "momentum": FINDING,
        "introduction": {**FINDING, "value": "none"},
        "outside_cause": {**FINDING, "value": "false"},
    },
}
NOTE = "河合様より。社内が動かないとのこと。ＡＢＣ商事の件。"
EVENTS: list[dict[str, Any]] = [
    {"kind": "note_added", "note": {"text": NOTE, "date": "2026-04-16", "source": "memo.txt"}},
    {"kind": "reading_made", "reading": READING, "notes": 1},
    {"kind": "corrected", "aspect": "information", "value": "sufficient"},
    {"kind": "corrected", "aspect": "momentum", "value": "moving"},
    {"kind": "correction_taken_back", "aspect": "momentum"},
    {"kind": "move_done", "move": "introduce_managers"},
    {"kind": "reacted", "move": "introduce_managers", "reaction": "refuses"},
]
PROFILE = {"name": "佐藤", "company": "当社", "manager_name": "森", "manager_rank": "", "manager_strengths": ""}


def write(engine: sa.Engine) -> None:
    """Bring an empty database to revision 0001 and fill it: one case with everything, one with a note, a profile."""
    bring_up_to_date(engine, to="0001")
    with writing(engine) as connection:
        for number, told in (("1", EVENTS), ("2", EVENTS[:1])):
            case = {"id": f"0000000{number}-0000-4000-8000-000000000000", "owner": "local", "rep": "佐藤"}
            case |= {
                "customer": f"みなと精工{number}",
                "deal": "更改",
                "made": AT.format(1),
                "changed": AT.format(number),
            }
            connection.execute(sa.text(_insert("cases", case)), case)
            for seq, event in enumerate(told):
                at = AT.format(seq)
                row = {"case_id": case["id"], "seq": seq, "owner": "local", "at": at, "kind": event["kind"]}
                row["data"] = json.dumps({"at": at, **event})
                connection.execute(sa.text(_insert("events", row)), row)
        profile = {"owner": "local", "data": json.dumps(PROFILE)}
        connection.execute(sa.text(_insert("profiles", profile)), profile)


def _insert(table: str, row: dict[str, Any]) -> str:
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)})"  # noqa: S608  our own names


if __name__ == "__main__":
    FILE.unlink(missing_ok=True)
    write(engine_for(str(FILE)))
