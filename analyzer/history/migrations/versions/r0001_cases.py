"""Cases with their events, and the owners' profiles."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "cases",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("rep", sa.Text, nullable=False),
        sa.Column("customer", sa.Text, nullable=False),
        sa.Column("deal", sa.Text, nullable=False),
        sa.Column("made", sa.Text, nullable=False),
        sa.Column("changed", sa.Text, nullable=False),
        sa.Column("merged_into", sa.String(36), sa.ForeignKey("cases.id", ondelete="CASCADE")),
    )
    op.create_index("cases_of_owner", "cases", ["owner", "changed"])
    op.create_table(
        "events",
        sa.Column("case_id", sa.String(36), sa.ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
    )
    op.create_table(
        "profiles",
        sa.Column("owner", sa.Text, primary_key=True),
        sa.Column("data", sa.Text, nullable=False),
    )
