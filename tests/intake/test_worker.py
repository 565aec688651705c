"""Risky forms are read in a process that can be killed, and that takes no more memory than it may."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from analyzer.intake import IntakeError, read_bytes, worker
from analyzer.intake.limits import Limits, limits
from tests.intake import making

HANG = "import analyzer.intake.docx as d, time; d.read = lambda *_: time.sleep(60)"
CRASH = "import analyzer.intake.docx as d, os; d.read = lambda *_: os.abort()"
GREEDY = "import analyzer.intake.docx as d; d.read = lambda *_: bytearray(900_000_000)"
CHATTY = "import analyzer.intake.docx as d; kept = d.read; d.read = lambda *a: (print('noise'), kept(*a))[1]"


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """No worker of another test's."""
    worker.close()
    yield
    worker.close()


def sabotaged(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Workers whose reader of Word files does something else."""
    monkeypatch.setattr(
        worker,
        "_START",
        worker._START.replace("from analyzer.intake.serving", f"{program}; from analyzer.intake.serving"),
    )
    monkeypatch.setattr(worker, "STARTING_SECONDS", 5)


def ask(known: Limits, data: bytes = b"") -> str:
    """What is said of a Word file."""
    with pytest.raises(IntakeError) as caught:
        worker.read_apart("docx", data or making.docx(), "a.docx", known, {})
    return caught.value.words.en


def test_a_reader_that_hangs_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the time is over the worker is killed and the file named; the next file is read by a new one."""
    sabotaged(monkeypatch, HANG)
    began = time.monotonic()
    assert "stopped after 1 seconds" in ask(replace(limits(), seconds=1))
    assert time.monotonic() - began < 20
    assert worker._idle == []
    monkeypatch.undo()
    assert read_bytes(making.docx(), "a.docx")


def test_a_reader_that_crashes_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash in a library's own code ends the worker, not this process."""
    sabotaged(monkeypatch, CRASH)
    assert "reading broke off" in ask(limits())


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds a process's memory reliably")
def test_a_reader_that_takes_too_much_memory_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """More memory than the setting allows is refused by the system, and said."""
    sabotaged(monkeypatch, GREEDY)
    assert "unpacks to far too much" in ask(replace(limits(), memory=600_000_000))


def test_a_library_that_prints_does_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a library prints does not get between the answers."""
    sabotaged(monkeypatch, CHATTY)
    assert worker.read_apart("docx", making.docx(), "a.docx", limits(), {})


def test_a_worker_is_kept_for_the_next_file() -> None:
    """Starting Python once serves many files, bad ones among them."""
    read_bytes(making.docx(), "a.docx")
    (first,) = worker._idle
    assert "damaged" in ask(limits(), b"no zip")
    read_bytes(making.eml(), "a.eml")
    assert worker._idle == [first]


def test_a_worker_ends_with_the_process_that_started_it() -> None:
    """A program that is killed leaves no worker behind."""
    program = (
        "import os, signal; from analyzer.intake import worker; from tests.intake import making; "
        "from analyzer.intake import read_bytes; read_bytes(making.eml(), 'a.eml'); "
        "print(worker._idle[0].process.pid, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    process = int(done.stdout)
    for _ in range(100):
        listed = subprocess.run(
            ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False
        ).stdout
        if not listed.strip() or listed.startswith("Z"):
            return
        time.sleep(0.1)
    pytest.fail("the worker is still there")


def test_nothing_in_the_present_folder_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file called mammoth.py beside the notes is not run."""
    monkeypatch.delenv("PYTHONPATH", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mammoth.py").write_text("raise SystemExit", encoding="utf-8")
    assert read_bytes(making.docx(), "a.docx")
