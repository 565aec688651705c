"""Cases that do not fit into one request: how tokens are counted, notes split and readings merged."""

from __future__ import annotations

import gzip
import importlib.util
import socket
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.analysis import analyze
from analyzer.engines.language_model import tokens
from analyzer.engines.language_model.merging import merged
from analyzer.engines.language_model.prompting import Piece
from analyzer.engines.language_model.splitting import requests
from analyzer.engines.wording import plain_reason
from analyzer.reading import NOTHING_SHOWN, VALUES, Aspect, Contact, EngineInfo, Finding, Quote, Reading
from eval.labelled import LabelledCase
from tests.engines.language_model.conftest import Serve, configure
from tests.engines.language_model.gold import GoldModel, answer_of


@pytest.fixture
def no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if no table of tokens were at hand."""
    monkeypatch.setattr(tokens, "_encoding", lambda: None)


@settings(deadline=None)
@given(st.lists(st.text(max_size=400), min_size=1, max_size=3), st.integers(50, 400))
def test_splitting_loses_nothing_and_keeps_the_order(texts: list[str], budget: int) -> None:
    """Put together again the parts are the notes, and no request holds more than the budget unless one stretch alone does."""
    pieces = [Piece(note=number, text=text) for number, text in enumerate(texts)]
    groups = requests(pieces, budget)
    parts = [part for group in groups for part in group]
    assert ["".join(part.text for part in parts if part.note == number) for number in range(len(texts))] == texts
    assert [part.note for part in parts] == sorted(part.note for part in parts)
    assert all(tokens.fits("\n".join(part.text for part in group), budget) for group in groups if len(group) > 1)


def test_a_case_that_fits_is_one_request() -> None:
    """Three short notes go together."""
    assert len(requests([Piece(note=number, text="短い。") for number in range(3)], 1_000)) == 1


def test_notes_are_cut_at_lines() -> None:
    """A long transcript is cut between utterances, never inside one that fits."""
    text = "".join(f"佐藤{number}: お世話になっております。本日はよろしくお願いします。\n" for number in range(60))
    for group in requests([Piece(note=0, text=text)], 300):
        assert all(part.text.startswith("佐藤") and part.text.endswith("\n") for part in group)


def test_a_long_case_comes_out_whole(
    serve: Serve, tune_cases: list[LabelledCase], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A case cut into several requests has the labels of the answers to its parts."""
    case = max(tune_cases, key=lambda one: sum(len(note.text) for note in one.notes))
    configure(monkeypatch, KAMOSHIRENAI_NOTE_TOKENS="200")
    server = serve(GoldModel([case]))
    analysis = analyze(case.case, "language_model")
    assert len(server.requests) > 1
    assert {aspect: analysis.findings[aspect].value for aspect in VALUES} == {
        aspect: answer_of(case)[aspect]["value"] for aspect in VALUES
    }


def _reading(contact: str | None = None, dropped: int = 0, **values: str) -> Reading:
    quote = Quote(note=0, start=0, end=1, text="x")
    findings: dict[Aspect, Finding] = {}
    for aspect in VALUES:
        value = values.get(aspect, NOTHING_SHOWN[aspect])
        quotes = (quote,) if value not in (NOTHING_SHOWN[aspect], "unproved") else ()
        shown = NOTHING_SHOWN[aspect] if value == "unproved" else value
        findings[aspect] = Finding(
            value=shown, reason=plain_reason(aspect, shown), quotes=quotes, checked=value != "unproved"
        )
    who = Contact(name=contact, quote=quote) if contact else None
    return Reading(engine=EngineInfo(name="test"), contact=who, findings=findings, dropped=dropped)


def test_later_parts_override_earlier_ones() -> None:
    """The last proved value stands; a part that shows nothing, or proves nothing, leaves it standing; what was dropped adds up."""
    found = merged(
        [
            _reading(authority="strong", introduction="proposed", momentum="stalled", dropped=1),
            _reading(authority="weak", introduction="unproved", information="unproved"),
            _reading(introduction="accepted", dropped=2),
        ]
    )
    values = {aspect: found.findings[aspect].value for aspect in VALUES}
    assert values == {
        "authority": "weak",
        "information": "unknown",
        "momentum": "stalled",
        "introduction": "accepted",
        "outside_cause": "false",
    }
    assert not found.findings["information"].checked
    assert found.dropped == 3


def test_the_contact_most_parts_name_is_the_contact() -> None:
    """A person who shows up in one part does not replace the one all the others are about; of equals the later counts."""
    assert merged([_reading("田中"), _reading("田中一郎"), _reading("佐藤")]).contact.name == "田中一郎"  # type: ignore[union-attr]
    assert merged([_reading("田中"), _reading("佐藤")]).contact.name == "佐藤"  # type: ignore[union-attr]


@pytest.mark.usefixtures("no_table")
def test_without_a_table_tokens_are_estimated_and_labelled() -> None:
    """The estimate says that it is one."""
    assert tokens.count("田中様").counted is False


def test_the_estimate_is_on_the_safe_side(tune_cases: list[LabelledCase]) -> None:
    """No tuning note has more tokens than the estimate says, and the counted ones say that they are counted."""
    assert importlib.util.find_spec("bpe_openai"), "the table comes with the llm extra"
    for case in tune_cases:
        for note in case.notes:
            counted = tokens.count(note.text)
            assert counted.counted
            assert counted.tokens <= tokens.estimate(note.text)


def test_a_table_that_is_not_the_true_one_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cached table of another content is neither used nor replaced by a download."""
    monkeypatch.setattr(tokens, "_copies", lambda: iter([b"aGVsbG8= 0\n", gzip.compress(b"x")]))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("looked up an address"))
    tokens._encoding.cache_clear()
    assert tokens.count("田中様").counted is False
    tokens._encoding.cache_clear()


def test_tiktokens_own_cache_is_looked_into(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A copy in tiktoken's cache folder is found by tiktoken's own naming."""
    (tmp_path / "fb374d419588a4632f3f557e76b4b70aebbca790").write_bytes(b"a copy")
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    assert b"a copy" in list(tokens._copies())
