"""What the embedded engine owes to what: ``python -m eval.study NAME…`` measures and writes the tables of ``docs/engine.md``.

Everything is measured by cross-validation on the corpus, every writer left out in turn. ``trade-off``, ``calibration`` and ``slices`` use what
``eval.crossval`` keeps, ``names`` the shipped engine on rewritten cases of another hand; ``learning-curve``, ``ablation`` and ``dictionary`` train anew, on every eighth case where they compare, and take minutes each.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

import click
import numpy as np

from analyzer.engines.offline import candidates, contact, decide, english_names, features, places, tokens
from analyzer.reading import NOTHING_SHOWN, VALUES, Aspect
from eval import held_out, prepare
from eval.confidence import Sure, calibration
from eval.corpus import FOLDER, read_corpus
from eval.crossval import cross_validate, labelled, results
from eval.labelled import LabelledCase, Labels
from eval.rewriting import REWRITES, rewritten
from eval.runs import ROOT
from eval.scoring import metrics, value_of

NOTE = ROOT / "docs" / "engine.md"
CACHE = ROOT / "runs" / "cache"
Table = list[list[str]]
_HEAD = ["cases", "authority", "information", "both axes", "momentum", "introduction", "contact", "strong called weak"]


def percent(value: dict[str, Any]) -> str:
    """A share as the tables show it."""
    return "–" if value["value"] is None else f"{100 * value['value']:.1f} %"


def _row(cases: Sequence[LabelledCase], lines: Sequence[dict[str, Any]]) -> list[str]:
    found = metrics(cases, [Labels.model_validate(line["prediction"]) for line in lines])
    aspects = {name: percent(one["accuracy"]) for name, one in found["aspects"].items()}
    return [
        str(len(cases)),
        aspects["authority"],
        aspects["information"],
        percent(found["both_axes"]),
        aspects["momentum"],
        aspects["introduction"],
        percent(found["contact"]),
        percent(found["errors"]["strong_called_weak"]),
    ]


def _every(step: int) -> list[str]:
    """The figures of a cross-validation on every ``step``-th case."""
    prepare.forget_swapped()  # they were made as the last part left out had it
    made = prepare.prepare_all(read_corpus()[::step])
    return _row([labelled(one.case) for one in made if not one.case.copy], cross_validate(made))


def learning_curve() -> Table:
    """Does more corpus still help?"""
    rows = [_every(step) for step in (8, 4, 2)]
    return [_HEAD, *rows, _row(*results(CACHE))]


Change = tuple[Any, str, Any]


def _weights(*places: int) -> Change:
    """Features at these places count nothing."""
    kept = features.WEIGHT.copy()
    kept[list(places)] = 0
    return (features, "WEIGHT", kept)


def _pooled_left_out(cases: Sequence[prepare.Prepared], seen: held_out.HeldOut) -> Any:
    nothing = [{aspect: np.zeros_like(row) for aspect, row in one.items()} for one in seen.pooled]
    return _case_rows(cases, replace(seen, pooled=nothing))


_case_rows = held_out.case_rows
PARTS: dict[str, tuple[Change, ...]] = {
    "all parts": (),
    "without the pooled models": ((held_out, "case_rows", _pooled_left_out),),
    "without copies with a middle title": ((prepare, "retitled", lambda _: []),),
    "without sides swapped in training": ((prepare, "with_swapped_sides", lambda _: []),),
    "without notes whose honorifics are left out": ((prepare, "without_honorifics", lambda _: []),),
    "without words": (_weights(places.WORDS),),
    "without the segments next to it": (_weights(places.NEAR),),
    "without the wider neighbourhood": (_weights(places.FAR, places.AROUND),),
    "without what is said of power": (_weights(places.POWER),),
    "contact by the name's surroundings alone": ((contact.ContactModel, "settled", lambda _, who, *__, **___: who),),
    "without telling talk with the contact from talk about them": ((held_out, "contact_speaks", lambda *_: 0.0),),
    "without asking whose sentences they are": ((contact, "_COUNTED", ()),),
    "without surnames that stand alone": ((candidates, "surnames_in", lambda *_: ()),),
    "without who bears an English name": ((english_names, "english_kind", lambda _: ""),),
    "without the rank among a case's persons": ((contact, "_ranked", lambda _: []),),
    "titles alone mean nobody": ((candidates, "call_by_title", lambda *_: None),),
    "weak from any likelihood": ((decide, "LEAST_CERTAINTY", {}),),
}
"""For each part what to change in the program to do without it."""


STEP = 8
"""Comparisons train ten times over: every eighth case keeps that to some ten minutes."""


def ablation() -> Table:
    """What each part is worth: the same cross-validation without it, on every eighth case."""
    rows = []
    for name, changes in PARTS.items():
        with ExitStack() as stack:
            for where, attribute, value in changes:
                stack.enter_context(mock.patch.object(where, attribute, value))
            rows.append([name, *_every(STEP)[1:]])
    return [["", *_HEAD[1:]], *rows]


def dictionary() -> Table:
    """SudachiDict small against core: accuracy, memory, size; needs ``pip install sudachidict-core``."""
    rows = []
    for name in ("small", "core"):
        with mock.patch.object(tokens, "_dictionary", cache(lambda name=name: _opened(name))):
            _forget_words()
            figures = _every(STEP)
        rows.append([name, *figures[1:], *_weight_of(name)])
    _forget_words()
    return [["", *_HEAD[1:], "resident", "on disk"], *rows]


def _forget_words() -> None:
    """Forget what was looked up in a dictionary: its numbers mean other things in another one."""
    tokens._part_of_speech.cache_clear()  # noqa: SLF001
    tokens._local.__dict__.clear()  # noqa: SLF001


def _opened(name: str) -> Any:
    from sudachipy import Dictionary

    return Dictionary(dict=name)


_LOADED = """
import sys
from pathlib import Path
from sudachipy import Dictionary
tokenizer = Dictionary(dict=sys.argv[1]).create()
for path in Path(sys.argv[2]).glob("*.txt"):
    for line in path.read_text(encoding="utf-8").splitlines():
        tokenizer.tokenize(line)
print(next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS")))
"""
"""What a process holds once it has read the corpus (Linux); its peak would count what this one held when it made it."""


def _weight_of(name: str) -> list[str]:
    done = subprocess.run(  # noqa: S603  the two names stand in this file
        [sys.executable, "-c", _LOADED, name, str(FOLDER)], check=True, capture_output=True, text=True
    )
    folder = Path(str(__import__(f"sudachidict_{name}").__file__)).parent
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return [f"{int(done.stdout) / 1024:.0f} MB", f"{size / 2**20:.0f} MB"]


STEPS = (0.0, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9)


def trade_off() -> Table:
    """Accuracy against the dearest error, for each probability from which "weak" (and "insufficient") is said."""
    cases, lines = results(CACHE)
    rows = [
        ["at least", "authority right", "strong called weak", "information right", "sufficient called insufficient"]
    ]
    for step in STEPS:
        row = [f"{step:.2f}"]
        for aspect, dear in (("authority", ("strong", "weak")), ("information", ("sufficient", "insufficient"))):
            values = [
                (value_of(case.gold, aspect), _said(aspect, line, dear[1], step))  # type: ignore[arg-type]
                for case, line in zip(cases, lines, strict=True)
            ]
            right = sum(gold == value for gold, value in values) / len(values)
            row += [f"{100 * right:.1f} %", f"{100 * values.count(dear) / len(values):.1f} %"]
        rows.append(row + (["← shipped"] if step == decide.LEAST_CERTAINTY["authority", "weak"] else []))
    return [rows[0], *rows[1:]]


def _said(aspect: Aspect, line: dict[str, Any], careful: str, least: float) -> str:
    """The likeliest value, or unknown where the careful one is not likely enough; the quotes are taken as found."""
    chances = line["chances"].get(aspect)
    if not chances:
        return NOTHING_SHOWN[aspect]
    value = max(chances, key=lambda one: chances[one])
    return NOTHING_SHOWN[aspect] if value == careful and chances[value] < least else value


def calibrated() -> Table:
    """Of the findings held for so likely, how many are right."""
    cases, lines = results(CACHE)
    rows = [["", "Brier", "gap (ECE)", *(f"{low}–{low + 10} %" for low in range(40, 100, 10))]]
    for aspect in VALUES:
        pairs = [
            Sure(value_of(case.gold, aspect), str(line["prediction"][aspect]).lower(), line["confidence"][aspect])
            for case, line in zip(cases, lines, strict=True)
            if line["confidence"]
        ]
        found = calibration(pairs)
        bins = {int(10 * one["confidence"]): one for one in found["bins"]}
        cells = [f"{100 * bins[n]['right']:.0f} % of {bins[n]['count']}" if n in bins else "–" for n in range(4, 10)]
        rows.append([aspect, f"{found['brier']:.3f}", f"{found['ece']:.3f}", *cells])
    return rows


def slices() -> Table:
    """By language, format and trap, and by what the writer was asked for, with the count and the 95 % interval."""
    cases, lines = results(CACHE)
    found = metrics(cases, [Labels.model_validate(line["prediction"]) for line in lines])
    keys = ("authority", "information", "introduction", "both_axes")
    rows = [["", "cases", "authority", "information", "introduction", "both axes", "contact"]]
    for kind in ("language", "format", "trap"):
        for name, one in found["slices"][kind].items():
            rows.append([f"{kind} {name}", str(one["cases"]), *(_with_interval(one[key]) for key in keys)])
    return [*rows, *_by_writers(cases, lines)]


WRITERS_OF = {
    "hard on the contact": frozenset(
        "asebi biwa bunting dotterel enoki hakobe karin mokuren nanten nazuna ouzel pochard redstart sakaki sanzashi susuki tsuge garganey hiyodori katabami kobushi mukuge smew yamabuki aoi azami dipper godwit kikyo knot nadeshiko pintail rook zaffre zebrafinch zipangu zither zoysia zumba".split()
    ),
    "of plain words": frozenset(
        "zabon zabuton zakuro zander zaou zarigani zeami zebu zengo zeniaoi zenigame zenmai zephyr zeta zinger zinnia zokin zonda zorilla zosui zuan zuiki zukin zunda zuwai".split()
    ),
}
"""Writers who were asked for many of the customer's people or names that are hard to tell, and those who were asked to say outright who decides and who knows."""


def _by_writers(cases: Sequence[LabelledCase], lines: Sequence[dict[str, Any]]) -> Iterator[list[str]]:
    """How often the axes, the introduction and the contact are right with the writers who were asked for something and with the others."""
    asked = frozenset[str]().union(*WRITERS_OF.values())
    for name, writers in (*WRITERS_OF.items(), ("the others", None)):
        of_these = [
            (case, Labels.model_validate(line["prediction"]))
            for case, line in zip(cases, lines, strict=True)
            if (case.id.rsplit("-", 1)[0] in (writers or asked)) is (writers is not None)
        ]
        for languages in (("ja", "en"), ("ja",), ("en",)):
            some = [(case, labels) for case, labels in of_these if case.language in languages]
            found = metrics([case for case, _ in some], [labels for _, labels in some])
            shown = [found["aspects"][aspect]["accuracy"] for aspect in ("authority", "information", "introduction")]
            rates = [*shown, found["both_axes"], found["contact"]]
            yield [f"writers {name}, {' and '.join(languages)}", str(len(some)), *map(_with_interval, rates)]


def _with_interval(value: dict[str, Any]) -> str:
    return f"{100 * value['value']:.0f} % [{100 * value['low']:.0f}–{100 * value['high']:.0f}]"


def names() -> Table:
    """Whether the contact is still found in cases of another hand whose naming is rewritten."""
    rows = [["", "cases", "contact"]]
    for what, rewrite in REWRITES.items():
        found = list(rewritten(rewrite))
        rows.append([what, str(len(found)), f"{100 * sum(found) / len(found):.1f} %"])
    return rows


STUDIES: dict[str, Callable[[], Table]] = {
    "learning-curve": learning_curve,
    "ablation": ablation,
    "trade-off": trade_off,
    "calibration": calibrated,
    "slices": slices,
    "dictionary": dictionary,
    "names": names,
}


def as_markdown(table: Table) -> Iterator[str]:
    """The lines of a Markdown table."""
    width = max(map(len, table))
    for number, row in enumerate(table):
        yield "| " + " | ".join(row + [""] * (width - len(row))) + " |"
        if not number:
            yield "|" + "---|" * width


def write(name: str, lines: Sequence[str], path: Path = NOTE) -> None:
    """Put a table between its marks in the design note."""
    text = path.read_text(encoding="utf-8")
    between = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", re.DOTALL)
    path.write_text(between.sub(lambda _: "\n".join(lines) + "\n", text), encoding="utf-8")


@click.command()
@click.argument("names", nargs=-1, required=True, type=click.Choice(list(STUDIES)))
def main(names: tuple[str, ...]) -> None:
    """Measure and write the tables of docs/engine.md."""
    for name in names:
        lines = list(as_markdown(STUDIES[name]()))
        write(name, lines)
        click.echo("\n".join(lines))


if __name__ == "__main__":
    main()
