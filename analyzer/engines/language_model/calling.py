"""One question to the model and its answer: dialect learned, retries bounded in count and time, one repair round, usage counted.

Templates and rate limiter are langchain-core's. Its runnables' retry waits by a fixed rule, so it can neither honour a server's Retry-After
nor end by time, and its fallback does not hand on why the first way failed or what it cost; so tenacity, on which that retry stands, is used
itself, and ``analyzer.engines.choosing`` falls back in four lines.
"""

from __future__ import annotations

import json
import random
import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from analyzer.engines.language_model import connection, cost
from analyzer.engines.language_model.dialect import REMEMBERED, Dialect
from analyzer.engines.language_model.failures import Failed, TooMuch, TooSlow, kind_of
from analyzer.engines.language_model.progress import followed
from analyzer.engines.language_model.prompting import Message
from analyzer.reading import Usage
from analyzer.settings import Settings

if TYPE_CHECKING:
    import openai
    from langchain_core.rate_limiters import InMemoryRateLimiter
    from openai.types.chat import ChatCompletion

Shape = TypeVar("Shape", bound=BaseModel)
_PASSING = frozenset({"busy", "server", "timeout", "reset", "refused"})
"""Failures that may be gone a moment later."""
_LEARNABLE = frozenset({400, 404, 422, 500, 501})
_MOST_LESSONS = 6
_ONE_AT_A_TIME = threading.Lock()
"""A model inside the program answers one question after the other; waiting here is not silence of the server."""


@dataclass(frozen=True)
class Server:
    """Where to ask: address, key and model."""

    base_url: str
    key: str
    model: str
    local: bool = False
    """Whether it runs inside this program and so costs nothing."""

    def __repr__(self) -> str:
        return f"Server({connection.shown_server(self.base_url)!r}, model={self.model!r})"


@dataclass(frozen=True)
class Form(Generic[Shape]):
    """What the answer must look like: the model that reads it and the schemas that ask for it."""

    shape: type[Shape]
    schemas: dict[str, dict[str, Any]]


class Conversation(Generic[Shape]):
    """Asks one server for answers of one form; ``usage`` grows with every answer the server counted."""

    def __init__(self, server: Server, form: Form[Shape], settings: Settings) -> None:
        self.server = server
        self.form = form
        self.settings = settings
        self.usage = Usage()

    def ask(self, messages: Sequence[Message]) -> Shape:
        """The answer to the messages.

        Raises:
            Failed: the server did not give one, in the bounds of count and time.
        """
        try:
            return self._answer(messages)
        except Failed as failure:
            failure.usage = self.usage
            raise

    def _answer(self, messages: Sequence[Message]) -> Shape:
        words = self._reply(messages)
        try:
            return read_answer(words, self.form.shape)
        except ValueError as error:
            repair = Message(
                "user",
                f"That was not the JSON object that was asked for: {_complaint(error)}. Answer again, with the object only.",
            )
            again = self._reply([*messages, Message("assistant", words[:4_000]), repair])
        try:
            return read_answer(again, self.form.shape)
        except ValueError:
            raise Failed("shape") from None

    def _reply(self, messages: Sequence[Message]) -> str:
        """The words of one reply; what a refusal teaches about the server is used at once."""
        for _ in range(_MOST_LESSONS):
            dialect = REMEMBERED.of(self.server.base_url, self.server.model)
            try:
                reply = self._insist(lambda dialect=dialect: self._send(messages, dialect))  # type: ignore[misc]
            except _Lesson as lesson:
                REMEMBERED.keep(self.server.base_url, self.server.model, lesson.dialect)
                continue
            return self._words(reply)
        raise Failed("request", where=self._where, status=400)

    def _insist(self, send: Callable[[], ChatCompletion]) -> ChatCompletion:
        """Try again while the failure may pass; a server's Retry-After is honoured where it fits into the time there is."""
        import openai
        import tenacity

        began = time.monotonic()
        tries = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(self.settings.attempts)
            | tenacity.stop_before_delay(self.settings.retry_seconds),
            wait=_pause,
            retry=tenacity.retry_if_exception(
                lambda error: isinstance(error, openai.OpenAIError) and kind_of(error) in _PASSING
            ),
            reraise=True,
        )
        attempts = 0

        def once() -> ChatCompletion:
            nonlocal attempts
            attempts += 1
            return send()

        try:
            return tries(once)
        except openai.OpenAIError as error:
            raise self._failed(error, attempts, time.monotonic() - began) from None

    def _send(self, messages: Sequence[Message], dialect: Dialect) -> ChatCompletion:
        import openai

        cost.SPENT.check(None if self.server.local else self.settings.budget, self.server.model, self.settings.prices)
        limiter(self.settings.requests_per_second)
        parameters = dialect.parameters(self.form.schemas, self.settings.answer_tokens)
        self.usage += Usage(requests=1)
        try:
            reply = self._local(messages, parameters) if self.server.local else self._remote(messages, parameters)
        except openai.APIStatusError as error:
            better = dialect.learned(_said(error), error.status_code) if error.status_code in _LEARNABLE else None
            if better:
                raise _Lesson(better) from None
            raise
        except (json.JSONDecodeError, UnicodeDecodeError):
            raise Failed("not_json", where=self._where) from None
        except TooMuch:
            raise Failed("endless", where=self._where) from None
        except TooSlow:
            raise Failed("timeout", where=self._where, seconds=round(self.settings.timeout)) from None
        return reply

    def _remote(self, messages: Sequence[Message], parameters: dict[str, Any]) -> ChatCompletion:
        """The reply of a server, in one piece. The client's own look through a large schema takes milliseconds, so it goes as it is."""
        asked = connection.client(self.server.base_url, self.server.key, self.settings.timeout)
        return asked.chat.completions.create(model=self.server.model, messages=_spoken(messages), extra_body=parameters)

    def _local(self, messages: Sequence[Message], parameters: dict[str, Any]) -> ChatCompletion:
        """The reply of the model inside this program, as it is written; one question at a time, however long it takes."""
        import httpx2
        import openai

        asked = connection.client(self.server.base_url, self.server.key, self.settings.timeout, patient=True)
        with (
            _ONE_AT_A_TIME,
            asked.chat.completions.create(
                model=self.server.model,
                messages=_spoken(messages),
                stream=True,
                stream_options={"include_usage": True},
                extra_body=parameters | {"return_progress": True},
            ) as stream,
        ):
            try:
                return followed(stream, self.settings.answer_tokens)
            except httpx2.HTTPError as error:  # the client does not wrap what breaks a stream
                raise openai.APIConnectionError(request=stream.response.request) from error

    def _words(self, reply: ChatCompletion | Any) -> str:
        """The text of a reply, once everything that makes it none is ruled out."""
        choices = getattr(reply, "choices", None)
        if not isinstance(choices, list):
            raise Failed("not_json", where=self._where)
        self._count(getattr(reply, "usage", None))
        if not choices or getattr(choices[0], "message", None) is None:
            raise Failed("empty", where=self._where)
        choice = choices[0]
        if choice.finish_reason == "length":
            raise Failed("truncated")
        if choice.finish_reason == "content_filter":
            raise Failed("filtered", where=self._where)
        if getattr(choice.message, "refusal", None):
            raise Failed("refusal")
        if not isinstance(choice.message.content, str) or not choice.message.content.strip():
            raise Failed("empty", where=self._where)
        return choice.message.content

    def _count(self, counted: Any) -> None:
        """Add the tokens that the server counted for a reply, where it did."""
        used = cost.usage(
            self.server.model,
            _whole(counted, "prompt_tokens"),
            _whole(counted, "completion_tokens"),
            self.settings.prices,
        )
        self.usage += used.model_copy(update={"dollars": 0.0}) if self.server.local else used
        cost.SPENT.add(used)

    def _failed(self, error: openai.OpenAIError, attempts: int, seconds: float) -> Failed:
        status = getattr(error, "status_code", 0)
        return Failed(
            kind_of(error),
            where=self._where,
            model=self.server.model,
            status=status,
            attempts=attempts,
            seconds=round(seconds),
        )

    @property
    def _where(self) -> str:
        return connection.shown_server(self.server.base_url)


def _spoken(messages: Sequence[Message]) -> Any:
    return [{"role": one.role, "content": one.content} for one in messages]


class _Lesson(Exception):  # noqa: N818  no error, but what a refusal taught
    def __init__(self, dialect: Dialect) -> None:
        super().__init__()
        self.dialect = dialect


def _pause(state: Any) -> float:
    """Seconds to wait: what the server asks for, else four times as long each time, a little by chance so that many do not come back at once."""
    error = state.outcome.exception()
    headers = getattr(getattr(error, "response", None), "headers", {})
    try:
        asked = (
            float(headers.get("retry-after-ms", "")) / 1000
            if "retry-after-ms" in headers
            else float(headers.get("retry-after", ""))
        )
    except ValueError:
        asked = -1.0
    if asked >= 0:
        return asked + random.uniform(0, 0.05)  # noqa: S311  no secret
    return float(min(0.25 * 4 ** (state.attempt_number - 1), 8.0)) * random.uniform(0.75, 1)  # noqa: S311  no secret


@lru_cache(maxsize=4)
def _limiter(per_second: float) -> InMemoryRateLimiter:
    from langchain_core.rate_limiters import InMemoryRateLimiter

    return InMemoryRateLimiter(
        requests_per_second=per_second, check_every_n_seconds=0.02, max_bucket_size=max(1, per_second)
    )


def limiter(per_second: float) -> None:
    """Wait for one's turn where a limit is set."""
    if per_second:
        _limiter(per_second).acquire()


def _said(error: openai.APIStatusError) -> str:
    """What a refusal says, only to learn from it; it is never shown."""
    return f"{error.message} {error.param or ''}"


def _whole(counted: Any, name: str) -> int:
    number = getattr(counted, name, 0)
    return number if isinstance(number, int) and number >= 0 else 0


def read_answer(words: str, shape: type[Shape]) -> Shape:
    """The JSON object in a reply, whatever stands around it, in the shape that was asked for.

    Raises:
        ValueError: there is none, or it has another shape.
    """
    at = words.find("{")
    if at < 0:
        raise ValueError("there is no JSON object in it")
    found, _ = json.JSONDecoder().raw_decode(words, at)
    return shape.model_validate(found)


def _complaint(error: ValueError) -> str:
    """What was wrong with an answer, in a few words and without repeating any of it."""
    if isinstance(error, ValidationError):
        first = error.errors(include_input=False, include_url=False)[0]
        return f"{'.'.join(map(str, first['loc']))[:80]}: {re.sub(r'[{}]', '', first['msg'])[:120]}"
    return "it is no valid JSON"
