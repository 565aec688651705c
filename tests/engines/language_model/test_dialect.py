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
    "one that cannot say what it dislikes": (
        {"schema": "The provided JSON schema contains features not supported by xgrammar."},
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


def test_more_than_was_asked_for_is_cut(serve: Serve) -> None:
    """Without bounds a server may send a longer list, a longer quote or a bare ``true``: what was asked for of it is used, without asking again."""
    quote = {"note": 1, "text": "「私が決めます」"}
    long = {"note": 1, "text": "営業部の田中様と面談。" + "長" * 400}
    answer = ANSWER | {
        "authority": {"quotes": [quote] * 5, "value": "strong"},
        "outside_cause": {"quotes": [long], "value": True},
    }
    server = serve(lambda _: answer)
    analysis = analyze(NOTE, "language_model")
    assert (len(server.requests), analysis.findings["authority"].value) == (1, "strong")
    assert analysis.findings["outside_cause"].value == "false"


@pytest.mark.parametrize("words", ["max_tokens: unknown parameter", "body -> max_tokens: extra fields not permitted"])
def test_a_server_that_only_knows_the_newer_length(words: str, serve: Serve) -> None:
    """Also where the refusal does not name the parameter to use instead, the newer one is tried."""
    server = serve(_strict_about(max_tokens=words))
    assert analyze(NOTE, "language_model").findings["authority"].value == "strong"
    assert len(server.requests) == 2
    assert "max_completion_tokens" in server.requests[1]


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


def test_a_brief_answer_has_narrow_bounds() -> None:
    """Whatever a model writes, an answer in brief has at most 3,000 characters besides the white space."""

    def longest(part: Any, defs: dict[str, Any]) -> int:
        if "$ref" in part:
            return longest(defs[part["$ref"].rsplit("/", 1)[1]], defs)
        if "anyOf" in part:
            return max(longest(one, defs) for one in part["anyOf"])
        if "enum" in part:
            return max(len(one) for one in part["enum"]) + 2
        if part["type"] == "array":
            return int(part["maxItems"]) * (longest(part["items"], defs) + 1) + 2
        if part["type"] == "object":
            return sum(len(name) + 4 + longest(one, defs) for name, one in part["properties"].items()) + 2
        return int(part.get("maxLength", 4)) + 2

    schema = answer_schema(("one", "coordinates_inside"), brief=True)
    assert longest(schema, schema["$defs"]) < 3_000
    whole = answer_schema(("one", "coordinates_inside"))
    assert longest(whole, whole["$defs"]) > 8_000


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
