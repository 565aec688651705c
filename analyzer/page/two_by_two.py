"""The 2×2 map with the contact on it: plain HTML, so that it scales, follows the theme and can be read aloud."""

from __future__ import annotations

from analyzer.analysis import Analysis
from analyzer.case import Case
from analyzer.page.changes import Station, way
from analyzer.page.headline import who
from analyzer.page.markup import escaped, put
from analyzer.page.texts import say
from analyzer.rules.explain import QUADRANT_NAMES
from analyzer.words import Language

_PLACES = {
    "strong_insufficient": (1, 2),
    "strong_sufficient": (1, 3),
    "weak_insufficient": (2, 2),
    "weak_sufficient": (2, 3),
}
"""Row and column of each quadrant in the grid; the first column and the last row name the axes' ends."""
_ENDS = {"up_high": (1, 1), "up_low": (2, 1), "right_low": (3, 2), "right_high": (3, 3)}


def show_map(analysis: Analysis, case: Case | None = None) -> None:
    """The map; an unknown axis shows as a band over the quadrants that are still possible, earlier readings as numbered steps."""
    language = analysis.language
    possible = analysis.possible_quadrants
    stations = way(case) if case else []
    inner = "".join(_cell(name, possible, language) for name in _PLACES)
    inner += "".join(_step(number, one) for number, one in enumerate(stations[:-1], start=1))
    inner += _band([_PLACES[name] for name in possible], who(analysis))
    for name, (row, column) in _ENDS.items():
        kind = "k-side" if column == 1 else "k-foot"
        inner += f'<span class="{kind}" style="grid-area:{row}/{column}">{escaped(say(name, language))}</span>'
    axes = f"↑ {say('axis_up', language)} · → {say('axis_right', language)}"
    put(
        f'<figure style="margin:0"><div class="k-map" aria-hidden="true">{inner}</div>'
        f'<figcaption class="k-muted"><span aria-hidden="true">{escaped(axes)}</span>'
        f'<span class="k-hidden">{escaped(in_words(analysis))}</span>{_way_in_words(analysis, stations)}</figcaption></figure>',
        language,
    )


def in_words(analysis: Analysis) -> str:
    """The map as a sentence."""
    language = analysis.language
    names = [QUADRANT_NAMES[name].in_(language) for name in analysis.possible_quadrants]
    if len(names) == 1:
        return say("here", language, who=who(analysis), quadrant=names[0])
    return say("somewhere", language, who=who(analysis), quadrants=" / ".join(names))


def _cell(name: str, possible: tuple[str, ...], language: Language) -> str:
    row, column = _PLACES[name]
    kind = "k-cell" if name not in possible else "k-cell k-on" if len(possible) == 1 else "k-cell k-maybe"
    return f'<div class="{kind}" style="grid-area:{row}/{column}"><b>{QUADRANT_NAMES[name].in_(language)[0]}</b></div>'


def _step(number: int, station: Station) -> str:
    """An earlier place as a small number in its cell, or in the middle of the cells that were possible."""
    places = [_PLACES[name] for name in station.possible]
    title = f' title="{escaped(station.date)}"' if station.date else ""
    # beside one another, so that two stays in one cell are both seen
    return f'<span class="k-step" style="grid-area:{_area(places)};--n:{number}"{title}><span>{number}</span></span>'


def _way_in_words(analysis: Analysis, stations: list[Station]) -> str:
    """The way as a line under the map: ④ → ③."""
    if len(stations) < 2:
        return ""
    language = analysis.language
    marks = [
        "/".join(QUADRANT_NAMES[name].in_(language)[0] for name in one.possible) if len(one.possible) < 4 else "?"
        for one in stations
    ]
    words = " → ".join(
        f"{number}: {mark}" + (f" ({one.date})" if one.date else "")
        for number, (mark, one) in enumerate(zip(marks, stations, strict=True), start=1)
    )
    return f"<br><span>{escaped(say('way', language, who=who(analysis), stations=words))}</span>"


def _area(places: list[tuple[int, int]]) -> str:
    rows, columns = [row for row, _ in places], [column for _, column in places]
    return f"{min(rows)}/{min(columns)}/{max(rows) + 1}/{max(columns) + 1}"


def _band(places: list[tuple[int, int]], contact: str) -> str:
    """The contact over the cells they may be in: one cell, a band of two, or the whole field."""
    kind = "k-band k-open-band" if len(places) > 1 else "k-band"
    mark = " ?" if len(places) > 1 else ""
    return f'<div class="{kind}" style="grid-area:{_area(places)}"><span class="k-dot">{escaped(contact)}{mark}</span></div>'
