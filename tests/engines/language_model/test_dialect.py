"""What a server refuses is learned once and remembered."""

from __future__ import annotations

from typing import Any

import pytest

from analyzer.analysis import analyze
from analyzer.engines.language_model.schema import BOUNDS, answer_schema
from tests.engines.language_model.conftest import Serve
from tests.faults.test_failures import ANSWER, NOTE
from tests.model_server import Reply, refused


def _form(request: dict[str, Any]) -> str:
    asked = request.get("response_format", {"type": "plain"})
    if asked["type"] != "json_schema":
        return str(asked["type"])
    return "schema" if "maxLength" in str(asked) else "schema_without_bounds"


def _strict_about(**refusals: str) -> Any:
    """A server that refuses a request in one of these forms, or with one of these parameters, in these words."""

    def answering(request: dict[str, Any]) -> Reply | dict[str, Any]:
        for name, words in refusals.items():
            if name in request or name == _form(request):
                return refused(400, words)
        return ANSWER

    return answering


FORMS = {
    "a server that takes a strict schema": ({}, ["schema"]),
    "one that takes it without bounds": (
        {"schema": "Invalid schema for response_format: 'maxLength' is not permitted."},
        ["schema", "schema_without_bounds"],
    ),
    "one with JSON mode only": (
        {"schema": "response_format type json_schema is not supported"},
        ["schema", "json_object"],
    ),
    "one with nothing": (
        {"schema": "unknown field response_format", "json_object": "unknown field response_format"},
        ["schema", "json_object", "plain"],
    ),
}


@pytest.mark.parametrize("kind", FORMS)
def test_the_form_is_chosen_by_what_the_server_answers(kind: str, serve: Serve) -> None:
    """Each refusal leads one step down, and the second analysis starts where the first one ended."""
    refusals, forms = FORMS[kind]
    server = serve(_strict_about(**refusals))
    for _ in range(2):
        assert analyze(NOTE, "language_model").findings["authority"].value == "strong"
    assert [_form(request) for request in server.requests] == [*forms, forms[-1]]


def test_parameters_a_model_does_not_know_are_left_out(serve: Serve) -> None:
    """Temperature, store and max_tokens are given up one by one where the server names them, and not sent again."""
    server = serve(
        _strict_about(
            temperature="Unsupported value: 'temperature' does not support 0 with this model.",
            store="Unrecognized request argument supplied: store",
            max_tokens="Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
        )
    )
    analyze(NOTE, "language_model")
    analyze(NOTE, "language_model")
    assert len(server.requests) == 5
    assert server.requests[0]["temperature"] == 0
    assert server.requests[0]["store"] is False
    last = server.requests[-1]
    assert not {"temperature", "store", "max_tokens"} & set(last)
    assert last["max_completion_tokens"] > 0


def test_one_repair_round(serve: Serve) -> None:
    """Words instead of JSON are asked for once more, with what was wrong; the second answer counts."""
    replies: list[Any] = [
        "田中様は決裁者です。",
        "```json\n" + str(ANSWER).replace("'", '"').replace("None", "null") + "\n```",
    ]
    server = serve(lambda _: replies.pop(0))
    assert analyze(NOTE, "language_model").findings["authority"].value == "strong"
    assert [message["role"] for message in server.requests[1]["messages"]] == ["system", "user", "assistant", "user"]


def test_every_string_and_array_is_bounded() -> None:
    """In the strict schema each string has a length or is one of a list, each array a length, each object all its keys required and no others."""

    def look(part: Any) -> int:
        if isinstance(part, list):
            return sum(map(look, part))
        if not isinstance(part, dict):
            return 0
        if part.get("type") == "string":
            assert "maxLength" in part or "enum" in part, part
        if part.get("type") == "array":
            assert "maxItems" in part
        if part.get("type") == "object":
            assert part["additionalProperties"] is False
            assert part["required"] == list(part["properties"])
        return 1 + sum(map(look, part.values()))

    assert look(answer_schema(("one", "two"))) > 20


def test_quotes_come_before_the_value() -> None:
    """The schema has every finding's quotes written first."""
    for name, part in answer_schema(("one",))["$defs"].items():
        if "value" in part.get("properties", {}):
            assert list(part["properties"]) == ["quotes", "value"], name


def test_bounds_can_be_left_out() -> None:
    """The schema for servers that refuse bounds has none, and keeps the closed list."""
    text = str(answer_schema(("one",), bounded=False))
    assert not [bound for bound in BOUNDS if f"'{bound}'" in text]
    assert "'enum': ['one']" in text
