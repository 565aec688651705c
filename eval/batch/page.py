"""The team's page: the 2×2 map, totals, what needs a move, by rep and customer, what changed, briefs due. Its size is bounded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markupsafe import Markup

from analyzer.words import Language
from eval.batch.store import CHANGING, QUADRANTS, Store
from eval.batch.words import TEAM
from eval.pages import write_page
from eval.pages.words import in_language, value_word

MOST = 500
MOST_FIRST = 6
HIGH = 6
"""Points from which a deal stands out: stalled, and something to follow up."""
_TOTALS = ("cases", "stalled", "moving", "accepted", "declined", "briefs", "unreadable")
_SIZE, _LEFT, _TOP = 270, 100, 26
_HEAD, _EDGE = 36, 10


def write_team_page(path: Path, store: Store, changes: dict[str, Any] | None, language: Language) -> None:
    """Write the page from the rows in the store; ``changes`` as ``Store.since`` gives them."""
    t = in_language(TEAM, language)
    totals, most = store.totals(), store.most_needing(MOST)
    for row in most:
        row["shown_quadrant"] = value_word(row["quadrant"], language) if row["quadrant"] else "–"
        row["shown_momentum"] = value_word(row["momentum"], language)
    write_page(
        path,
        "team.html.jinja",
        t=t,
        language=language,
        tiles=[(t[name], f"{totals[name]:,}") for name in _TOTALS],
        map=two_by_two(most, store.quadrants(), t),
        most=most,
        MOST_FIRST=MOST_FIRST,
        HIGH=HIGH,
        quadrant_heads=[value_word(one, language) for one in QUADRANTS],
        groups=[
            (t["by_rep"], t["rep"], store.counted("rep")),
            (t["by_customer"], t["customer"], store.counted("customer")),
        ],
        briefs=store.most_needing(MOST, briefs=True),
        changes=changes and {**changes, "rows": [_change(one, t, language) for one in changes["changed"]]},
        unreadable=store.unreadable(200),
        unreadable_count=totals["unreadable"],
    )


def _change(found: tuple[Any, ...], t: dict[str, str], language: Language) -> dict[str, Any]:
    who, rep, *values = found
    pairs = zip(CHANGING, values[::2], values[1::2], strict=True)
    parts = [
        (t[name], value_word(old or None, language), value_word(new or None, language))
        for name, old, new in pairs
        if old != new
    ]
    return {"who": who, "rep": rep, "parts": parts}


def two_by_two(rows: list[dict[str, Any]], counts: dict[str, int], t: dict[str, str]) -> Markup:
    """The map as SVG: a square a quadrant with its count, and a dot a row, filled where the deal stalls."""
    drawn = Markup('<svg role="img" width="{w}" height="{h}" viewBox="0 0 {w} {h}" aria-label="{name}">').format(
        w=_LEFT + 2 * _SIZE + 10, h=_TOP + 2 * _SIZE + 10, name=t["map"]
    )
    places = {
        "strong_sufficient": (1, 0),
        "strong_insufficient": (0, 0),
        "weak_sufficient": (1, 1),
        "weak_insufficient": (0, 1),
    }
    placed = {name: [row for row in rows if row["quadrant"] == name] for name in places}
    step = _step(max(map(len, placed.values())))
    for name, (column, line) in places.items():
        x, y = _LEFT + column * _SIZE, _TOP + line * _SIZE
        drawn += Markup('<rect class="frame" x="{}" y="{}" width="{}" height="{}"/>').format(x, y, _SIZE, _SIZE)
        drawn += Markup('<text x="{}" y="{}" style="font-size:20px">{} {:,}</text>').format(
            x + 10, y + 26, "①②③④"[QUADRANTS.index(name)], counts.get(name, 0)
        )
        for number, row in enumerate(placed[name]):
            down, across = divmod(number, int(_ACROSS // step))
            drawn += _dot(row, x + _EDGE + (across + 0.5) * step, y + _HEAD + (down + 0.5) * step, step * 0.36)
    for line, name in enumerate(("strong", "weak")):
        drawn += Markup('<text class="axis" x="{}" y="{}" text-anchor="end">{}</text>').format(
            _LEFT - 8, _TOP + line * _SIZE + 24, t[name]
        )
    for column, name in enumerate(("insufficient", "sufficient")):
        drawn += Markup('<text class="axis" x="{}" y="17" text-anchor="middle">{}</text>').format(
            _LEFT + column * _SIZE + _SIZE / 2, t[name]
        )
    return drawn + Markup("</svg><figcaption>{}: {:,}</figcaption>").format(t["unplaced"], counts.get("", 0))


_ACROSS, _DOWN = _SIZE - 2 * _EDGE, _SIZE - _HEAD - _EDGE


def _step(most: int) -> float:
    """How far apart dots may stand so that so many fit into a square, at most 26."""
    return next(step for step in (26, 20, 16, 13, 10) if (_ACROSS // step) * (_DOWN // step) >= most or step == 10)


def _dot(row: dict[str, Any], x: float, y: float, radius: float) -> Markup:
    name = " / ".join(filter(None, (row["customer"], row["deal"], row["rep"]))) or row["source"]
    kind = "dot" if row["momentum"] == "stalled" else "dot open"
    return Markup('<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"><title>{}</title></circle>').format(
        kind, x, y, radius, name
    )
