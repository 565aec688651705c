"""One row a case: where the deal stands, what may hold it, what to do first, and how much it needs a move."""

from __future__ import annotations

import time
from typing import Any, NamedTuple

from analyzer.analysis import Analysis, analyze
from analyzer.reading import VALUES
from analyzer.settings import EngineName
from analyzer.words import Language, Words
from eval.batch.sources import Taken
from eval.engines import Price, cost_of, usage_of

Row = dict[str, Any]
COLUMNS = (
    "rep", "customer", "deal", "contact", "last_note", "quadrant", "authority", "information", "momentum", "introduction", "outside_cause",
    "need", "why_need", "first_move", "wording", "hypotheses", "brief", "quotes", "notes", "source", "engine",
)  # fmt: skip
"""The columns of every table, in this order."""


class Need(NamedTuple):
    """A reason why a deal needs a move, more or less than others."""

    points: int
    why: Words


_NEEDS: dict[tuple[str, str], Need] = {
    ("momentum", "stalled"): Need(4, Words(ja="止まっている", en="stalled")),
    ("momentum", "moving"): Need(-2, Words(ja="先方が動いている", en="they are moving")),
    ("momentum", "unknown"): Need(1, Words(ja="動きが分からない", en="momentum unknown")),
    ("introduction", "declined"): Need(3, Words(ja="引き合わせを断られた", en="introduction declined")),
    ("introduction", "accepted"): Need(3, Words(ja="引き合わせを了承", en="introduction accepted")),
    ("introduction", "proposed"): Need(1, Words(ja="引き合わせの返事待ち", en="introduction open")),
    ("quadrant", "weak_sufficient"): Need(2, Words(ja="③ 力は弱いが分かっている", en="③ weak, informed")),
    ("quadrant", "strong_insufficient"): Need(
        2, Words(ja="② 決められるのに情報が足りない", en="② strong, not informed")
    ),
    ("quadrant", "weak_insufficient"): Need(1, Words(ja="④ 力も情報も足りない", en="④ weak, not informed")),
    ("outside_cause", "true"): Need(-2, Words(ja="理由は外にある", en="the cause lies outside")),
}
"""What makes a deal need a move: points are added up, highest first; between equals the older last note comes first."""


def row_of(taken: Taken, engine: EngineName, language: Language, price: Price | None) -> Row:
    """A case's row; a case that fails loses only itself: its row holds ``error`` and where it came from."""
    began = time.perf_counter()
    about = {"rep": taken.case.rep, "customer": taken.case.customer, "deal": taken.case.deal, "source": taken.source}
    try:
        analysis = analyze(taken.case, engine, language=language)
    except Exception as error:  # noqa: BLE001  whatever goes wrong with one case must not take the others along
        cost = cost_of(usage_of(error), price) or 0.0
        return {**about, "error": f"{type(error).__name__}: {error}", "cost": cost}
    cost = cost_of(usage_of(analysis), price) or 0.0
    return {**about, **_read(analysis, language), "cost": cost, "seconds": round(time.perf_counter() - began, 4)}


def _read(analysis: Analysis, language: Language) -> Row:
    values = {str(aspect): analysis.findings[aspect].value for aspect in VALUES}
    points, why = need({**values, "quadrant": analysis.quadrant or ""}, language)
    first = analysis.moves[0] if analysis.moves else None
    return {
        **values,
        "contact": analysis.contact.name if analysis.contact else "",
        "last_note": max((note.date for note in analysis.notes if note.date), default=""),
        "quadrant": analysis.quadrant or "",
        "need": points,
        "why_need": "、".join(why) if language == "ja" else ", ".join(why),
        "first_move": first.purpose if first else "",
        "first_move_id": first.id if first else "",
        "wording": first.wording if first else "",
        "hypotheses": "\n".join(one.statement for one in analysis.hypotheses),
        "hypothesis_ids": [one.id for one in analysis.hypotheses],
        "brief": analysis.brief.goal if analysis.brief else "",
        "quotes": "\n".join(
            dict.fromkeys(quote.text for aspect in VALUES for quote in analysis.findings[aspect].quotes)
        ),
        "notes": len(analysis.notes),
        "engine": " ".join(filter(None, (analysis.engine.name, analysis.engine.model))),
    }


def need(values: dict[str, str], language: Language) -> tuple[int, list[str]]:
    """How much a deal needs a move, in points, and why, the weightiest reason first."""
    found = sorted(
        (one for (name, value), one in _NEEDS.items() if values.get(name) == value), key=lambda one: -abs(one.points)
    )
    return sum(one.points for one in found), [one.why.in_(language) for one in found]
