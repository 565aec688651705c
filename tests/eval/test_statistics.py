"""The statistics are those of the textbooks: against SciPy, scikit-learn and examples worked by hand."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, cohen_kappa_score, confusion_matrix, f1_score

from eval.agreement import kappas, repeat_agreement
from eval.confidence import Sure, calibration, trade_off
from eval.engines import estimate, known_price, parse_price
from eval.labelled import SignalLabel
from eval.paired import compare, difference_interval, mcnemar
from eval.scoring import cost_of, f1_interval, metrics, share
from eval.signals import score_signals
from tests.eval.helpers import case, labels

VALUES = ["strong", "weak", "unknown"]


def test_wilson_interval_is_the_textbooks() -> None:
    """8 of 10 gives Wilson's 49.0 % to 94.3 %; nothing of nothing gives no number."""
    found = share(8, 10)
    assert (round(found["low"], 3), round(found["high"], 3)) == (0.490, 0.943)
    assert share(0, 0)["value"] is None


def test_the_f1_interval_holds_scikit_learns_value() -> None:
    """The bootstrap's interval lies around scikit-learn's macro-F1, and is a point where everything is right."""
    draw = np.random.default_rng(1)
    gold = draw.choice(VALUES, 80).tolist()
    given = [one if draw.random() < 0.8 else "weak" for one in gold]
    low, high = f1_interval(gold, given) or (2, -1)
    assert low < f1_score(gold, given, average="macro") < high
    assert f1_interval(gold, gold) == [1.0, 1.0]
    assert f1_interval(gold[:1], given[:1]) is None


def test_mcnemar_is_exact() -> None:
    """Six won and none lost is 2/64; five to one 14/64; nothing changed is 1."""
    assert mcnemar(6, 0) == pytest.approx(2 / 64)
    assert mcnemar(5, 1) == pytest.approx(14 / 64)
    assert mcnemar(0, 0) == 1


def test_the_bootstrap_interval_of_a_difference() -> None:
    """Ten of forty better gives a difference of 25 points inside its interval; no change gives a point at nought."""
    before, after = [False] * 10 + [True] * 30, [True] * 40
    low, high = difference_interval(before, after)
    assert 0.1 < low < 0.25 < high < 0.41
    assert difference_interval(after, after) == (0, 0)


def test_compare_names_what_changed() -> None:
    """A case that got better and one that got worse are named, each under its measure; a failed case is wrong."""
    cases = [case("a"), case("b"), case("c")]
    before = {"a": labels(authority="strong"), "b": labels(), "c": labels()}
    found = {one.name: one for one in compare(cases, before, {"a": labels(), "b": labels(authority="strong")})}
    assert (found["authority"].better, found["authority"].worse) == (("a",), ("b", "c"))
    assert found["momentum"].worse == ("c",)
    assert found["authority"].verdict == "no evidence of a difference"


def test_six_losses_without_a_gain_are_significant() -> None:
    """Six cases lost and none won is p = 0.031: worse."""
    cases = [case(str(number)) for number in range(6)]
    found = compare(cases, {one.id: labels() for one in cases}, {one.id: labels(authority="strong") for one in cases})
    assert found[0].verdict == "worse"


def test_kappa_is_scikit_learns_and_has_no_value_where_nothing_varies() -> None:
    """Two annotators who differ in one of four cases; where both give one value only, there is no kappa."""
    ours = [case(str(number), authority=value) for number, value in enumerate(("weak", "weak", "strong", "strong"))]
    theirs = {
        one.id: case(one.id, authority=value)
        for one, value in zip(ours, ("weak", "strong", "strong", "strong"), strict=True)
    }
    found = kappas(ours, theirs)
    assert (
        found["authority"]["kappa"]
        == pytest.approx(cohen_kappa_score([0, 0, 1, 1], [0, 1, 1, 1]))
        == pytest.approx(0.5)
    )
    assert found["momentum"]["kappa"] is None


def test_the_dearest_error_costs_most() -> None:
    """Strong called weak costs more than the other way round, and that more than saying unknown."""
    strong = labels(authority="strong")
    points = [cost_of(strong, labels()), cost_of(labels(), strong), cost_of(strong, labels(authority="unknown"))]
    assert points == [5, 3, 0.5]


def test_quadrants_follow_from_the_two_axes() -> None:
    """One axis wrong is the quadrant wrong; both unknown and rightly so is right."""
    found = metrics([case("a"), case("b", authority="unknown")], [labels(), labels(authority="unknown")])
    assert found["quadrant"]["accuracy"]["value"] == 1
    assert metrics([case("a")], [labels(authority="strong")])["quadrant"]["accuracy"]["value"] == 0


def test_accuracy_f1_and_confusion_are_scikit_learns() -> None:
    """Over a drawn set of values accuracy, macro-F1 over the values that occur, and the confusion matrix equal scikit-learn's."""
    draw = np.random.default_rng(4)
    gold = [str(one) for one in draw.choice(VALUES, 60)]
    given = [one if draw.random() < 0.7 else str(draw.choice(VALUES)) for one in gold]
    cases = [case(str(number), authority=value) for number, value in enumerate(gold)]
    found = metrics(cases, [labels(authority=value) for value in given])["aspects"]["authority"]
    assert found["accuracy"]["value"] == pytest.approx(accuracy_score(gold, given))
    assert found["macro_f1"] == pytest.approx(f1_score(gold, given, average="macro"))
    assert found["confusion"] == confusion_matrix(gold, given, labels=found["values"]).tolist()


def test_evidence_is_counted_in_characters() -> None:
    """Of eleven marked characters five are quoted, of eight quoted ones five are marked; a wrong value's evidence does not count."""
    given = labels(authority_evidence=("で言える。稟議は",))
    one = case("a")
    one = one.model_copy(
        update={"gold": one.gold.model_copy(update={"authority_evidence": ("料金表をそらで言える。",)})}
    )
    found = metrics([one, case("b")], [given, labels(authority="strong")])["evidence"]["authority"]
    assert (found["precision"], found["recall"]) == (pytest.approx(5 / 8), pytest.approx(5 / 11))
    assert (found["overlaps"]["value"], found["overlaps"]["count"]) == (1, 1)


def test_quotes_that_do_not_stand_in_the_notes_are_not_verbatim() -> None:
    """One invented quote of two is a verbatim rate of a half."""
    found = metrics([case("a")], [labels(authority_evidence=("稟議は通った。",))])["verbatim"]
    assert (found["value"], found["count"]) == (0.5, 2)


def test_the_contact_is_the_same_person_by_a_part_of_the_name() -> None:
    """板倉 is 板倉健 but not 三浦, and nobody is right only where nobody is labelled."""
    named = [labels(contact=name) for name in ("板倉健", "三浦", None)]
    assert metrics([case(str(number)) for number in range(3)], named)["contact"]["value"] == pytest.approx(1 / 3)
    assert metrics([case("a", contact=None)], [labels(contact=None)])["contact"]["value"] == 1


def test_slices_carry_their_counts() -> None:
    """Each language, format and trap has its number of cases and what is right among them; a case with two traps counts in both."""
    one = case("a").model_copy(update={"traps": ("negation", "typos"), "format": "chat"})
    two = case("b").model_copy(update={"language": "en"})
    found = metrics([one, two], [labels(), labels(authority="strong")])["slices"]
    assert {key: table["cases"] for key, table in found["trap"].items()} == {"(none)": 1, "negation": 1, "typos": 1}
    assert (found["language"]["ja"]["authority"]["value"], found["language"]["en"]["authority"]["value"]) == (1, 0)
    assert found["format"]["chat"]["both_axes"]["count"] == 1


def test_calibration_by_hand() -> None:
    """Two findings at 0.95, one right: Brier (0.05² + 0.95²)/2, calibration error 0.45."""
    found = calibration([Sure("weak", "weak", 0.95), Sure("weak", "strong", 0.95)])
    assert found["brier"] == pytest.approx((0.05**2 + 0.95**2) / 2)
    assert found["ece"] == pytest.approx(0.45)
    assert [one["count"] for one in found["bins"]] == [2]


def test_the_trade_off_gives_up_unsure_findings_first() -> None:
    """A threshold above the unsure dear error removes it, at no loss of accuracy; above all, nothing is answered but the last."""
    found = trade_off([Sure("strong", "weak", 0.4), Sure("weak", "weak", 0.9)], "authority", ("strong", "weak"))
    assert [(one["accuracy"], one["dearest"], one["answered"]) for one in found] == [(0.5, 1, 1.0), (0.5, 0, 0.5)]
    assert [one["right_of_answered"] for one in found] == [0.5, 1.0]


def test_signals_count_by_kind_and_overlap() -> None:
    """The right kind on other words is wrong, overlapping words of it are right; unlabelled cases and kinds nobody can label do not count."""
    one = case("a")
    gold = one.gold.model_copy(
        update={
            "signals": (
                SignalLabel(id="cannot_decide", quote="稟議は差し戻された。"),
                SignalLabel(id="no_reply", quote="面談"),
            )
        }
    )
    marked = one.model_copy(update={"gold": gold})
    found = score_signals(
        [
            (
                marked,
                [
                    {"id": "cannot_decide", "quote": "差し戻された"},
                    {"id": "no_reply", "quote": "料金表"},
                    {"id": "out", "quote": "面談"},
                ],
            ),
            (case("b"), [{"id": "no_reply", "quote": "面談"}]),
        ]
    )
    assert found is not None
    assert (found["precision"]["value"], found["recall"]["value"], found["precision"]["count"]) == (0.5, 0.5, 2)
    assert score_signals([(case("b"), [])]) is None


def test_repetitions_that_differ_are_named() -> None:
    """Two readings that differ in one aspect disagree there only, and the case is named."""
    found = repeat_agreement({"a": [labels(), labels(momentum="moving")], "b": [labels(), labels()]})
    assert found is not None
    assert (found["momentum"]["all_agree"]["value"], found["authority"]["all_agree"]["value"], found["changing"]) == (
        0.5,
        1,
        ["a"],
    )
    assert repeat_agreement({"a": [labels()]}) is None


def test_money() -> None:
    """A price is per million tokens; the embedded engine costs nothing; an unknown model has no list price."""
    assert parse_price("1,2").of(500_000, 250_000) == 1.0
    assert estimate(1000, 1, "offline", None) == (0, 0.0)
    assert estimate(1000, 1, "language_model", None)[1] is None
    assert known_price("no-such-model-of-ours") is None
    dated = known_price("gpt-4.1-mini-2025-04-14")
    assert dated is not None
    assert dated == known_price("gpt-4.1-mini")
