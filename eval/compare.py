"""Is B better than A? ``python -m eval.compare A B`` compares two runs' folders case by case.

``--baseline`` makes a gate of it, A being what must not get worse: exit 1 on a significant loss in any measure, or on any new case of a strong
contact called weak.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from eval.labelled import CaseFileError, LabelledCase, Labels, is_fixed, read_cases, read_lines
from eval.paired import Difference, as_data, compare, strong_called_weak
from eval.runs import ROOT, RunError, read_identity, read_predictions

_FOLDER = click.Path(path_type=Path)


@dataclass(frozen=True)
class Side:
    """One of the two runs: its predictions by case, all cases it was about, and what it took."""

    folder: Path
    labels: dict[str, Labels]
    cases: frozenset[str]
    spent: dict[str, Any]


@click.command()
@click.argument("before", metavar="A", type=_FOLDER)
@click.argument("after", metavar="B", type=_FOLDER)
@click.option("--cases", "path", type=_FOLDER, help="The labelled cases; without it the file that B's run names.")
@click.option("--baseline", is_flag=True, help="Gate: exit 1 on a significant loss, or on any new strong → weak error.")
@click.option("--common", is_flag=True, help="Compare the cases that both runs have, where the sets differ.")
@click.option("--reveal", is_flag=True, help="Name cases of the fixed set.")
@click.option("--json", "as_json", is_flag=True, help="Print the comparison as JSON.")
def main(
    before: Path, after: Path, path: Path | None, baseline: bool, common: bool, reveal: bool, as_json: bool
) -> None:
    """Compare run B with run A over the same cases."""
    try:
        cases = _cases(path, after)
        sides = [_side(folder, cases, common=common) for folder in (before, after)]
        cases = _shared(cases, sides, common=common)
    except CaseFileError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    found = compare(cases, sides[0].labels, sides[1].labels)
    fresh = strong_called_weak(cases, sides[1].labels) - strong_called_weak(cases, sides[0].labels)
    named = reveal or not is_fixed(cases)
    losses = [one for one in found if one.verdict == "worse"]
    if as_json:
        data = {
            "cases": len(cases),
            "measures": {one.name: as_data(one) for one in found},
            "new_strong_called_weak": sorted(fresh),
            "verdict": _verdict(found).removeprefix("verdict: "),
            "spent": {"before": sides[0].spent, "after": sides[1].spent},
        }
        click.echo(json.dumps(data if named else _covered(data), ensure_ascii=False, indent=1))
    else:
        click.echo(
            "\n".join([*_table(cases, found), *_names(found, fresh, named=named), *_costs(sides), _verdict(found)])
        )
    if baseline and (losses or fresh):
        why = [f"{one.name} got worse (p = {one.p:.3g})" for one in losses] + (
            [f"{len(fresh)} new strong → weak"] if fresh else []
        )
        click.echo(f"the baseline does not hold: {'; '.join(why)}", err=True)
        sys.exit(1)


def _cases(path: Path | None, folder: Path) -> list[LabelledCase]:
    if path is None:
        known = _metrics(folder).get("cases_file")
        if not isinstance(known, str):
            raise RunError(
                f"{folder / 'metrics.json'}: does not say which cases the run was about; name them with --cases FILE, or finish the run"
            )
        path = Path(known) if Path(known).exists() else ROOT / known
    if path.is_dir():
        from eval.corpus import CorpusError, read_corpus
        from eval.crossval import labelled

        try:
            return [labelled(case) for case in read_corpus(sorted(path.glob("*.txt")))]
        except CorpusError as error:
            raise CaseFileError(str(error)) from error
    return read_cases(path)


def _metrics(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _side(folder: Path, cases: Sequence[LabelledCase], *, common: bool) -> Side:
    path = folder / "predictions.jsonl"
    if not path.is_file():
        raise RunError(f"{path}: there are no predictions; {folder} is no run's folder")
    lines = read_predictions(path, cases, strangers=common)
    metrics = _metrics(folder)
    failed = (
        [str(line.get("id")) for _, line in read_lines(folder / "failures.jsonl")]
        if (folder / "failures.jsonl").is_file()
        else []
    )
    labels = {case: Labels.model_validate(line["prediction"]) for (case, _), line in lines.items()}
    ids = {case.id for case in cases}
    return Side(folder, labels, frozenset(labels) | (frozenset(failed) & ids), metrics.get("spent") or {})


def _shared(cases: Sequence[LabelledCase], sides: Sequence[Side], *, common: bool) -> list[LabelledCase]:
    one, other = sides
    lonely = sorted(one.cases ^ other.cases)
    if lonely and not common:
        where = one.folder if lonely[0] in one.cases else other.folder
        raise RunError(
            f"{one.folder}, {other.folder}: different case sets; {lonely[0]} is in {where} only ({len(lonely)} such); --common compares the rest"
        )
    if not common and (one.folder / "run.json").is_file() and (other.folder / "run.json").is_file():
        files = [read_identity(side.folder).get("cases") for side in sides]
        if files[0] != files[1]:
            raise RunError(
                f"{one.folder}, {other.folder}: the case file was changed between the runs; --common compares by B's labels all the same"
            )
    shared = [case for case in cases if case.id in one.cases & other.cases]
    if not shared:
        raise RunError(f"{one.folder}, {other.folder}: have no case in common")
    return shared


def _table(cases: Sequence[LabelledCase], found: Sequence[Difference]) -> list[str]:
    lines = [
        f"{len(cases)} cases",
        f"{'':16}{'A':>7} {'B':>7}  {'difference [95 %]':26}{'better':>7}{'worse':>7}{'p':>8}",
    ]
    for one in found:
        interval = f"{(one.after - one.before) * 100:+6.1f}  [{one.low * 100:+.1f} … {one.high * 100:+.1f}]"
        lines.append(
            f"{one.name:16}{one.before:7.1%} {one.after:7.1%}  {interval:26}{len(one.better):7}{len(one.worse):7}{one.p:8.3f}  {one.verdict}"
        )
    return lines


def _names(found: Sequence[Difference], fresh: set[str], *, named: bool) -> list[str]:
    if not named:
        return [f"new strong → weak errors: {len(fresh)}", "cases of the fixed set are named only with --reveal"]
    lines = []
    for one in found:
        for what, cases in (("better", one.better), ("worse", one.worse)):
            if cases:
                lines.append(f"{one.name} {what}: {', '.join(cases)}")
    return [*lines, f"new strong → weak errors: {', '.join(sorted(fresh)) or 'none'}"]


def _covered(data: dict[str, Any]) -> dict[str, Any]:
    measures = {
        name: {**one, "better": len(one["better"]), "worse": len(one["worse"])}
        for name, one in data["measures"].items()
    }
    return {**data, "measures": measures, "new_strong_called_weak": len(data["new_strong_called_weak"])}


def _costs(sides: Sequence[Side]) -> list[str]:
    lines = []
    for key, name, form in (
        ("seconds_median", "seconds a case", ".3f"),
        ("dollars", "US dollars", ".4f"),
        ("tokens_in", "tokens in", ",.0f"),
        ("tokens_out", "tokens out", ",.0f"),
    ):
        values = [side.spent.get(key) for side in sides]
        if any(values):
            lines.append(
                f"{name:16}" + " ".join(f"{'–' if value is None else format(value, form):>7}" for value in values)
            )
    return lines


def _verdict(found: Sequence[Difference]) -> str:
    said = [f"{one.name} {one.verdict}" for one in found if one.verdict in ("better", "worse")]
    return f"verdict: {'; '.join(said)}" if said else "verdict: no evidence of a difference"


if __name__ == "__main__":
    main()
