"""How long a model that runs inside the program will still take: its reply is read as it is written, and whoever watches is told."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from analyzer.words import Words

if TYPE_CHECKING:
    from openai import Stream
    from openai.types.chat import ChatCompletion, ChatCompletionChunk

Watcher = Callable[[float], None]
"""Is told, about once a second, how many seconds are left."""
USUAL_ANSWER = 600
"""Tokens that an answer mostly has."""
_WRITING = 6.0
"""How many times longer a token takes to write than to read, as long as nothing has been written yet."""
_WATCHER: ContextVar[Watcher | None] = ContextVar("watcher", default=None)


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Let a reading in this thread say how long it will still take."""
    before = _WATCHER.set(watcher)
    try:
        yield
    finally:
        _WATCHER.reset(before)


def time_left(seconds: float) -> Words:
    """The remaining time in words."""
    minutes, rest = divmod(max(5, 5 * round(seconds / 5)), 60)
    ja = (f"{minutes}分" if minutes else "") + (f"{rest}秒" if rest or not minutes else "")
    en = " ".join([f"{minutes} min"] * bool(minutes) + [f"{rest} s"] * bool(rest or not minutes))
    return Words(ja=f"言語モデルが読んでいます。残り約{ja}", en=f"The language model is reading: about {en} left")


class Clock:
    """Estimates what is left from what the server says it has read and from how fast it writes."""

    def __init__(self, most: int) -> None:
        self._usual, self._most = min(USUAL_ANSWER, most), most
        self._first: float | None = None
        self._written = 0
        self._reading = 0.0

    def read(self, done: int, of: int, seconds: float) -> None:
        """So many tokens of the question are read after so many seconds."""
        each = seconds / done if done else 0.0
        self._reading = (of - done + self._usual * _WRITING) * each

    def wrote(self, now: float) -> None:
        """One more token of the answer is written."""
        self._written += 1
        if self._first is None:
            self._first = now

    def left(self, now: float) -> float:
        """Seconds, as it looks now; 0 while nothing is known."""
        if self._written < 2 or self._first is None:
            return self._reading
        end = self._usual if self._written < self._usual else self._most
        return (now - self._first) / (self._written - 1) * (end - self._written)


def followed(stream: Stream[ChatCompletionChunk], most: int) -> ChatCompletion:
    """The whole reply of a stream of at most so many tokens; the watcher is told what is left meanwhile."""
    from openai.types.chat import ChatCompletion

    clock, watcher, told = Clock(most), _WATCHER.get(), 0.0
    words: list[str] = []
    finish, used = "stop", None
    for chunk in stream:
        now = time.monotonic()
        used = chunk.usage or used
        for choice in chunk.choices[:1]:
            words.append(choice.delta.content or "")
            finish = choice.finish_reason or finish
        _note(clock, chunk, now)
        if watcher and now - told >= 1 and (left := clock.left(now)):
            told = now
            watcher(left)
    message = {"role": "assistant", "content": "".join(words)}
    return ChatCompletion.model_validate({
        "id": "", "object": "chat.completion", "created": 0, "model": "", "usage": used and used.model_dump(),
        "choices": [{"index": 0, "finish_reason": finish, "message": message}],
    })  # fmt: skip


def _note(clock: Clock, chunk: ChatCompletionChunk, now: float) -> None:
    """Let the clock know what a piece of the stream says: how much is read, or another token."""
    read: Any = getattr(chunk, "prompt_progress", None)
    if isinstance(read, dict):
        clock.read(read["processed"] - read["cache"], read["total"] - read["cache"], read["time_ms"] / 1000)
    elif chunk.choices and chunk.choices[0].delta.content:
        clock.wrote(now)
