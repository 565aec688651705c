"""Readings as background jobs: they belong to the server process, not to a browser's connection, and are found again by their id."""

from __future__ import annotations

import logging
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Literal

import streamlit as st

from analyzer.engines import EngineError
from analyzer.engines.language_model.progress import watched
from analyzer.page.texts import TEXTS
from analyzer.reading import Reading
from analyzer.words import Words

Stage = Literal["waiting", "reading", "keeping", "done", "failed", "cancelled"]

STAGES: tuple[Stage, ...] = ("waiting", "reading", "keeping")
"""Those on the way, in their order."""
MOST_AT_ONCE = 4
"""Readings made at the same time; more wait."""
KEPT_SECONDS = 3600.0
"""How long the outcome of a job can be picked up."""


class _StoppedError(Exception):
    """Nobody wants this reading any more."""


class Job:
    """One reading under way. Made by ``Jobs.start``; its fields are read by every session that knows its id."""

    def __init__(self, case_id: str, who: str) -> None:
        self.id = uuid.uuid4().hex[:12]
        self.case_id = case_id
        self.who = who
        self.started = time.monotonic()
        self.stage: Stage = "waiting"
        self.reading: Reading | None = None
        """What came out, once ``stage`` is ``done``."""
        self.left: float | None = None
        """Seconds that it will still take, where the engine can tell."""
        self.problem: Words | None = None
        """Why nothing came out, or why it could not be kept."""
        self._ended = threading.Event()
        self._lock = threading.Lock()

    @property
    def running(self) -> bool:
        """Whether it waits or works."""
        return not self._ended.is_set()

    @property
    def seconds(self) -> float:
        """Seconds since it was started."""
        return time.monotonic() - self.started

    def wait(self, seconds: float) -> bool:
        """Wait at most so long; tells whether it has ended."""
        return self._ended.wait(seconds)

    def cancel(self) -> None:
        """Give up: what the engine still answers is thrown away."""
        self._end("cancelled")

    def run(self, read: Callable[[], Reading], keep: Callable[[Reading], Words | None]) -> None:
        """Do the work, in a thread of the pool."""
        try:
            if not self._go("reading"):
                return
            with watched(self._told):
                reading = read()
            if not self._go("keeping"):
                return
            self.problem = keep(reading)
            self.reading = reading
            self._end("done")
        except _StoppedError:
            return
        except EngineError as error:
            self.problem = error.words
            self._end("failed")
        except Exception:  # whatever goes wrong, the rep's text stays and the page says so in their language
            logging.getLogger(__name__).exception("reading failed")
            self.problem = TEXTS["failed"]
            self._end("failed")

    def _told(self, left: float) -> None:
        """The engine says how long it will still take; where it was given up, it need not go on."""
        self.left = left
        if not self.running:
            raise _StoppedError

    def _go(self, stage: Stage) -> bool:
        with self._lock:
            if self.running:
                self.stage = stage
            return self.running

    def _end(self, stage: Stage) -> None:
        with self._lock:
            if self.running:
                self.stage = stage
                self._ended.set()


class Jobs:
    """The jobs of this server."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="reading")
        self._known: dict[str, Job] = {}
        self._lock = threading.Lock()

    def start(
        self, case_id: str, who: str, read: Callable[[], Reading], keep: Callable[[Reading], Words | None]
    ) -> Job:
        """Begin a reading.

        Args:
            case_id: of the case that is read; empty for one that is not saved.
            who: the user who may pick it up.
            read: gives the reading, or raises ``EngineError``.
            keep: saves it; returns a sentence where that was not possible.
        """
        job = Job(case_id, who)
        with self._lock:
            for old in [one for one in self._known.values() if not one.running and one.seconds > KEPT_SECONDS]:
                del self._known[old.id]
            self._known[job.id] = job
        self._pool.submit(job.run, read, keep)
        return job

    def find(self, job_id: str, who: str) -> Job | None:
        """The job with this id, if it is this user's."""
        job = self._known.get(job_id)
        return job if job and job.who == who else None

    def of_case(self, case_id: str, who: str) -> Job | None:
        """The reading of a case that is running, if there is one."""
        every = (job for job in list(self._known.values()) if job.case_id == case_id and job.who == who)
        return next((job for job in every if job.running), None)

    def running(self, who: str) -> int:
        """How many readings of this user are under way."""
        return sum(job.running and job.who == who for job in list(self._known.values()))


@st.cache_resource(show_spinner=False)
def jobs() -> Jobs:
    """The jobs of this server, the same for every session."""
    return Jobs()
