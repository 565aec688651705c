"""The tables as the newest migration leaves them."""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData()

cases = sa.Table(
    "cases",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("rep", sa.Text, nullable=False),
    sa.Column("customer", sa.Text, nullable=False),
    sa.Column("deal", sa.Text, nullable=False),
    sa.Column("made", sa.Text, nullable=False),
    sa.Column("changed", sa.Text, nullable=False),
    sa.Column("merged_into", sa.String(36), sa.ForeignKey("cases.id", ondelete="CASCADE")),
    sa.Column("contact", sa.Text, nullable=False, server_default=""),
    sa.Column("notes", sa.Integer, nullable=False, server_default="0"),
    sa.Column("search", sa.Text, nullable=False, server_default=""),
    sa.Index("cases_of_owner", "owner", "changed"),
    sa.Index("cases_merged", "merged_into"),
)
"""Times are ISO 8601 in UTC with microseconds, so that they sort as text in every database."""

events = sa.Table(
    "events",
    metadata,
    sa.Column("case_id", sa.String(36), sa.ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("data", sa.Text, nullable=False),
)
"""``data`` is the event as JSON in ASCII: every letter a note may hold survives every database."""

profiles = sa.Table(
    "profiles",
    metadata,
    sa.Column("owner", sa.Text, primary_key=True),
    sa.Column("data", sa.Text, nullable=False),
)

drafts = sa.Table(
    "drafts",
    metadata,
    sa.Column("owner", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
)
