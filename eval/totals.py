"""A run's totals: as lines for the terminal, and as flat keys that ``--fail-under`` can be held against."""

from __future__ import annotations

from typing import Any


def totals(found: dict[str, Any]) -> str:
    """The totals as lines of text."""
    failed = f", failed: {len(found['failed'])}" if found["failed"] else ""
    lines = [f"{found['cases']} cases, engine {found['engine']}{failed}"]
    for name, value in _rows(found):
        if value["value"] is None:
            lines.append(f"{name:34}–")
        else:
            lines.append(
                f"{name:34}{value['value']:6.1%}  [{value['low']:.0%}–{value['high']:.0%}]  of {value['count']}"
            )
    lines.append(f"{'cost of the errors, points a case':34}{found['cost']['a_case']:6.2f}")
    return "\n".join(lines)


def _rows(found: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    rows = [(aspect, scores["accuracy"]) for aspect, scores in found["aspects"].items()]
    rows += [
        ("both axes", found["both_axes"]),
        ("quadrant", found["quadrant"]["accuracy"]),
        ("contact", found["contact"]),
    ]
    rows += [(name.replace("_", " "), value) for name, value in found["errors"].items()]
    rows += [(f"outside cause {name}", value) for name, value in found["outside_cause"].items()]
    rows += [(f"{aspect} evidence overlaps", value["overlaps"]) for aspect, value in found["evidence"].items()]
    rows.append(("quotes verbatim", found["verbatim"]))
    if found.get("signals"):
        rows += [("signals precision", found["signals"]["precision"]), ("signals recall", found["signals"]["recall"])]
    return rows


def measures(found: dict[str, Any]) -> dict[str, float]:
    """Every number of the metrics by a dotted key (``aspects.authority.accuracy``), proportions without their intervals."""
    flat: dict[str, float] = {}

    def walk(value: Any, key: str) -> None:
        if isinstance(value, dict) and {"value", "low", "high"} <= value.keys():
            walk(value["value"], key)
        elif isinstance(value, dict):
            for name, inner in value.items():
                walk(inner, f"{key}.{name}" if key else str(name))
        elif isinstance(value, int | float) and not isinstance(value, bool):
            flat[key] = float(value)

    walk(found, "")
    short = {
        name.removeprefix("aspects.").removesuffix(".accuracy"): value
        for name, value in flat.items()
        if name.endswith(".accuracy")
    }
    return flat | {name: value for name, value in short.items() if name not in flat}
