"""The catalogue is complete, and what is wrong with a team's own file is said with file, entry and field."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analyzer.catalogue import CatalogueError, load_catalogue

IDS = {
    "strong_sufficient": [
        "no_reason_to_act_now",
        "afraid_of_failure",
        "waiting_for_others_to_agree",
        "mind_set_on_alternative",
    ],
    "strong_insufficient": [
        "not_seen_as_own_matter",
        "diluted_through_staff",
        "missing_one_key_fact",
        "held_back_by_wrong_premise",
    ],
    "weak_sufficient": [
        "moves_direct_boss",
        "cannot_move_even_direct_boss",
        "lacks_words_and_material",
        "avoids_the_trouble",
        "friendly_information_gatherer",
    ],
    "weak_insufficient": [
        "becomes_ally_once_informed",
        "outside_the_decision_path",
        "only_being_polite",
        "weak_only_for_now",
    ],
}
CATALOGUE = load_catalogue()


def test_every_hypothesis_of_the_method_is_there() -> None:
    """The seventeen ids stand in their quadrants, and only the founding article's own two are marked as its."""
    found: dict[str, list[str]] = {}
    for entry in CATALOGUE.hypotheses.values():
        found.setdefault(entry.quadrant, []).append(entry.id)
    assert found == IDS
    assert [entry.id for entry in CATALOGUE.hypotheses.values() if entry.source == "article"] == IDS["weak_sufficient"][
        :2
    ]


def test_the_articles_own_words_are_kept() -> None:
    """The two article hypotheses are worded as in the article, and its four moves are marked as its."""
    assert CATALOGUE.hypotheses["moves_direct_boss"].statement.ja == "この人は直属の上司なら動かせるかもしれない"
    assert (
        CATALOGUE.hypotheses["cannot_move_even_direct_boss"].statement.ja
        == "この人は直属の上司すら動かせないかもしれない"
    )
    article = {entry.id for entry in CATALOGUE.moves.values() if entry.source == "article"}
    assert article == {"introduce_managers", "brief_own_manager", "find_another_route", "walk_away"}


def test_every_hypothesis_is_a_maybe_with_evidence_both_ways() -> None:
    """Each ends in かもしれない, has signals for and against it, and a probe that exists."""
    for entry in CATALOGUE.hypotheses.values():
        assert entry.statement.ja.endswith("かもしれない")
        assert entry.statement.en.startswith("It may be that")
        assert entry.supported_by
        assert entry.weakened_by
        assert entry.probe in CATALOGUE.moves


def test_wordings_are_polite_and_never_open_with_the_boss() -> None:
    """No wording asks "why" outright or opens with a request for the boss's presence; none degrades the contact."""
    for move in CATALOGUE.moves.values():
        wording = move.wording.ja
        assert not re.search(r"なぜ|どうして", wording)
        assert not re.match(r"[「]?(?:ご)?上司の方(?:に|を)", wording)
        assert not re.search(r"決められない人|使えない|権限がない", "".join((wording, move.what.ja, move.caution.ja)))


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("moves.yaml", "- id: [", ("moves.yaml", "line")),
        ("moves.yaml", "id: x", ("moves.yaml", "list")),
        ("signals.yaml", "- id: my_signal\n  source: extension\n", ("signals.yaml", "my_signal", "name")),
        ("signals.yaml", "- id: Bad Id\n", ("signals.yaml", "Bad Id")),
        (
            "questions.yaml",
            "- id: q\n  aspect: power\n  ask: {ja: あ, en: a}\n  why: {ja: あ, en: a}\n",
            ("questions.yaml", "entry q", "aspect"),
        ),
        (
            "questions.yaml",
            "- id: q\n  aspect: authority\n  ask: {ja: あ, en: a}\n  why: {ja: あ}\n",
            ("entry q", "why.en"),
        ),
    ],
)
def test_a_broken_team_file_is_told_with_file_entry_and_field(
    tmp_path: Path, file: str, text: str, words: tuple[str, ...]
) -> None:
    """The one line says where to look."""
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(tmp_path)
    assert all(word in str(caught.value) for word in words)
    assert "\n" not in str(caught.value)


def test_a_reference_to_nothing_is_refused(tmp_path: Path) -> None:
    """A hypothesis whose probe or signal does not exist is refused by name."""
    entry = CATALOGUE.hypotheses["afraid_of_failure"].model_copy(update={"probe": "no_such_move"})
    import yaml

    (tmp_path / "hypotheses.yaml").write_text(
        yaml.safe_dump([entry.model_dump(mode="json")], allow_unicode=True), encoding="utf-8"
    )
    with pytest.raises(CatalogueError, match=r"afraid_of_failure.*probe.*no_such_move"):
        load_catalogue(tmp_path)


def test_a_team_lays_its_own_words_over_an_entry(tmp_path: Path) -> None:
    """An entry of the same id replaces the built-in one and everything else stays."""
    mine = "- id: my_question\n  aspect: authority\n  ask: {ja: 自社の問い, en: our question}\n  why: {ja: 理由, en: reason}\n"
    (tmp_path / "questions.yaml").write_text(mine, encoding="utf-8")
    known = load_catalogue(tmp_path)
    assert known.questions["my_question"].ask.ja == "自社の問い"
    assert len(known.questions) == len(CATALOGUE.questions) + 1
