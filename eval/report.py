"""``report.html`` of a run: figures, plots, and every wrong case with its notes, labelled and predicted evidence marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from analyzer.reading import VALUES
from analyzer.words import Language
from eval.labelled import LabelledCase, Labels
from eval.pages import write_page
from eval.pages.words import REPORT, SLICES, in_language, value_word
from eval.runs import Line
from eval.scoring import QUOTED, same_name, value_of
from eval.signals import Spans, spans

Shown = Sequence[tuple[LabelledCase, Line]]


def write_report(path: Path, found: dict[str, Any], pairs: Shown, *, language: Language) -> None:
    """Write the report; ``pairs`` are the cases to show one by one, empty where the fixed set stays covered."""
    t = in_language(REPORT, language)
    aspects = {**found["aspects"], "quadrant": found["quadrant"]}
    confidence = found["confidence"] or {"calibration": {}, "trade_off": []}
    write_page(
        path,
        "run.html.jinja",
        t=t,
        language=language,
        found=found,
        hidden=not pairs,
        tiles=_tiles(found, t),
        aspects=[
            (t[name], {**one, "shown": [_shown(value, name, t, language) for value in one["values"]]})
            for name, one in aspects.items()
        ],
        others=[(t["both_axes"], found["both_axes"]), (t["contact"], found["contact"])]
        + [(t[f"outside_{name}"], one) for name, one in found["outside_cause"].items()],
        errors=[(t[name], one) for name, one in found["errors"].items()],
        evidence=[(t[name], one) for name, one in found["evidence"].items()],
        kinds=_kinds(found, language),
        calibrated=[(t[name], {**one, "points": _bins(one)}) for name, one in confidence["calibration"].items()],
        trade_off=_trade_off(confidence["trade_off"]),
        said=in_language(SLICES, language),
        agreement=[(t[name], found["agreement"][name]) for name in VALUES] if found["agreement"] else [],
        slices=_slices(found, t),
        slice_heads=[t[name] for name in (*VALUES, "both_axes")],
        wrong=[_wrong(case, line, t, language) for case, line in pairs if _is_wrong(case, line)],
    )


def _tiles(found: dict[str, Any], t: dict[str, str]) -> list[tuple[str, str]]:
    spent = found["spent"]
    tiles = [(t[name], found["aspects"][name]["accuracy"]["value"]) for name in VALUES]
    tiles += [(t["quadrant"], found["quadrant"]["accuracy"]["value"])]
    shown = [(name, "–" if value is None else f"{value:.1%}") for name, value in tiles]
    shown.append(
        (
            t["strong_called_weak"],
            f"{round((found['errors']['strong_called_weak']['value'] or 0) * found['cases'])} {t['cases']}",
        )
    )
    if spent["seconds_median"] is not None:
        shown.append((t["seconds"], f"{spent['seconds_median']:.3f}"))
    if spent["tokens_in"]:
        shown.append((t["tokens"], f"{spent['tokens_in'] + spent['tokens_out']:,}"))
    if spent["dollars"] is not None:
        shown.append((t["money"], f"{spent['dollars']:.3f}"))
    return shown


def _kinds(found: dict[str, Any], language: Language) -> list[tuple[str, dict[str, Any]]]:
    from analyzer.catalogue import load_catalogue

    known = load_catalogue(None).signals
    signals = found["signals"] or {"kinds": {}}
    return [(known[kind].name.in_(language) if kind in known else kind, one) for kind, one in signals["kinds"].items()]


def _bins(one: dict[str, Any]) -> list[tuple[float, float, str]]:
    return [
        (part["confidence"], part["right"], f"{part['confidence']:.2f} → {part['right']:.2f} ({part['count']})")
        for part in one["bins"]
    ]


def _shown(value: str, aspect: str, t: dict[str, str], language: Language) -> str:
    """A value's word; a quadrant may be none because an axis is unknown."""
    return t["no_quadrant"] if (aspect, value) == ("quadrant", "none") else value_word(value, language)


def _trade_off(points: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The two curves over the share answered: right among the answered, and the dearest errors left."""
    if not points:
        return None

    def said(one: dict[str, Any]) -> str:
        return f"≥ {one['threshold']:.3f}: {one['right_of_answered']:.1%}, {one['dearest']}"

    answered = [one for one in points if one["answered"]]
    return {
        "right": [(one["answered"], one["right_of_answered"], said(one)) for one in answered],
        "dear": [(one["answered"], one["dearest"], said(one)) for one in answered],
        "most_dear": max([1, *(one["dearest"] for one in answered)]),
    }


def _slices(found: dict[str, Any], t: dict[str, str]) -> list[tuple[str, list[tuple[str, int, list[float | None]]]]]:
    return [
        (
            t[name],
            [
                (key, one["cases"], [one[head]["value"] for head in (*VALUES, "both_axes")])
                for key, one in table.items()
            ],
        )
        for name, table in found["slices"].items()
    ]


def _is_wrong(case: LabelledCase, line: Line) -> bool:
    labels = Labels.model_validate(line["prediction"])
    return not same_name(case.gold.contact, labels.contact) or any(
        value_of(case.gold, one) != value_of(labels, one) for one in VALUES
    )


def _wrong(case: LabelledCase, line: Line, t: dict[str, str], language: Language) -> dict[str, Any]:
    labels = Labels.model_validate(line["prediction"])
    rows = []
    if not same_name(case.gold.contact, labels.contact):
        rows.append(
            {
                "name": t["contact"],
                "gold": case.gold.contact or "–",
                "predicted": labels.contact or "–",
                "confidence": None,
                "why": "",
            }
        )
    for aspect in VALUES:
        wanted, given = value_of(case.gold, aspect), value_of(labels, aspect)
        if wanted != given:
            chance = (line.get("confidence") or {}).get(aspect)
            row = {"gold": value_word(wanted, language), "predicted": value_word(given, language), "confidence": chance}
            rows.append(row | {"name": t[aspect], "why": case.why.get(aspect, "")})
    marks = {"gold": _marks(case, case.gold, t), "predicted": _marks(case, labels, t)}
    return {
        "id": case.id,
        "about": f"{case.language} · {case.format}" + (f" · {', '.join(case.traps)}" if case.traps else ""),
        "summary": ", ".join(f"{row['name']}: {row['gold']} → {row['predicted']}" for row in rows),
        "rows": rows,
        "notes": [
            {"date": note.date, "parts": list(parts(note.text, number, marks))}
            for number, note in enumerate(case.notes)
        ],
    }


def _marks(case: LabelledCase, labels: Labels, t: dict[str, str]) -> list[tuple[str, Spans]]:
    return [(t[aspect], spans(case, words)[:1]) for aspect in QUOTED for words in getattr(labels, f"{aspect}_evidence")]


def parts(text: str, note: int, marks: dict[str, list[tuple[str, Spans]]]) -> Iterator[tuple[str, str, str]]:
    """A note cut where evidence begins and ends: ``gold``, ``predicted``, ``both`` or nothing; the words; which aspects they speak for."""
    here = {
        side: [(name, start, end) for name, places in given for at, start, end in places if at == note]
        for side, given in marks.items()
    }
    edges = sorted(
        {0, len(text), *(edge for given in here.values() for _, start, end in given for edge in (start, end))}
    )
    for start, end in pairwise(edges):
        over = {
            side: [name for name, begin, stop in given if begin <= start and end <= stop]
            for side, given in here.items()
        }
        kind = (
            "both"
            if over["gold"] and over["predicted"]
            else next((side for side in ("gold", "predicted") if over[side]), "")
        )
        yield kind, text[start:end], ", ".join(dict.fromkeys(over["gold"] + over["predicted"]))
