"""Read risky forms in a process of its own, which is killed when it takes too long and cannot take more memory than it may.

A worker is told by two messages on its standard input (a request as JSON, then the file) and answers with one on its standard output. It is
kept for the next file, because starting Python costs more than most files; it ends when its input is closed, also when this process is killed.
"""

from __future__ import annotations

import atexit
import json
import struct
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from analyzer.case import Case
from analyzer.intake.errors import IntakeError, about, too_slow
from analyzer.intake.limits import Limits
from analyzer.words import Words

LENGTH = struct.Struct(">Q")
MOST_IDLE = 2
STARTING_SECONDS = 15
"""What a busy machine may take to start Python, on top of the seconds of a file."""
_START = "import sys; sys.path.append(sys.argv[1]); from analyzer.intake.serving import serve; serve(int(sys.argv[2]))"
_PACKAGE = str(Path(__file__).parents[2])


class _Worker:
    def __init__(self, memory: int) -> None:
        self.memory = memory
        self.fresh = True
        self.timed_out = False
        # -P: what lies in the folder the program is called in must not pass for a library.
        command = [sys.executable, "-P", "-c", _START, _PACKAGE, str(memory)]
        self.process = subprocess.Popen(  # noqa: S603  this very program
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    def ask(self, request: dict[str, Any], data: bytes, seconds: float) -> dict[str, Any] | None:
        """The answer, or ``None`` where the process died or was killed; ``killed`` is then set by the clock."""
        timer = threading.Timer(seconds + (STARTING_SECONDS if self.fresh else 0), self.process.kill)
        timer.start()
        self.fresh = False
        try:
            given, taken = self.process.stdin, self.process.stdout
            if given is None or taken is None:
                return None
            for message in (json.dumps(request).encode(), data):
                given.write(LENGTH.pack(len(message)))
                given.write(message)
            given.flush()
            answer = read_message(taken)
            return None if answer is None else dict(json.loads(answer))
        except OSError:
            return None
        finally:
            self.timed_out = not timer.is_alive()
            timer.cancel()

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue


_idle: list[_Worker] = []
_lock = threading.Lock()


def read_apart(form: str, data: bytes, name: str, limits: Limits, options: dict[str, Any]) -> list[Case]:
    """What the form's reader makes of the data, read in a worker.

    Raises:
        IntakeError: the reader's own, or the worker was killed by the clock or died.
    """
    worker = _take(limits.memory)
    request = {"form": form, "name": name, "limits": asdict(limits), "options": options}
    answer = worker.ask(request, data, limits.seconds)
    if answer is None:
        worker.end()
        raise too_slow(name, limits.seconds) if worker.timed_out else _died(name)
    _give_back(worker, done=bool(answer.get("done")))
    if "error" in answer:
        raise IntakeError(Words(**answer["error"]))
    return [Case.model_validate(case) for case in answer["cases"]]


def read_message(pipe: IO[bytes]) -> bytes | None:
    """One message: its length in eight bytes, then itself; ``None`` where the other side is gone."""
    length = pipe.read(LENGTH.size)
    if len(length) < LENGTH.size:
        return None
    size = LENGTH.unpack(length)[0]
    message = pipe.read(size)
    return message if len(message) == size else None


def _take(memory: int) -> _Worker:
    with _lock:
        for worker in list(_idle):
            _idle.remove(worker)
            if worker.memory == memory and worker.process.poll() is None:
                return worker
            worker.end()
    return _Worker(memory)


def _give_back(worker: _Worker, *, done: bool) -> None:
    with _lock:
        if not done and len(_idle) < MOST_IDLE:
            _idle.append(worker)
            return
    worker.end()


def close() -> None:
    """End every idle worker."""
    with _lock:
        while _idle:
            _idle.pop().end()


atexit.register(close)


def _died(name: str) -> IntakeError:
    return about(
        name,
        "読む途中で手に負えなくなり、やめました(大きすぎるか、壊れています)。分けて保存するか、本文を貼り付けてください。",
        "reading broke off (it takes too much memory, or is damaged); please split the file, or paste the text.",
    )
