"""See whether the configured server answers at all, without sending any note."""

from __future__ import annotations

import time

from pydantic import BaseModel, ConfigDict

from analyzer.engines.language_model.calling import Conversation, Form
from analyzer.engines.language_model.connection import shown_server
from analyzer.engines.language_model.dialect import REMEMBERED
from analyzer.engines.language_model.engine import need_parts, server_of
from analyzer.engines.language_model.prompting import Message
from analyzer.settings import settings


class _Greeting(BaseModel):
    model_config = ConfigDict(extra="forbid")
    ready: bool


_SCHEMA = {
    "type": "object",
    "properties": {"ready": {"type": "boolean"}},
    "required": ["ready"],
    "additionalProperties": False,
}


def greet() -> str:
    """Where the server is, which model answered, how fast, and in which form it can be asked.

    Raises:
        Failed: it did not answer.
    """
    now = settings().model_copy(update={"answer_tokens": 200, "attempts": 1})
    need_parts()
    server = server_of(now)
    form = Form(_Greeting, {"schema": _SCHEMA, "schema_without_bounds": _SCHEMA})
    began = time.perf_counter()
    Conversation(server, form, now).ask([Message("user", 'Answer with this JSON object: {"ready": true}')])
    seconds = time.perf_counter() - began
    asked = REMEMBERED.of(server.base_url, server.model).form
    return f"{shown_server(server.base_url)}, {server.model}, {seconds:.1f} s, {asked}"
