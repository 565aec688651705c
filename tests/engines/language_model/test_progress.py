"""How long a model inside the program will still take, and how its questions fit into its context."""

from __future__ import annotations

import pytest

from analyzer.case import Case, Profile
from analyzer.engines.language_model import tokens
from analyzer.engines.language_model.engine import fitted, prepare
from analyzer.engines.language_model.progress import USUAL_ANSWER, Clock, time_left
from analyzer.settings import settings
from tests.engines.language_model.conftest import configure


def test_what_is_left_follows_the_speed_of_reading_and_writing() -> None:
    """Half a question read in ten seconds leaves ten for the rest and more for the answer; writing at a steady pace leaves the tokens that are missing."""
    clock = Clock(most=4_000)
    assert clock.left(0) == 0
    clock.read(1_000, 2_000, 10.0)
    assert clock.left(0) > 10
    for second in range(101):
        clock.wrote(float(second))
    assert clock.left(100.0) == pytest.approx(USUAL_ANSWER - 101)


def test_a_long_answer_is_measured_by_its_bound() -> None:
    """Once an answer is longer than usual, what is left is what it may still have."""
    clock = Clock(most=1_000)
    for second in range(USUAL_ANSWER + 1):
        clock.wrote(float(second))
    assert clock.left(float(USUAL_ANSWER)) == pytest.approx(1_000 - USUAL_ANSWER - 1)


@pytest.mark.parametrize(
    ("seconds", "ja", "en"), [(1, "5秒", "5 s"), (64, "1分5秒", "1 min 5 s"), (121, "2分", "2 min")]
)
def test_the_time_is_told_in_round_words(seconds: float, ja: str, en: str) -> None:
    """Seconds are rounded to five, whole minutes stand alone."""
    words = time_left(seconds)
    assert words.ja.endswith(f"残り約{ja}")
    assert f"about {en} left" in words.en


@pytest.mark.parametrize("context", [8_192, 16_384])
def test_a_question_to_a_model_file_leaves_room_for_the_answer(context: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long a case, instructions, notes and answer fit together into the context, even if the file's own table makes a third more of them."""
    configure(monkeypatch, KAMOSHIRENAI_MODEL="some.gguf", KAMOSHIRENAI_LOCAL_CONTEXT=str(context))
    now = fitted(settings())
    sent = prepare(Case.of_notes("田中様と面談。資料をお渡しした。\n" * 2_000), Profile(), now)
    assert len(sent.requests) > 1
    for request in sent.requests:
        asked = sum(tokens.count(message.content).tokens for message in request)
        assert asked * 4 / 3 + now.answer_tokens <= context
