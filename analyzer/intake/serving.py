"""The worker's own side: read what comes in, one file after the other, within a bound of memory and time."""

from __future__ import annotations

import contextlib
import json
import signal
import sys
from pathlib import Path
from typing import Any

from analyzer.case import Case
from analyzer.intake.errors import IntakeError, damaged, unpacks_too_large
from analyzer.intake.forms import FORM_NAMES
from analyzer.intake.limits import Limits
from analyzer.intake.readers import read_here
from analyzer.intake.worker import LENGTH, read_message

MOST_FILES = 200
"""Files after which a worker makes room for a fresh one."""
MOST_KEPT = 400_000
"""Kilobytes of memory that a worker may have needed and still be kept."""
GRACE = 5
"""Seconds after which a worker that nobody killed ends itself."""


def serve(memory: int) -> None:
    """Answer requests until the input ends."""
    _bound_memory(memory)
    given, taken = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints must not get between the answers
    for number in range(MOST_FILES):
        request, data = read_message(given), read_message(given)
        if request is None or data is None:
            return
        reply = _answer(json.loads(request), data)
        reply["done"] = number == MOST_FILES - 1 or _peak() > MOST_KEPT
        message = json.dumps(reply).encode()
        taken.write(LENGTH.pack(len(message)) + message)
        taken.flush()


def _answer(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    name, form = request["name"], request["form"]
    limits = Limits(**request["limits"])
    _alarm(int(limits.seconds) + GRACE)
    try:
        cases = read_here(form, data, name, limits, request["options"])
        return {"cases": [json.loads(_plain(case)) for case in cases]}
    except IntakeError as error:
        return {"error": error.words.model_dump()}
    except (MemoryError, RecursionError):
        return {"error": unpacks_too_large(name).words.model_dump()}
    except Exception:  # noqa: BLE001  an error nobody thought of must still become a sentence at the file
        return {"error": damaged(name, FORM_NAMES.get(form, form)).words.model_dump()}
    finally:
        _alarm(0)


def _plain(case: Case) -> str:
    return case.model_dump_json()


def _bound_memory(most: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no such bound, a Mac may refuse it
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _peak() -> int:
    """The most memory this process has had, in kilobytes; 0 where the system does not tell.

    ``getrusage`` would not do: on Linux a new process starts with the peak of the one that started it.
    """
    with contextlib.suppress(OSError, ValueError, StopIteration):
        status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return int(next(line for line in status if line.startswith("VmHWM")).split()[1])
    return 0


def _alarm(seconds: int) -> None:
    """End this process by itself, should the one that started it be gone."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)
