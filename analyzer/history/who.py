"""Who is using this: asked here and nowhere else, so that a sign-in has one place to answer from."""

from __future__ import annotations

LOCAL = "local"
"""The one user of a machine without a sign-in."""


def who() -> str:
    """The owner of the cases that may be seen and changed now."""
    return LOCAL
