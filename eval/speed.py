"""Measure what starting, reading and holding the program cost: ``python -m eval.speed``.

Every figure is the median of repeated runs with the range they spanned, each measured in a process of its own with one thread. Beside them,
in the same run, stands what merely parsing the same notes costs with GiNZA, a neural parser for Japanese, in an environment of its own.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

TUNE = Path(__file__).parent / "cases" / "tune.jsonl"
GINZA = Path(".venv-ginza")
CHARACTERS = 1_000
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(frozen=True)
class Figure:
    """One row: the median of repeated runs and their range; ``bound`` is what it may be at most, or at ``least``."""

    name: str
    unit: str
    runs: list[float]
    bound: float | None = None
    least: bool = False

    @property
    def median(self) -> float:
        """The middle of the runs."""
        return statistics.median(self.runs)

    @property
    def holds(self) -> bool | None:
        """Whether the bound holds; ``None`` where there is none."""
        if self.bound is None:
            return None
        return self.median >= self.bound if self.least else self.median <= self.bound


def notes(path: Path = TUNE, skipped: int = 0) -> list[str]:
    """The Japanese tuning notes, joined and cut into texts of 1,000 characters each, from the character after the ``skipped`` on."""
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    joined = "\n".join(note["text"] for case in cases if case["language"] == "ja" for note in case["notes"])
    return [joined[start : start + CHARACTERS] for start in range(skipped, len(joined) - CHARACTERS + 1, CHARACTERS)]


def _environment() -> dict[str, str]:
    # As on a user's machine, bytecode is kept: without it every start compiles every library anew.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **ONE_THREAD, "KAMOSHIRENAI_ENGINE": "offline", "PYTHONIOENCODING": "utf-8"}


def run(command: Sequence[str]) -> tuple[float, float | None]:
    """Seconds from start to end of a process and its peak memory in MB, where the system tells it."""
    began = time.perf_counter()
    process = subprocess.Popen(command, env=_environment(), stdout=subprocess.DEVNULL)  # noqa: S603  this program itself
    if not hasattr(os, "wait4"):
        code = process.wait()
        usage = None
    else:
        _, status, usage = os.wait4(process.pid, 0)
        code = process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - began
    if code:
        raise RuntimeError(f"{' '.join(command)} ended with {code}")
    # Kilobytes on Linux, bytes on a Mac.
    return seconds, usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3) if usage else None


def ask(command: Sequence[str]) -> Any:
    """The JSON that a process prints."""
    done = subprocess.run(command, env=_environment(), check=True, capture_output=True, text=True, encoding="utf-8")  # noqa: S603  this program itself
    return json.loads(done.stdout)


def own_figures(repeats: int) -> list[Figure]:
    """What this program costs."""
    bare, whole, cold, peak = [], [], [], []
    with tempfile.TemporaryDirectory() as folder:
        note = Path(folder) / "note.txt"
        note.write_text(notes()[0], encoding="utf-8")
        analysis = [sys.executable, "-m", "analyzer", "analyze", str(note)]
        run(analysis)  # the first run after an installation writes bytecode
        for _ in range(repeats):
            bare.append(run([sys.executable, "-c", "pass"])[0])
            whole.append(run([sys.executable, "-c", "import analyzer"])[0])
            seconds, memory = run(analysis)
            cold.append(seconds)
            peak += [memory] if memory else []
    ground = statistics.median(bare)
    warm = ask([sys.executable, "-m", "eval.speed", "--measure-analyze"])
    figures = [
        Figure("import analyzer, over bare Python", "ms", [(one - ground) * 1e3 for one in whole], 150),
        Figure("kamoshirenai analyze, from cold", "s", cold, 0.8),
        Figure("notes a second on one core, warm", "/s", warm["per_second"], 100, least=True),
        Figure("the whole analysis of a note, warm", "ms", warm["analysis"]),
        Figure("the engine alone, warm", "ms", warm["engine"], 10),
        Figure("the lint of a drafted brief", "ms", warm["lint"], 5),
    ]
    return figures + ([Figure("peak memory of analyze", "MB", peak, 250)] if peak else [])


def reader_figures(repeats: int) -> list[Figure]:
    """What reading a large file of each form costs, from cold, in the worker that the program uses."""
    from eval.speed_readers import samples

    figures = []
    with tempfile.TemporaryDirectory() as folder:
        for name, data in samples():
            path = Path(folder) / name
            path.write_bytes(data)
            command = [sys.executable, "-m", "eval.speed_readers", str(path)]
            told = [ask(command) for _ in range(max(1, repeats // 3))]
            figures.append(Figure(f"read {name}", "s", [one["seconds"] for one in told]))
            peaks = [one["megabytes"] for one in told if one["megabytes"]]
            figures += [Figure("  its peak memory", "MB", peaks)] if peaks else []
    return figures


def measure_analyze(repeats: int = 21) -> dict[str, list[float]]:
    """In this process, by its processor time: notes a second, and milliseconds for the whole analysis, the engine alone, the lint of a brief."""
    from analyzer.analysis import analyze
    from analyzer.brief.documents import to_text
    from analyzer.brief.lint import lint
    from analyzer.case import Case, Profile
    from analyzer.engines import read_case
    from analyzer.page.samples import sample

    told = sample("introduction", "ja")
    drafted = analyze(told, "offline").brief
    assert drafted, "the first sample's introduction is accepted"  # noqa: S101  a measurement without its object would be a lie
    brief = to_text(drafted)
    works: dict[str, Callable[[Case], object]] = {
        "analysis": lambda case: analyze(case, "offline"),
        "engine": lambda case: read_case(case, "offline", Profile()),
        "lint": lambda _: lint(brief, facts=told),
    }
    passes: dict[str, list[float]] = {name: [] for name in works}
    # The works take turns, so that a slow moment of the machine is shared by all; every turn of each cuts the notes elsewhere, so that nobody
    # is helped by having met a note before.
    for number in range(repeats + 1):
        for shift, (name, work) in enumerate(works.items()):
            cases = [Case.of_notes(text) for text in notes(skipped=37 * number + 11 * shift)]
            began = time.process_time()  # of this one thread; other programs on the machine do not count
            for case in cases:
                work(case)
            passes[name].append((time.process_time() - began) / len(cases) * 1e3)
    passes = {name: runs[1:] for name, runs in passes.items()}  # the first pass loads dictionary, weights and catalogue
    return {"per_second": [1e3 / one for one in passes["analysis"]], **passes}


def language_model_figures(python: str | None) -> tuple[list[Figure], str]:
    """What reading with a model costs beside the model's own time, and a remark where langextract could not be measured."""
    from eval import speed_language_model as model

    runs, remark = ask([sys.executable, "-m", "eval.speed_language_model"]), ""
    try:
        runs |= model.langextract_figures(python or model.langextract_python())
    except (RuntimeError, OSError, subprocess.SubprocessError) as error:
        remark = f"langextract: not measured ({error})"
    return [
        Figure(name, model.unit(name), values, model.BOUNDS.get(name, ("", None))[1]) for name, values in runs.items()
    ], remark


def page_figures(repeats: int) -> tuple[list[Figure], str]:
    """How long the page and a result on it take in a browser; without one, a remark instead."""
    from eval import speed_page as page

    try:
        runs = page.measure(max(3, repeats // 2))
    except RuntimeError as error:
        return [], f"the page: not measured ({error})"
    return [Figure(name, "s", seconds, page.BOUNDS[name]) for name, seconds in runs.items()], ""


_PARSE_ONE = "import sys, spacy; spacy.load('ja_ginza')(open(sys.argv[1], encoding='utf-8').read())"
_PARSE_ALL = """
import json, sys, time, spacy
parse, texts = spacy.load("ja_ginza"), json.load(open(sys.argv[1], encoding="utf-8"))
parse(texts[0])
times = []
for text in texts[:8]:
    began = time.process_time()
    parse(text)
    times.append(time.process_time() - began)
print(json.dumps(times))
"""


def ginza_figures(python: str) -> list[Figure]:
    """What parsing the same notes costs with GiNZA, run by the given Python."""
    with tempfile.TemporaryDirectory() as folder:
        note, all_notes = Path(folder) / "note.txt", Path(folder) / "notes.json"
        note.write_text(notes()[0], encoding="utf-8")
        all_notes.write_text(json.dumps(notes()), encoding="utf-8")
        one = [python, "-c", _PARSE_ONE, str(note)]
        run(one)  # the first run after an installation writes bytecode
        runs = [run(one) for _ in range(3)]
        seconds = ask([python, "-c", _PARSE_ALL, str(all_notes)])
    return [
        Figure("GiNZA: parse a note, from cold", "s", [taken for taken, _ in runs]),
        Figure("GiNZA: parse a note, warm", "ms", [taken * 1e3 for taken in seconds]),
        Figure("GiNZA: notes a second on one core", "/s", [1 / taken for taken in seconds]),
        Figure("GiNZA: peak memory", "MB", [memory for _, memory in runs if memory] or [float("nan")]),
    ]


def ginza_python() -> str:
    """A Python that has GiNZA, in an environment of its own: its SudachiPy is older than ours.

    Raises:
        RuntimeError: it cannot be installed; the message is the installer's last line.
    """
    python = GINZA / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(GINZA)], check=True)  # noqa: S603  this Python
    if subprocess.run([str(python), "-c", "import ginza, ja_ginza"], capture_output=True, check=False).returncode:  # noqa: S603  that Python
        print(f"Installing GiNZA into {GINZA}, for the comparison only …", file=sys.stderr)
        command = [str(python), "-m", "pip", "install", "--quiet", "ginza", "ja-ginza", "sudachipy<0.7"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  that Python's pip
        if done.returncode:
            raise RuntimeError((done.stderr.strip().splitlines() or ["pip failed"])[-1])
    return str(python)


def table(figures: Sequence[Figure]) -> str:
    """The figures as lines of text: median, range, bound and whether it holds."""
    lines = [f"{'':46}{'median':>9}  {'range':<17}{'bound':>10}"]
    for one in figures:
        spread = f"{_short(min(one.runs))}–{_short(max(one.runs))}"
        bound = "" if one.bound is None else f"{'≥' if one.least else '≤'} {_short(one.bound)}"
        verdict = {True: "holds", False: "DOES NOT HOLD", None: ""}[one.holds]
        lines.append(f"{one.name:46}{_short(one.median):>9}  {spread:<17}{bound:>10} {one.unit:<3}{verdict}".rstrip())
    return "\n".join(lines)


def _short(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


_JAPANESE = {
    "import analyzer, over bare Python": "`import analyzer`(素の Python に加わる分)",
    "kamoshirenai analyze, from cold": "`kamoshirenai analyze`、起動から表示まで",
    "notes a second on one core, warm": "1コアで1秒に読める議事録(起動後)",
    "the whole analysis of a note, warm": "議事録1件の見立て全体(起動後)",
    "the engine alone, warm": "そのうちエンジンだけ",
    "the lint of a drafted brief": "下書きしたブリーフの点検",
    "page ready in a browser": "ページがブラウザで使えるまで",
    "click to result on the page": "「見立てる」を押してから結果まで",
    "peak memory of analyze": "`analyze` の最大メモリ",
    "read 30-pages.docx": "30ページの docx を読む",
    "read 30-pages.pdf": "30ページの pdf を読む",
    "read two-hours.vtt": "2時間分の vtt を読む",
    "read 10000-rows.csv": "1万行の csv を読む",
    "  its peak memory": "  その最大メモリ",
    "GiNZA: parse a note, from cold": "GiNZA: 1件の構文解析、起動から",
    "GiNZA: parse a note, warm": "GiNZA: 1件の構文解析(起動後)",
    "GiNZA: notes a second on one core": "GiNZA: 1コアで1秒に解析できる件数",
    "GiNZA: peak memory": "GiNZA: 最大メモリ",
}
_ROWS = re.compile(r"(?<=<!-- speed -->\n)(?P<head>\|.*\n\|[-|]*\n)(?:\|.*\n)*")


def into_readmes(figures: Sequence[Figure], load: float) -> None:
    """Put the figures into the tables of both READMEs, with the machine's load, since it tells how far they can be trusted."""
    for path, names, busy in (
        (Path("README.md"), {}, "load of the machine meanwhile"),
        (Path("README.ja.md"), _JAPANESE, "測定中のマシンの負荷"),
    ):
        rows = [
            f"| {names.get(one.name, one.name)} | {_short(one.median)} {one.unit} | {_bound(one)} |" for one in figures
        ]
        rows.append(f"| {busy} | {load:.1f} | |")
        text = path.read_text(encoding="utf-8")
        path.write_text(_ROWS.sub(lambda found: found["head"] + "\n".join(rows) + "\n", text), encoding="utf-8")  # noqa: B023  used at once


def _bound(one: Figure) -> str:
    return (
        ""
        if one.bound is None
        else f"{'≥' if one.least else '≤'} {_short(one.bound)} {one.unit} {'✓' if one.holds else '✗'}"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; exit 1 where a bound does not hold."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.speed", description="What starting, reading and holding the program cost."
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write every run there")
    parser.add_argument(
        "--ginza", metavar="PYTHON", help="a Python that has ginza and ja-ginza (default: one is set up in .venv-ginza)"
    )
    parser.add_argument("--repeats", type=int, default=11, help="runs a figure (default: 11)")
    parser.add_argument("--readme", action="store_true", help="also put the medians into README.md and README.ja.md")
    parser.add_argument(
        "--language-model",
        action="store_true",
        help="also measure reading with a language model (a minute; needs the llm extra)",
    )
    parser.add_argument(
        "--langextract",
        metavar="PYTHON",
        help="a Python that has langextract (default: one is set up in .venv-langextract)",
    )
    parser.add_argument("--measure-analyze", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.measure_analyze:
        print(json.dumps(measure_analyze()))
        return 0
    if importlib.util.find_spec("analyzer") is None:
        parser.error("the program is not installed here; run this in its environment")
    busy = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    shown, remarks = page_figures(options.repeats)
    figures = own_figures(options.repeats) + shown + reader_figures(options.repeats)
    try:
        figures += ginza_figures(options.ginza or ginza_python())
    except (RuntimeError, OSError, subprocess.SubprocessError) as error:
        remarks = f"{remarks}\nGiNZA: not measured ({error})".strip()
    if options.language_model:
        more, remark = language_model_figures(options.langextract)
        figures, remarks = figures + more, "\n".join(filter(None, (remarks, remark)))
    if busy > 1:
        remarks = f"Other programs were running too (load {busy:.1f}): these figures are worse than on a quiet machine.\n{remarks}".strip()
    print("\n".join(filter(None, (table(figures), remarks))))
    if options.readme:
        into_readmes(figures, busy)
    if options.json:
        rows = [{**asdict(one), "median": one.median, "holds": one.holds} for one in figures]
        options.json.write_text(
            json.dumps({"figures": rows, "remarks": remarks}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    return 1 if any(one.holds is False for one in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
