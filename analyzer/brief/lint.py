"""The lint of a brief (L1–L14): whatever a rep typed, pasted or had drafted is judged by the same rules."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.brief.lint_facts import not_in_facts
from analyzer.brief.lint_length import short_enough
from analyzer.brief.lint_rules import (
    ANY_DRAFT_RULES,
    MEETING_RULES,
    Checked,
    asks_for_introduction,
    introduction_first,
)
from analyzer.brief.lint_text import Found, Parsed
from analyzer.words import Frozen, Words

__all__ = ["Complaint", "lint"]


class Complaint(Frozen):
    """One thing to mend in a brief; ``start`` and ``end`` are code-point offsets of ``words`` in the text, 0 where something is missing."""

    rule: str
    start: int
    end: int
    words: str
    why: Words
    suggestion: Words


def lint(text: str, *, facts: str | None = None, introduction: str | None = None) -> list[Complaint]:
    """What to mend in a brief to one's own manager, in the order of the rules and of the text.

    Args:
        text: the brief, Japanese or English; prose, bullets or Markdown.
        facts: notes, profile and filled blanks in one text; without it L12 is not checked.
        introduction: the finding's value (``accepted``, ``proposed``, ``none``, ``declined``); without it L13 is not checked.
    """
    parsed = Parsed(text)
    found = sorted(_found(parsed, facts, introduction), key=lambda one: (int(one.rule[1:]), one.start))
    complaints = []
    for one in found:
        start, end = parsed.folded.span(one.start, one.end)
        complaints.append(
            Complaint(
                rule=one.rule, start=start, end=end, words=text[start:end], why=one.why, suggestion=one.suggestion
            )
        )
    return complaints


def _found(parsed: Parsed, facts: str | None, introduction: str | None) -> Iterator[Found]:
    brief = Checked(parsed)
    not_yet = introduction not in (None, "accepted")
    if not_yet and not asks_for_introduction(parsed):
        yield from introduction_first(brief)
    for rule in ANY_DRAFT_RULES if not_yet and asks_for_introduction(parsed) else MEETING_RULES:
        yield from rule(brief)
    if facts is not None:
        for one in not_in_facts(parsed, facts):
            yield Found("L12", one.start, one.end, one.why, one.suggestion)
    yield from short_enough(parsed)
