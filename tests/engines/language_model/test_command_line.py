"""The command line with a language model: exit codes, prompts to files, replayed answers, doctor, Ctrl-C, no connection elsewhere."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Run
from tests.engines.language_model.conftest import KEY
from tests.faults.test_failures import ANSWER, NOTE
from tests.model_server import model_server, refused
from tests.page.conftest import FOUNDING
from tests.test_network import _contacted, trap, watched

__all__ = ["trap", "watched"]


def _settings(url: str) -> dict[str, str]:
    return {"OPENAI_BASE_URL": url, "OPENAI_API_KEY": KEY, "KAMOSHIRENAI_MODEL": "m", "KAMOSHIRENAI_ATTEMPTS": "1"}


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A note in a file."""
    path = tmp_path / "note.txt"
    path.write_text(NOTE, encoding="utf-8")
    return path


def test_a_reading_by_a_model(kamoshirenai: Run, note: Path) -> None:
    """With a server configured ``analyze`` reads with it, and the JSON says with which model, prompt and at what cost."""
    with model_server(lambda _: ANSWER) as server:
        done = kamoshirenai("analyze", note, "--format", "json", environment=_settings(server.url))
    analysis = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (analysis["engine"]["name"], analysis["engine"]["model"]) == ("language_model", "m")
    assert analysis["engine"]["prompt_version"].startswith("reading-")
    assert analysis["usage"]["tokens_in"] == 1000
    assert analysis["findings"]["authority"]["value"] == "strong"


def test_a_failure_is_exit_3_and_one_line(kamoshirenai: Run, note: Path) -> None:
    """With ``language_model`` a failing server ends in exit 3 and one line without the key; with ``auto`` in a reading that says why."""
    with model_server(lambda _: refused(401, KEY, "invalid_api_key")) as server:
        done = kamoshirenai(
            "analyze", note, "--engine", "language_model", "--language", "en", environment=_settings(server.url)
        )
        auto = kamoshirenai("analyze", note, "--engine", "auto", environment=_settings(server.url))
    assert done.returncode == 3
    assert done.stderr.decode().count("\n") == 1
    assert b"did not accept the key" in done.stderr
    assert KEY.encode() not in done.stderr + done.stdout + auto.stdout + auto.stderr
    assert (auto.returncode, auto.stderr) == (0, b"")
    assert "! 言語モデルでは読み取れなかったため、組み込みエンジンが読み取りました。" in auto.stdout.decode()


def test_prompts_are_written_and_answers_read_back(kamoshirenai: Run, note: Path, tmp_path: Path) -> None:
    """A prompt written to a file and the answer laid beside it give the reading, without any server."""
    done = kamoshirenai("prompt", note, "--out", tmp_path / "asked")
    written = Path(done.stdout.decode().strip())
    assert NOTE in written.read_text(encoding="utf-8")
    missing = kamoshirenai("analyze", note, "--engine", "replay", "--replies", tmp_path / "asked")
    assert missing.returncode == 3
    reply = written.with_name(written.name.replace(".prompt.md", ".reply.json"))
    reply.write_text("Here it is:\n" + json.dumps(ANSWER, ensure_ascii=False), encoding="utf-8")
    found = kamoshirenai("analyze", note, "--engine", "replay", "--replies", tmp_path / "asked", "--format", "json")
    analysis = json.loads(found.stdout)
    assert (analysis["engine"]["name"], analysis["findings"]["authority"]["value"]) == ("replay", "strong")


def test_a_brief_is_polished(kamoshirenai: Run, tmp_path: Path) -> None:
    """``brief polish`` prints the model's wording of the draft; one with a number of its own leaves the draft, and says so."""
    note = tmp_path / "note.txt"
    note.write_text(FOUNDING, encoding="utf-8")

    def wording(added: str) -> Any:
        def answering(request: dict[str, Any]) -> dict[str, Any]:
            sent = request["messages"][-1]["content"]
            return {"text": re.sub(r"</?draft \w+>|\nPolish this draft.*", "", sent).strip() + added}

        return answering

    with model_server(wording("\n以上です。")) as server:
        command = ("brief", "polish", note, "--engine", "offline")
        good = kamoshirenai(*command, environment=_settings(server.url))
        server.answering = wording("\n予算は9,800万円です。")
        bad = kamoshirenai(*command, environment=_settings(server.url))
    assert (good.returncode, good.stderr) == (0, b"")
    assert good.stdout.decode().rstrip().endswith("以上です。")
    assert "9,800" not in bad.stdout.decode()
    assert bad.returncode == 0
    assert "元の下書きのまま" in bad.stderr.decode()


def test_replay_needs_a_folder(kamoshirenai: Run, note: Path) -> None:
    """Without ``--replies`` replay is a usage error."""
    assert kamoshirenai("analyze", note, "--engine", "replay").returncode == 2


def test_an_estimate_sends_nothing(kamoshirenai: Run, note: Path) -> None:
    """``prompt --estimate`` says where, how many tokens and how much, and the server hears nothing."""
    with model_server(lambda _: ANSWER) as server:
        done = kamoshirenai("prompt", note, "--estimate", "--language", "en", environment=_settings(server.url))
        assert not server.requests
    assert server.url.split("/")[2] in done.stdout.decode()


def test_eval_scores_replayed_answers(tmp_path: Path, clean_environment: dict[str, str]) -> None:
    """The requests for labelled cases are written, answered out of band and scored."""
    run = [sys.executable, "-m", "eval.run", "--cases", str(ROOT / "eval" / "cases" / "tune.jsonl"), "--limit", "3"]
    asked = tmp_path / "asked"
    subprocess.run([*run, "--prompts", str(asked)], env=clean_environment, cwd=ROOT, check=True, capture_output=True)
    for path in asked.glob("*.prompt.md"):
        empty = ANSWER | {"contact": None, "authority": {"quotes": [], "value": "unknown"}}
        path.with_name(path.name.replace(".prompt.md", ".reply.json")).write_text(json.dumps(empty), encoding="utf-8")
    command = [*run, "--engine", "replay", "--replies", str(asked), "--out", str(tmp_path / "scored")]
    subprocess.run(command, env=clean_environment, cwd=ROOT, check=True, capture_output=True)
    found = json.loads((tmp_path / "scored" / "metrics.json").read_text(encoding="utf-8"))
    assert (found["cases"], found["failed"], found["engine"]) == (3, {}, "replay")


def test_doctor_checks_the_connection(kamoshirenai: Run) -> None:
    """``doctor`` asks the server a question without any note, and says what failed where it does."""
    with model_server(lambda _: {"ready": True}) as server:
        good = kamoshirenai("doctor", environment=_settings(server.url))
        assert len(server.requests) == 1
        server.answering = lambda _: refused(401, "no")
        bad = kamoshirenai("doctor", environment=_settings(server.url))
    assert (good.returncode, bad.returncode) == (0, 2)
    assert f"✓ 言語モデル / language model: {server.url.split('/')[2]}" in good.stdout.decode()
    assert "did not accept the key" in bad.stdout.decode()
    assert KEY.encode() not in good.stdout + bad.stdout + bad.stderr


def test_only_the_configured_server_is_contacted(
    kamoshirenai: Run, note: Path, watched: dict[str, str], trap: Any
) -> None:
    """With tracing asked for and a proxy set, a reading by a model turns to the configured server and to nobody else."""
    with model_server(lambda _: ANSWER) as server:
        done = kamoshirenai("analyze", note, environment=watched | _settings(server.url))
        assert len(server.requests) == 1
    assert (done.returncode, done.stderr) == (0, b"")
    assert (_contacted(watched), trap.visits) == (set(), 0)


@pytest.mark.parametrize("waiting", ["for an answer", "for the next attempt"])
def test_ctrl_c_stops_at_once(waiting: str, note: Path, clean_environment: dict[str, str]) -> None:
    """An interrupt ends the program within seconds, while it waits for an answer as well as between two attempts."""

    def answering(_: dict[str, Any]) -> Any:
        if waiting == "for an answer":
            time.sleep(20)
        return refused(429, "later", **{"Retry-After": "60"})

    with model_server(answering) as server:
        environment = clean_environment | _settings(server.url) | {"KAMOSHIRENAI_ATTEMPTS": "4"}
        process = subprocess.Popen(
            [sys.executable, "-m", "analyzer", "analyze", str(note), "--engine", "language_model"],
            env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        until = time.monotonic() + 60
        while not server.requests and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(0.5)
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
        assert time.monotonic() - began < 5
    assert process.returncode == 130
    assert b"Traceback" not in errors
