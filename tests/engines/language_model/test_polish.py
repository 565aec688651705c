"""A model may polish the brief's words, never its facts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from analyzer.analysis import Analysis, analyze
from analyzer.brief.documents import to_text
from analyzer.brief.polish import Polished, polish
from analyzer.case import Profile
from tests.engines.language_model.conftest import Serve
from tests.page.conftest import FOUNDING

PROFILE = Profile(name="北川", company="青葉システム", manager_name="沢田", manager_rank="部長")


@pytest.fixture
def founding() -> Analysis:
    """The founding situation, read by the embedded engine, with its brief."""
    return analyze(FOUNDING, "offline", profile=PROFILE)


def _polished(analysis: Analysis, serve: Serve, change: Callable[[str], str]) -> tuple[Polished, Any]:
    assert analysis.brief
    draft = to_text(analysis.brief)
    server = serve(lambda _: {"text": change(draft)})
    return polish(analysis.brief, [FOUNDING], PROFILE, analysis.findings["introduction"].value), server


def test_a_wording_that_keeps_the_facts_is_used(founding: Analysis, serve: Serve) -> None:
    """What changes no fact and breaks no rule stands."""
    found, _ = _polished(founding, serve, lambda draft: draft + "\n")
    assert found.kept_draft is None


@pytest.mark.parametrize(
    "added",
    ["架空野様にもお声がけください。", "予算は1,800万円です。", "12月24日に伺います。", "なんとか助けてください。"],
)
def test_an_added_fact_or_a_spoilt_rule_keeps_the_draft(added: str, founding: Analysis, serve: Serve) -> None:
    """A name, number or date of the model's own, or a phrase the lint refuses, leaves the plain draft standing, with the reason."""
    assert founding.brief
    found, _ = _polished(founding, serve, lambda draft: f"{draft}\n{added}")
    assert found.text == to_text(founding.brief)
    assert found.kept_draft


def test_a_wording_without_the_asks_keeps_the_draft(founding: Analysis, serve: Serve) -> None:
    """A shorter text that lost what the manager is asked to do is refused."""
    found, _ = _polished(founding, serve, lambda _: "よろしくお願いします。")
    assert found.kept_draft


def test_only_the_draft_is_sent(founding: Analysis, serve: Serve) -> None:
    """The notes do not go to the server for this; of them only what the draft itself quotes."""
    _, server = _polished(founding, serve, lambda draft: draft)
    sent = server.requests[0]["messages"][-1]["content"]
    assert "この半年で打合せは7回" not in sent
