"""What the list of cases shows and searches, filled in for the cases there are; and drafts that survive a reload.

Written against the rows as revision 0001 left them, not against the program's own classes: those will change, this must not.
"""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_CASES = sa.table("cases", *map(sa.column, ("id", "rep", "customer", "deal", "contact", "notes", "search")))
_EVENTS = sa.table("events", *map(sa.column, ("case_id", "seq", "kind", "data")))


def upgrade() -> None:
    """Add the columns and fill them; make the table of drafts."""
    op.add_column("cases", sa.Column("contact", sa.Text, nullable=False, server_default=""))
    op.add_column("cases", sa.Column("notes", sa.Integer, nullable=False, server_default="0"))
    op.add_column("cases", sa.Column("search", sa.Text, nullable=False, server_default=""))
    op.create_index("cases_merged", "cases", ["merged_into"])
    op.create_table(
        "drafts",
        sa.Column("owner", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    connection = op.get_bind()
    for case in connection.execute(sa.select(_CASES.c.id, _CASES.c.rep, _CASES.c.customer, _CASES.c.deal)).all():
        rows = sa.select(_EVENTS.c.data).where(_EVENTS.c.case_id == case.id).order_by(_EVENTS.c.seq)
        found = [json.loads(data) for data in connection.execute(rows).scalars()]
        values = _shown([case.rep, case.customer, case.deal], found)
        connection.execute(sa.update(_CASES).where(_CASES.c.id == case.id).values(**values))


def _shown(names: list[str], events: list[dict[str, Any]]) -> dict[str, Any]:
    notes = [event["note"]["text"] for event in events if event["kind"] == "note_added"]
    contacts = [event["reading"]["contact"] for event in events if event["kind"] == "reading_made"]
    contact = contacts[-1]["name"] if contacts and contacts[-1] else ""
    search = unicodedata.normalize("NFKC", "\n".join([*names, contact, *notes])).casefold()
    clean = {"contact": contact, "search": search}
    return {key: _storable(text) for key, text in clean.items()} | {"notes": len(notes)}


def _storable(text: str) -> str:
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
