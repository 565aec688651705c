"""Read a case with a language model: what is sent, the answer for each part, and the checked reading made of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from analyzer.case import Case, Profile, text_hash
from analyzer.engines.language_model import answers, connection, prompting
from analyzer.engines.language_model.cache import ResponseCache, forget_replies
from analyzer.engines.language_model.calling import Conversation, Form, Server, read_answer
from analyzer.engines.language_model.failures import Failed
from analyzer.engines.language_model.masking import Masked, masked
from analyzer.engines.language_model.merging import merged
from analyzer.engines.language_model.prompting import Message, Piece
from analyzer.engines.language_model.schema import BRIEF, Answer, answer_schema
from analyzer.engines.language_model.splitting import requests
from analyzer.engines.language_model.tokens import count
from analyzer.engines.orders import order_spans
from analyzer.engines.wording import ORDERS_IGNORED
from analyzer.reading import Doubt, EngineInfo, Reading, Usage
from analyzer.settings import Settings, settings

DEFAULT_MODEL = "gpt-4.1-mini"
_AXES = ("authority", "information")
_OTHER_TABLE = 1.4
"""How many times more tokens a model file's own table may make of a text than the one that counts here."""
_FEWEST_NOTE_TOKENS = 200

Ask = Callable[[Sequence[Message]], tuple[Answer, Usage]]
"""Gives the answer to a request and what it cost."""


@dataclass(frozen=True)
class Sent:
    """What is sent about a case: the requests, and the way back from masks to the notes' own words."""

    requests: tuple[tuple[Message, ...], ...]
    mask: Masked


def fitted(now: Settings) -> Settings:
    """The settings with notes and answer small enough for the context of a model file; instructions and examples need their part of it."""
    if not now.local_model:
        return now
    answer = min(now.answer_tokens, now.local_context // 4)
    instructions = prompting.messages([])[0].content
    room = (now.local_context - answer) / _OTHER_TABLE - count(instructions).tokens
    return now.model_copy(
        update={"answer_tokens": answer, "note_tokens": max(_FEWEST_NOTE_TOKENS, min(now.note_tokens, int(room)))}
    )


def prepare(case: Case, profile: Profile, now: Settings) -> Sent:
    """The requests for a case: orders to the reader withheld, masked where that is asked for, split where too long."""
    now = fitted(now)
    texts = [prompting.without_orders(note.text) for note in case.notes]
    mask = masked(texts, (profile.name, profile.manager_name)) if now.mask else Masked(texts)
    pieces = [
        Piece(note=number, text=text, date=note.date.isoformat() if note.date else None)
        for number, (note, text) in enumerate(zip(case.notes, mask.texts, strict=True))
        if text.strip()
    ]
    return Sent(tuple(tuple(prompting.messages(group)) for group in requests(pieces, now.note_tokens)), mask)


def model_name(now: Settings) -> str:
    """The model that is asked for; a model file goes by its name without the folder."""
    if now.local_model:
        return now.local_model.name
    return now.model or DEFAULT_MODEL


def server_of(now: Settings) -> Server:
    """The server of the settings; a model file is started inside this program.

    Raises:
        Failed: none is configured, or it does not start.
    """
    if not now.language_model_configured:
        raise Failed("not_configured")
    if now.local_model:
        from analyzer.engines.language_model.local import running

        return running(now.local_model, now.local_context, now.local_threads)
    return Server(now.openai_base_url, now.openai_api_key.get_secret_value(), model_name(now))


class LanguageModel:
    """The engine ``language_model`` with the settings of this process; ``mask`` stands above them."""

    def __init__(self, *, mask: bool | None = None) -> None:
        self._mask = mask

    def read(self, case: Case, profile: Profile) -> Reading:
        """The reading of a case; see ``analyzer.engines.read_case``."""
        now = settings().masking(self._mask)
        need_parts()
        server = server_of(now)
        if not any(note.text.strip() for note in case.notes):
            raise Failed("empty", where=connection.shown_server(server.base_url))
        info = EngineInfo(name="language_model", model=server.model, prompt_version=prompting.prompt_version())
        asked = _kept(case, now, server.model, lambda messages: _asked(server, now, messages))
        return read_with(asked, case, profile, info, now)


def read_with(ask: Ask, case: Case, profile: Profile, info: EngineInfo, now: Settings) -> Reading:
    """The checked reading of a case from whoever answers its requests."""
    texts = [note.text for note in case.notes]
    own_names = (profile.name, profile.manager_name)
    signal_ids = prompting.signal_ids()
    sent = prepare(case, profile, now)
    readings, spent = [], Usage()
    for request in sent.requests:
        try:
            answer, used = ask(request)
        except Failed as failure:
            failure.usage = spent + (failure.usage or Usage())  # what the parts before it cost is spent all the same
            raise
        spent += used
        answer = _unmasked(answer, sent.mask)
        readings.append(answers.to_reading(answer, texts, info, signal_ids, own_names))
    reading = merged(readings)
    warnings = [answers.dropped_warning(reading.dropped)] if reading.dropped else []
    warnings += [ORDERS_IGNORED] if any(order_spans(text) for text in texts) else []
    doubts = cross_check(reading, case, own_names) if now.cross_check else ()
    return reading.model_copy(update={"warnings": tuple(warnings), "usage": spent, "doubts": doubts})


def cross_check(reading: Reading, case: Case, own_names: Sequence[str] = ()) -> tuple[Doubt, ...]:
    """The axes on which the embedded engine, reading the same notes, says the opposite."""
    from analyzer.engines.offline.engine import read

    other = read(case, own_names)
    found = []
    for aspect in _AXES:
        one, two = reading.findings[aspect], other.findings[aspect]  # type: ignore[index]
        if "unknown" not in (one.value, two.value) and one.value != two.value:
            found.append(
                Doubt(
                    aspect=aspect,  # type: ignore[arg-type]
                    value=one.value,
                    reason=one.reason,
                    quotes=one.quotes,
                    other_engine=other.engine.name,
                    other_value=two.value,
                    other_reason=two.reason,
                    other_quotes=two.quotes,
                )
            )
    return tuple(found)


@lru_cache(maxsize=4)
def reading_form(signal_ids: tuple[str, ...], *, brief: bool = False) -> Form[Answer]:
    """What an answer must look like, with this closed list of signals; ``brief`` where it may only be short."""
    schemas = {
        "schema": answer_schema(signal_ids, brief=brief),
        "schema_without_bounds": answer_schema(signal_ids, bounded=False),
    }
    return Form(Answer, schemas)


def _asked(server: Server, now: Settings, messages: Sequence[Message]) -> tuple[Answer, Usage]:
    now = fitted(now)
    form = reading_form(prompting.signal_ids(), brief=now.answer_tokens < BRIEF)
    conversation = Conversation(server, form, now)
    return conversation.ask(messages), conversation.usage


def _kept(case: Case, now: Settings, model: str, ask: Ask) -> Ask:
    """Ask, or take the answer from the response cache where one is named and holds it."""
    if now.response_cache is None:
        return ask
    cache = ResponseCache(now.response_cache)
    of_case = text_hash(note.text for note in case.notes)

    def answered(messages: Sequence[Message]) -> tuple[Answer, Usage]:
        question = "\0".join((model, prompting.prompt_version(), *(one.content for one in messages)))
        kept = cache.find(of_case, question)
        if kept is not None:
            try:
                return read_answer(kept, Answer), Usage()
            except ValueError:
                pass  # of an older form or damaged: asked again and overwritten
        answer, used = ask(messages)
        cache.keep(of_case, question, answer.model_dump_json())
        return answer, used

    return answered


def forget(case: Case) -> int:
    """Throw away every answer that the response cache keeps about a case's notes; gives how many there were."""
    return forget_replies(text_hash(note.text for note in case.notes))


def _unmasked(answer: Answer, mask: Masked) -> Answer:
    """The answer with every mask in it replaced by the notes' own words (which may be longer than a model's may be)."""
    if not mask.originals:
        return answer

    def restored(part: Any) -> Any:
        if isinstance(part, str):
            return mask.restored(part)
        if isinstance(part, tuple):
            return tuple(restored(one) for one in part)
        if isinstance(part, BaseModel):
            return part.model_copy(update={name: restored(value) for name, value in part})
        return part

    whole: Answer = restored(answer)
    return whole


def need_parts() -> None:
    """Say in a sentence that the extra is missing, before anything is imported from it.

    Raises:
        Failed: it is.
    """
    from importlib.util import find_spec

    if any(find_spec(name) is None for name in ("openai", "langchain_core")):
        raise Failed("not_installed", extra="llm")
