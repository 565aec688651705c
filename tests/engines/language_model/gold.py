"""A model that answers every labelled case with its labels, and ways to corrupt what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from analyzer.engines.orders import order_spans
from analyzer.reading import NOTHING_SHOWN, VALUES
from eval.labelled import LabelledCase

Corrupt = Callable[[LabelledCase, dict[str, Any]], dict[str, Any]]


def answer_of(case: LabelledCase) -> dict[str, Any]:
    """The labels of a case as a model would give them. Momentum and outside cause carry no marked evidence: a plain sentence stands in."""
    stand_in = [plain_sentence(case)]
    findings: dict[str, Any] = {}
    for aspect in VALUES:
        value = str(getattr(case.gold, aspect)).lower()
        quotes = getattr(case.gold, f"{aspect}_evidence", stand_in)
        shown = [quoted(case, words) for words in quotes] if value != NOTHING_SHOWN[aspect] else []
        findings[aspect] = {"quotes": shown[:3], "value": value}
    contact = None
    if case.gold.contact:
        contact = {"note": 1, "name": case.gold.contact, "title": None, "organization": None}
    return {"contact": contact, "people": [], **findings, "signals": []}


def quoted(case: LabelledCase, words: str) -> dict[str, Any]:
    """A quote with the number of the last note that holds it."""
    holding = [number for number, note in enumerate(case.notes, 1) if words in note.text]
    return {"note": holding[-1], "text": words}


def plain_sentence(case: LabelledCase) -> str:
    """A sentence of the last note that is no order to the reader."""
    text = case.notes[-1].text
    void = order_spans(text)
    for match in re.finditer(r"[^\r\n。]{5,120}", text):
        if not any(start < match.end() and match.start() < end for start, end in void):
            return match[0].strip()
    raise AssertionError(case.id)


class GoldModel:
    """Finds out which case it is asked about by the words in the request."""

    def __init__(self, cases: Sequence[LabelledCase], corrupt: Corrupt | None = None) -> None:
        self.cases = cases
        self.corrupt = corrupt or (lambda _, answer: answer)

    def __call__(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer for the case whose notes stand in the request."""
        case = self.case_in(request["messages"][-1]["content"])
        return self.corrupt(case, answer_of(case))

    def case_in(self, sent: str) -> LabelledCase:
        """The case that is asked about: the one whose lines stand in the request."""
        return max(self.cases, key=lambda case: sum(line in sent for line in _lines(case)) / len(_lines(case)))


def _lines(case: LabelledCase) -> list[str]:
    return [line for note in case.notes for line in note.text.splitlines() if len(line) > 8] or [case.notes[0].text]


def claims(answer: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """Every quote of an answer."""
    return [quote for aspect in VALUES for quote in answer[aspect]["quotes"]]
