"""The decisions of the method, for every combination of finding values."""

from __future__ import annotations

import itertools

import pytest

from analyzer.catalogue import HypothesisEntry, load_catalogue
from analyzer.reading import VALUES, Aspect, Finding, Quote, Signal
from analyzer.rules.explain import explain
from analyzer.rules.matching import Matched, first_move, match
from analyzer.rules.situation import Situation
from analyzer.words import Words

CATALOGUE = load_catalogue()
ASPECTS: tuple[Aspect, ...] = ("authority", "information", "momentum", "introduction", "outside_cause")
COMBINATIONS = list(itertools.product(*(VALUES[aspect] for aspect in ASPECTS)))
ARTICLE = {"moves_direct_boss", "cannot_move_even_direct_boss"}


def quote(words: str = "words", start: int = 0) -> Quote:
    """A quote of these words."""
    return Quote(note=0, start=start, end=start + len(words), text=words)


def situation(
    authority: str = "weak",
    information: str = "sufficient",
    momentum: str = "stalled",
    introduction: str = "none",
    outside_cause: str = "false",
    *,
    checked: bool = True,
    signals: tuple[Signal, ...] = (),
) -> Situation:
    """A situation with these values, each shown by words of its own."""
    values = dict(zip(ASPECTS, (authority, information, momentum, introduction, outside_cause), strict=True))
    findings = {
        aspect: Finding(
            value=value,
            reason=Words(ja="理由", en="reason"),
            checked=checked or aspect != "introduction",
            quotes=(quote(aspect, 100 * number),),
        )
        for number, (aspect, value) in enumerate(values.items())
    }
    return Situation(findings, signals=signals)


def moves(matched: Matched) -> list[str]:
    """The ids of the moves, in order."""
    return [chosen.id for chosen in matched.moves]


def shown(matched: Matched) -> list[str]:
    """The ids of the hypotheses shown, in order."""
    return [one.entry.id for one in matched.shown]


@pytest.fixture(params=COMBINATIONS, ids="-".join)
def any_case(request: pytest.FixtureRequest) -> Situation:
    """Every combination of values in turn."""
    return situation(*request.param)


def test_there_are_216_combinations() -> None:
    """The invariants below are asserted on every combination of values there is."""
    assert len(COMBINATIONS) == 216


def test_something_useful_is_always_said(any_case: Situation) -> None:
    """No combination leaves the rep without a move, and the explanation ends in what to do first."""
    matched = match(any_case, CATALOGUE)
    assert matched.moves
    purpose = CATALOGUE.moves[matched.moves[0].id].purpose.ja.rstrip("。")
    assert any(purpose in sentence for sentence in explain(any_case, matched, CATALOGUE, "ja"))


def test_the_first_move_is_the_first_of_all(any_case: Situation) -> None:
    """What the advice would turn to is found without judging what it does not need, and is what all moves begin with."""
    assert first_move(any_case, CATALOGUE) == moves(match(any_case, CATALOGUE))[0]


def test_giving_up_is_never_offered_for_a_contact_not_shown_to_be_weak(any_case: Situation) -> None:
    """walk_away never appears for strong or unknown authority: that error is the dearest."""
    if any_case.value("authority") != "weak":
        assert "walk_away" not in moves(match(any_case, CATALOGUE))


def test_an_answered_introduction_is_never_suggested_again(any_case: Situation) -> None:
    """introduce_managers appears only while the introduction has not been raised."""
    if any_case.value("introduction") != "none":
        assert "introduce_managers" not in moves(match(any_case, CATALOGUE))


def test_at_most_three_hypotheses_are_shown(any_case: Situation) -> None:
    """The rest waits behind "more" and none gets lost."""
    matched = match(any_case, CATALOGUE)
    possible = {entry.id for entry in CATALOGUE.hypotheses.values() if entry.quadrant in any_case.possible_quadrants}
    assert len(matched.shown) <= 3
    assert {*shown(matched), *(one.judged.entry.id for one in matched.held_back)} == possible


def test_an_outside_cause_sets_the_hypotheses_aside(any_case: Situation) -> None:
    """With an outside cause nothing about the person is pressed, and checking the cause comes first unless the introduction was accepted."""
    if any_case.outside:
        matched = match(any_case, CATALOGUE)
        assert not matched.shown
        first = "brief_own_manager" if any_case.value("introduction") == "accepted" else "check_outside_cause"
        assert moves(matched)[0] == first


def test_an_unknown_axis_gives_one_question_and_no_hypothesis(any_case: Situation) -> None:
    """Without a quadrant there is exactly one question for each unknown axis, and hypotheses only as "could become"."""
    matched = match(any_case, CATALOGUE)
    for aspect in ("authority", "information"):
        asked = [question for question in matched.questions if question.aspect == aspect]
        assert len(asked) == (any_case.value(aspect) == "unknown")
    if any_case.quadrant is None:
        assert not matched.shown
        assert {one.because for one in matched.held_back} == {"outside_cause" if any_case.outside else "could_become"}


def test_a_customer_who_moves_is_not_pressed(any_case: Situation) -> None:
    """In the other three quadrants a moving customer's own step comes first and hypotheses wait; in the third the article's two stay."""
    if any_case.value("momentum") != "moving" or any_case.outside or any_case.quadrant is None:
        return
    matched = match(any_case, CATALOGUE)
    if any_case.quadrant == "weak_sufficient":
        assert set(shown(matched)) == ARTICLE
    else:
        assert moves(matched)[0] == "follow_customers_step"
        assert {one.because for one in matched.held_back} == {"if_it_stalls"}
        assert not matched.shown


@pytest.mark.parametrize("momentum", VALUES["momentum"])
def test_the_third_quadrant_follows_the_article(momentum: str) -> None:
    """Accepted leads with the brief, declined with another route and letting go, not raised with the introduction."""
    assert moves(match(situation(momentum=momentum, introduction="accepted"), CATALOGUE))[0] == "brief_own_manager"
    assert moves(match(situation(momentum=momentum, introduction="declined"), CATALOGUE))[:2] == [
        "find_another_route",
        "walk_away",
    ]
    assert moves(match(situation(momentum=momentum, introduction="none"), CATALOGUE))[0] == "introduce_managers"
    for introduction in VALUES["introduction"]:
        assert set(shown(match(situation(momentum=momentum, introduction=introduction), CATALOGUE))) >= ARTICLE


def test_an_unproved_introduction_is_only_asked_about() -> None:
    """Where the engine's words on the introduction were not found, the rep is asked and nothing is proposed anew."""
    matched = match(situation(introduction="none", checked=False), CATALOGUE)
    assert "introduce_managers" not in moves(matched)
    assert "introduction_unproved" in [question.id for question in matched.questions]


def test_an_accepted_introduction_supports_that_the_boss_can_be_moved() -> None:
    """The founding situation: agreed to after some time, so the first article hypothesis is supported and the second weakened."""
    standing = {one.entry.id: one.standing for one in match(situation(introduction="accepted"), CATALOGUE).shown}
    assert standing["moves_direct_boss"] == "supported"
    assert standing["cannot_move_even_direct_boss"] == "weakened"


def test_giving_up_is_firm_only_with_a_second_independent_sign() -> None:
    """The refusal's own words are no second sign; another sentence that shows the same is."""
    refusal = Finding(value="declined", reason=Words(ja="x", en="x"), quotes=(quote("refused", 0),))
    authority = Finding(value="weak", reason=Words(ja="x", en="x"), quotes=(quote("refused", 0),))
    base = situation(introduction="declined")
    alone = Situation({**base.findings, "introduction": refusal, "authority": authority})
    second = Signal(id="ignored_or_blocked", quote=quote("came back unread", 50))
    firm = {chosen.id: chosen.firm for chosen in match(alone, CATALOGUE).moves}
    assert firm["walk_away"] is False
    seconded = Situation(alone.findings, signals=(second,))
    assert {chosen.id: chosen.firm for chosen in match(seconded, CATALOGUE).moves}["walk_away"] is True


@pytest.mark.parametrize("entry", CATALOGUE.hypotheses.values(), ids=lambda entry: entry.id)
def test_a_supporting_signal_never_lowers_a_standing(entry: HypothesisEntry) -> None:
    """Monotony: adding one supporting signal raises the score, and one weakening signal lowers it."""
    from analyzer.rules.standing import judge

    authority, information = entry.quadrant.split("_")
    base = situation(authority, information)
    rank = {"weakened": 0, "open": 1, "supported": 2}
    for weights, sign in ((entry.supported_by, 1), (entry.weakened_by, -1)):
        for weighed in weights:
            signal = Signal(id=weighed.signal, quote=quote())
            before, after = (
                judge(entry, base, CATALOGUE),
                judge(entry, situation(authority, information, signals=(signal,)), CATALOGUE),
            )
            assert sign * (after.score - before.score) > 0
            assert sign * (rank[after.standing] - rank[before.standing]) >= 0
