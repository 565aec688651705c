"""Run by Alembic: migrates on the connection, and inside the transaction, that ``upgrade`` opened."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], version_table="kamoshirenai_version")
with context.begin_transaction():
    context.run_migrations()
