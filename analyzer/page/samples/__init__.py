"""Three sample notes, written for this page; each shows another quadrant."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from analyzer.words import Language

SAMPLES = ("introduction", "precedent", "new_contact")
"""In the order of the buttons: ③ with the introduction accepted, ① stalled, ④."""


@cache
def sample(name: str, language: Language) -> str:
    """The text of a sample note."""
    return (Path(__file__).parent / f"{name}.{language}.txt").read_text(encoding="utf-8")
