"""Alembic's migrations, inside the package so that a wheel has them."""
