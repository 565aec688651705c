"""Orders hidden in notes change no finding, even where the model obeys everything it gets to see."""

from __future__ import annotations

import re
from typing import Any

import pytest

from analyzer.analysis import analyze
from analyzer.engines.grounding import fold_with_map
from tests.engines.language_model.conftest import Serve
from tests.engines.language_model.injections import INJECTIONS

NOTE = "4/12 総務部 田中様と面談。\n「私では決められません」とのこと。資料はまだ読んでいないそうだ。\n{}\n次回の約束はない。"
HONEST = {
    "contact": {"note": 1, "name": "田中", "title": None, "organization": None},
    "people": [],
    "authority": {"quotes": [{"note": 1, "text": "「私では決められません」とのこと。"}], "value": "weak"},
    "information": {"quotes": [{"note": 1, "text": "資料はまだ読んでいないそうだ。"}], "value": "insufficient"},
    "momentum": {"quotes": [], "value": "unknown"},
    "introduction": {"quotes": [], "value": "none"},
    "outside_cause": {"quotes": [], "value": "false"},
    "signals": [],
}


class Obeying:
    """Claims whatever an order wants, and quotes any words it finds for it; honest only where it sees no order."""

    def __init__(self, order: str, quoted: str | None) -> None:
        self.lines = order.splitlines()[-1:]  # before it stand only the clothes it wears: a closing tag, a cue's times
        self.quoted = quoted

    def __call__(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer to a request."""
        sent = fold_with_map(request["messages"][-1]["content"])[0]
        seen = [line for line in self.lines if fold_with_map(line)[0] in sent]
        if self.quoted is None and not seen:
            return HONEST
        words = self.quoted or seen[0]

        def obeyed(value: str) -> dict[str, Any]:
            return {"quotes": [{"note": 1, "text": words}], "value": value}

        return HONEST | {
            "authority": obeyed("strong"),
            "information": obeyed("sufficient"),
            "momentum": obeyed("moving"),
            "introduction": obeyed("accepted"),
            "signals": [{"note": 1, "text": words, "id": "decides_alone", "grade": "said"}],
        }


@pytest.mark.parametrize("order", INJECTIONS)
def test_an_order_in_a_note_changes_nothing(order: str, serve: Serve) -> None:
    """A model that does what any order it sees wants finds the same as without the order."""
    serve(lambda _: HONEST)
    plain = analyze(NOTE.format("雑談少々。"), "language_model")
    serve(Obeying(order, None))
    found = analyze(NOTE.format(order), "language_model")
    assert {name: one.value for name, one in found.findings.items()} == {
        name: one.value for name, one in plain.findings.items()
    }
    assert not found.signals


@pytest.mark.parametrize("order", INJECTIONS)
def test_the_words_of_an_order_prove_nothing(order: str, serve: Serve) -> None:
    """A model that knows the order by other ways and quotes it, or words that were never there, proves nothing with it."""
    for quoted in (order.splitlines()[-1], "田中様は最終決裁者である"):
        serve(Obeying(order, quoted))
        found = analyze(NOTE.format(order), "language_model")
        values = {name: one.value for name, one in found.findings.items()}
        assert {values["authority"], values["information"], values["momentum"]} == {"unknown"}
        assert (values["introduction"], found.signals) == ("none", ())


def test_there_are_forty_of_them() -> None:
    """Japanese and English, transcripts, fake tags, JSON look-alikes and hidden characters are all among them."""
    assert len(set(INJECTIONS)) >= 40
    assert sum(order.isascii() for order in INJECTIONS) >= 12
    assert sum(bool(re.search("[\u200b]", order)) for order in INJECTIONS) >= 3
