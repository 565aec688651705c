"""What reading with a language model costs beside the model's own time: against a server that always takes the same, next to plain client threads.

Where langextract can be had, in an environment of its own, it reads the same texts with the same labels and number of examples in the same run.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from analyzer.case import Case, Profile
from eval.labelled import read_cases

TUNE = Path(__file__).parent / "cases" / "tune.jsonl"
LANGEXTRACT = Path(".venv-langextract")
CASES = 200
CONCURRENCY = {10: 0.2, 50: 1.0}
"""How many at a time, and the server's seconds for each: the floor is 4 seconds either way."""
EVERY = 20
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def cases() -> list[Case]:
    """The tuning cases over and over, each a little different, so that nothing is asked twice."""
    read = [case.case for case in read_cases(TUNE)]
    texts = [("\n".join(note.text for note in case.notes)) for case in read]
    return [Case.of_notes(f"{texts[number % len(texts)]}\nNo. {number}") for number in range(CASES)]


@contextmanager
def slow_server(seconds: float, every: int = 0) -> Iterator[str]:
    """A server in a process of its own for the length of a block; gives its address."""
    command = [sys.executable, "-m", "eval.slow_server", str(seconds), str(every)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603  this program itself
    try:
        assert process.stdout is not None  # noqa: S101  for mypy
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait()


def timed(work: Callable[[Case], object], at_once: int) -> tuple[float, float]:
    """Seconds for all cases and processor milliseconds a case of this process."""
    todo = cases()
    work(todo[0])  # loads what is loaded once
    began, used = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(at_once) as pool:
        for _ in pool.map(work, todo):
            pass
    return time.perf_counter() - began, (time.process_time() - used) / len(todo) * 1e3


def ours(url: str, *, cross_check: bool) -> Callable[[Case], object]:
    """Read a case as the program does."""
    from analyzer.engines import read_case
    from analyzer.settings import settings

    os.environ |= {
        "OPENAI_BASE_URL": f"{url}/v1",
        "OPENAI_API_KEY": "none",
        "KAMOSHIRENAI_MODEL": "slow",
        "KAMOSHIRENAI_CROSS_CHECK": str(cross_check),
    }
    settings.cache_clear()
    return lambda case: read_case(case, "language_model", Profile())


def plain(url: str) -> Callable[[Case], object]:
    """Send the same messages with nothing but the official client."""
    import openai

    from analyzer.engines.language_model.engine import prepare
    from analyzer.settings import settings

    client = openai.OpenAI(base_url=f"{url}/v1", api_key="none", max_retries=5)
    asked = {case.notes[0].text: prepare(case, Profile(), settings()).requests[0] for case in cases()}

    def work(case: Case) -> object:
        messages = [{"role": one.role, "content": one.content} for one in asked[case.notes[0].text]]
        return client.chat.completions.create(model="slow", messages=messages)  # type: ignore[arg-type]

    return work


def measure(repeats: int = 1) -> dict[str, list[float]]:
    """Every figure's runs, in this process."""
    runs: dict[str, list[float]] = {}

    def add(name: str, value: float) -> None:
        runs.setdefault(name, []).append(value)

    for _ in range(repeats):
        for at_once, seconds in CONCURRENCY.items():
            floor = CASES * seconds / at_once
            with slow_server(seconds) as url:
                taken, used = timed(ours(url, cross_check=False), at_once)
                add(f"model engine, {at_once} at a time, over floor", taken / floor)
                bare, bare_used = timed(plain(url), at_once)
                add(f"plain threads, {at_once} at a time, over floor", bare / floor)
            if at_once == 10:
                add("model engine: processor time a case", used)
                add("plain threads: processor time a call", bare_used)
        with slow_server(CONCURRENCY[10]) as url:
            add("with cross-check: processor time a case", timed(ours(url, cross_check=True), 10)[1])
        for name, work in (("model engine", lambda url: ours(url, cross_check=False)), ("plain threads", plain)):
            with slow_server(CONCURRENCY[10], EVERY) as url:
                add(f"{name}, every 20th call 429", timed(work(url), 10)[0])
        own, bare = (runs[f"{name}, every 20th call 429"][-1] for name in ("model engine", "plain threads"))
        add("model engine, every 20th call 429, over plain threads", own / bare)
    runs["prompt tokens a case, notes included"] = prompt_tokens()
    return runs


def prompt_tokens() -> list[float]:
    """Tokens of what is sent for each tuning case, without the schema."""
    from analyzer.engines.language_model.preview import preview

    os.environ["KAMOSHIRENAI_MODEL"] = "slow"
    return [float(preview(case.case).tokens_in) for case in read_cases(TUNE)]


_LANGEXTRACT = """
import json, sys, time
import langextract as lx
url, path, workers = sys.argv[1], sys.argv[2], int(sys.argv[3])
given = json.load(open(path, encoding="utf-8"))
examples = [lx.data.ExampleData(text=one["text"], extractions=[
    lx.data.Extraction(extraction_class=kind, extraction_text=text, attributes={"value": value}) for kind, text, value in one["extractions"]])
    for one in given["examples"]]
def read(texts):
    documents = [lx.data.Document(text=text, document_id=str(number)) for number, text in enumerate(texts)]
    config = lx.factory.ModelConfig(model_id="gpt-4o-mini", provider="OpenAILanguageModel",
        provider_kwargs={"api_key": "none", "base_url": url + "/v1", "max_workers": workers})
    return list(lx.extract(text_or_documents=documents, prompt_description=given["description"], examples=examples, config=config,
        fence_output=False, use_schema_constraints=False, batch_length=workers, max_workers=workers, max_char_buffer=100_000,
        show_progress=False))
read(given["texts"][:1])
began = time.perf_counter()
read(given["texts"])
print(json.dumps(time.perf_counter() - began))
"""


def langextract_figures(python: str) -> dict[str, list[float]]:
    """What langextract takes for the same texts, labels and number of examples, run by the given Python."""
    from analyzer.engines.language_model import prompting, tokens
    from analyzer.engines.language_model.preview import preview

    texts = [case.notes[0].text for case in cases()]
    shown = []
    for example in prompting.examples():
        claims = [
            (aspect, quote.text, getattr(example.answer, aspect).value)
            for aspect in ("authority", "information", "momentum", "introduction", "outside_cause")
            for quote in getattr(example.answer, aspect).quotes
        ]
        claims += [("signal", signal.text, signal.id) for signal in example.answer.signals]
        shown.append({"text": "\n".join(note["text"] for note in example.notes), "extractions": claims})
    description = f"{prompting.label_definitions()}\n\n{prompting.signal_list()}"
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "given.json"
        path.write_text(json.dumps({"texts": texts, "examples": shown, "description": description}), encoding="utf-8")
        for at_once, seconds in CONCURRENCY.items():
            with slow_server(seconds) as url:
                command = [python, "-c", _LANGEXTRACT, url, str(path), str(at_once)]
                done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  that Python
                floor = CASES * seconds / at_once
                found[f"langextract, {at_once} at a time, over floor"] = [
                    json.loads(done.stdout.splitlines()[-1]) / floor
                ]
                asked = json.loads(_DIRECT.open(f"{url}/asked").read())
        sent = "\n".join(str(message["content"]) for message in asked["messages"])
        found["langextract: prompt tokens, last case"] = [float(tokens.count(sent).tokens)]
        found["model engine: prompt tokens, last case"] = [float(preview(cases()[-1]).tokens_in)]
    return found


def langextract_python() -> str:
    """A Python that has langextract, in an environment of its own.

    Raises:
        RuntimeError: it cannot be installed; the message is the installer's last line.
    """
    python = LANGEXTRACT / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(LANGEXTRACT)], check=True)  # noqa: S603  this Python
        command = [str(python), "-m", "pip", "install", "--quiet", "langextract[openai]"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  that Python's pip
        if done.returncode:
            raise RuntimeError((done.stderr.strip().splitlines() or ["pip failed"])[-1])
    return str(python)


BOUNDS: dict[str, tuple[str, float | None]] = {
    "model engine, 10 at a time, over floor": ("×", 1.1),
    "model engine, 50 at a time, over floor": ("×", 1.3),
    "model engine: processor time a case": ("ms", 5),
    "model engine, every 20th call 429, over plain threads": ("×", 1.0),
}
"""Units and bounds of the figures that have a bound; the others are there to compare."""


def unit(name: str) -> str:
    """The unit of a figure."""
    if name in BOUNDS:
        return BOUNDS[name][0]
    return "×" if "over floor" in name else "ms" if "processor" in name else "" if "tokens" in name else "s"


def main(arguments: Sequence[str]) -> None:
    """Print every figure's runs as JSON; ``eval.speed`` makes its table of them."""
    runs = measure(int(arguments[0]) if arguments else 1)
    print(json.dumps(runs))


if __name__ == "__main__":
    main(sys.argv[1:])
