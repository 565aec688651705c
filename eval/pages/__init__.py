"""The self-contained pages: one file each, style and script inside, every word of a note escaped, nothing fetched."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from eval.runs import write_whole

FOLDER = Path(__file__).parent


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["style"] = Markup((FOLDER / "style.css").read_text(encoding="utf-8"))  # noqa: S704  our own files, no words of a note
    made.globals["script"] = Markup((FOLDER / "table.js").read_text(encoding="utf-8"))  # noqa: S704  as above
    made.filters["percent"] = lambda value: "–" if value is None else f"{value:.1%}"
    made.filters["number"] = lambda value, digits=2: "–" if value is None else f"{value:,.{digits}f}"
    made.globals["curve"] = curve
    return made


def write_page(path: Path, template: str, **values: Any) -> None:
    """Write a page from its template, whole or not at all."""
    write_whole(path, _environment().get_template(template).render(**values))


WIDTH, HEIGHT, MARGIN = 340, 260, 40


def curve(
    points: Sequence[tuple[float, float, str]],
    across: tuple[float, float],
    up: tuple[float, float],
    labels: tuple[str, str],
    *,
    diagonal: bool = False,
) -> Markup:
    """An SVG plot of points (x, y, what to say when pointed at), joined by a line, over the given ranges of x and y."""

    def place(x: float, y: float) -> tuple[float, float]:
        right = (x - across[0]) / ((across[1] - across[0]) or 1)
        high = (y - up[0]) / ((up[1] - up[0]) or 1)
        return MARGIN + right * (WIDTH - MARGIN - 14), HEIGHT - MARGIN - high * (HEIGHT - MARGIN - 14)

    drawn = Markup('<svg role="img" width="{}" height="{}" viewBox="0 0 {} {}">').format(WIDTH, HEIGHT, WIDTH, HEIGHT)
    left, bottom = place(across[0], up[0])
    right, top = place(across[1], up[1])
    drawn += Markup('<rect class="frame" x="{}" y="{}" width="{}" height="{}"/>').format(
        left, top, right - left, bottom - top
    )
    if diagonal:
        drawn += Markup('<path class="guide" d="M{} {}L{} {}"/>').format(left, bottom, right, top)
    for step in range(5):
        x, y = across[0] + (across[1] - across[0]) * step / 4, up[0] + (up[1] - up[0]) * step / 4
        drawn += Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="middle">{:.3g}</text>').format(
            place(x, up[0])[0], bottom + 15, x
        )
        drawn += Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="end">{:.3g}</text>').format(
            left - 5, place(across[0], y)[1] + 4, y
        )
    drawn += Markup('<text x="{:.1f}" y="{}" text-anchor="middle">{}</text>').format(
        (left + right) / 2, HEIGHT - 6, labels[0]
    )
    drawn += Markup('<text x="12" y="{:.1f}" text-anchor="middle" transform="rotate(-90 12 {:.1f})">{}</text>').format(
        (top + bottom) / 2, (top + bottom) / 2, labels[1]
    )
    places = [(*place(x, y), say) for x, y, say in points]
    drawn += Markup('<polyline class="curve" points="{}"/>').format(" ".join(f"{x:.1f},{y:.1f}" for x, y, _ in places))
    for x, y, say in places:
        drawn += Markup('<circle class="dot" cx="{:.1f}" cy="{:.1f}" r="4"><title>{}</title></circle>').format(
            x, y, say
        )
    return drawn + Markup("</svg>")
