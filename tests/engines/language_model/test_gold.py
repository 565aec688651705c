"""What a faultless model says comes out whole; of what it corrupts exactly that is lost."""

from __future__ import annotations

import copy
import itertools
import re
from collections.abc import Callable
from typing import Any

import pytest

from analyzer.analysis import Analysis, analyze
from analyzer.engines.language_model.prompting import signal_ids
from analyzer.reading import NOTHING_SHOWN, VALUES
from eval.engines import predicted
from eval.labelled import LabelledCase, Labels
from eval.scoring import metrics
from tests.engines.language_model.conftest import Serve
from tests.engines.language_model.gold import GoldModel, answer_of, claims, plain_sentence


def test_a_faultless_model_scores_full_marks(serve: Serve, tune_cases: list[LabelledCase]) -> None:
    """Every label and every contact of the tuning cases survives the whole path, with quotes that overlap the marked ones."""
    server = serve(GoldModel(tune_cases))
    analyses = [analyze(case.case, "language_model") for case in tune_cases]
    found = metrics(tune_cases, [Labels.model_validate(predicted(one).model_dump()) for one in analyses])
    shares = [scores["accuracy"]["value"] for scores in found["aspects"].values()]
    shares += [found["both_axes"]["value"], found["contact"]["value"], found["verbatim"]["value"]]
    shares += [scores["overlaps"]["value"] for scores in found["evidence"].values()]
    assert shares == [1.0] * 11
    assert len(server.requests) == len(tune_cases)


def _altered_number(case: LabelledCase, words: str) -> str:
    del case
    return (
        re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), words, count=1)
        if re.search(r"\d", words)
        else words + "3件"
    )


def _negated(case: LabelledCase, words: str) -> str:
    del case
    if words.isascii():
        return words.replace(" not ", " ", 1) if " not " in words else f"{words.rstrip('.')} it is not."
    return words.replace("ない", "る", 1) if "ない" in words else words.rstrip("。」") + "わけではない"


def _other_speaker(case: LabelledCase, words: str) -> str:
    del case
    return f"架空野: {words}"


def _other_notes(case: LabelledCase, words: str) -> str:
    del case, words
    return "帆船模型の組み立て説明書は三階の棚に戻してある"


CORRUPTIONS = {
    "numbers": _altered_number,
    "negations": _negated,
    "speakers": _other_speaker,
    "other notes": _other_notes,
}


@pytest.mark.parametrize("kind", CORRUPTIONS)
def test_exactly_the_corrupted_claims_are_lost(kind: str, serve: Serve, tune_cases: list[LabelledCase]) -> None:
    """Of a model that corrupts every third aspect's quotes, just those aspects claim nothing and say so; the rest stands as it was."""
    spoilt: dict[str, set[str]] = {}

    def corrupt(case: LabelledCase, answer: dict[str, Any]) -> dict[str, Any]:
        spoilt[case.id] = set()
        for number, aspect in enumerate(VALUES):
            if (number + len(case.id) + tune_cases.index(case)) % 3 == 0 and answer[aspect]["quotes"]:
                spoilt[case.id].add(aspect)
                for quote in answer[aspect]["quotes"]:
                    quote["text"] = CORRUPTIONS[kind](case, quote["text"])
        return answer

    serve(GoldModel(tune_cases, corrupt))
    for case in tune_cases:
        analysis = analyze(case.case, "language_model")
        gold = answer_of(case)
        for aspect in VALUES:
            lost = aspect in spoilt[case.id]
            wanted = NOTHING_SHOWN[aspect] if lost else gold[aspect]["value"]
            assert (analysis.findings[aspect].value, analysis.findings[aspect].checked) == (wanted, not lost), case.id
    assert sum(map(len, spoilt.values())) > 15


def _all_corruptions(cases: list[LabelledCase]) -> list[Callable[[LabelledCase, str], str]]:
    """The four ways, the last with a sentence that really stands in another case's notes."""

    def from_another_case(case: LabelledCase, words: str) -> str:
        del words
        texts = "".join(note.text for note in case.notes)
        return next(found for other in cases if (found := plain_sentence(other)) not in texts)

    return [_altered_number, _negated, _other_speaker, from_another_case]


def test_of_a_known_share_exactly_those_claims_are_lost(serve: Serve, tune_cases: list[LabelledCase]) -> None:
    """Of a model that corrupts every fourth single claim, in turn by each way, exactly those are gone and counted, every other one stands."""
    ways = _all_corruptions(tune_cases)
    left: dict[str, list[tuple[str, str]]] = {}
    numbers: dict[str, int] = {}
    turn = itertools.count()

    def corrupt(case: LabelledCase, answer: dict[str, Any]) -> dict[str, Any]:
        texts = [note.text for note in case.notes]
        sentence = plain_sentence(case)
        found = {aspect: answer[aspect]["quotes"] for aspect in VALUES if answer[aspect]["quotes"]}
        for quotes in found.values():
            if all(quote["text"] != sentence for quote in quotes) and len(quotes) < 3:
                quotes.append({"note": len(texts), "text": sentence})
        ids = iter(signal_ids())
        answer["signals"] = [
            {**quote, "id": next(ids), "grade": "said"} for quotes in found.values() for quote in quotes
        ][:12]
        left[case.id], numbers[case.id] = [], 0
        for name, quotes in [*found.items(), ("signals", answer["signals"])]:
            for quote in quotes:
                number = next(turn)
                if number % 4:
                    left[case.id].append((name, quote["text"]))
                else:
                    quote["text"] = ways[number // 4 % 4](case, quote["text"])
                    numbers[case.id] += 1
        return answer

    serve(GoldModel(tune_cases, corrupt))
    for case in tune_cases:
        analysis = analyze(case.case, "language_model")
        shown = [(str(aspect), quote.text) for aspect in VALUES for quote in analysis.findings[aspect].quotes]
        shown += [("signals", signal.quote.text) for signal in analysis.signals]
        assert len(shown) == len(left[case.id]), case.id
        for (name, words), (kept_name, kept) in zip(shown, left[case.id], strict=True):
            assert name == kept_name
            assert kept in words, case.id  # a quote may be widened to its sentence, so that no negation is cut off
        assert analysis.dropped == numbers[case.id]
    assert sum(numbers.values()) > 60


def test_an_invented_contact_is_dropped(serve: Serve, tune_cases: list[LabelledCase]) -> None:
    """A contact who is not named in the notes is nobody; the findings stay."""

    def corrupt(_: LabelledCase, answer: dict[str, Any]) -> dict[str, Any]:
        return answer | {"contact": {"note": 1, "name": "架空野", "title": "部長", "organization": None}}

    serve(GoldModel(tune_cases, corrupt))
    for case in tune_cases[:8]:
        analysis = analyze(case.case, "language_model")
        assert analysis.contact is None
        assert analysis.findings["authority"].value == case.gold.authority


def test_a_quote_from_the_wrong_note_is_lost(serve: Serve, tune_cases: list[LabelledCase]) -> None:
    """Words that stand in another note of the case than the one they are said to be from do not count."""
    several = [case for case in tune_cases if len(case.notes) > 1 and case.gold.authority != "unknown"]

    def corrupt(case: LabelledCase, answer: dict[str, Any]) -> dict[str, Any]:
        for quote in answer["authority"]["quotes"]:
            words = quote["text"]
            quote["note"] = next(number for number, note in enumerate(case.notes, 1) if words not in note.text)
        return answer

    serve(GoldModel(tune_cases, corrupt))
    for case in several:
        assert not analyze(case.case, "language_model").findings["authority"].checked
    assert several


def test_what_is_lost_is_counted(serve: Serve, tune_cases: list[LabelledCase]) -> None:
    """The analysis says how many claims were not found in the notes."""

    def corrupt(_: LabelledCase, answer: dict[str, Any]) -> dict[str, Any]:
        spoilt = copy.deepcopy(answer)
        for quote in claims(spoilt):
            quote["text"] = "どこにもない言葉"
        return spoilt

    serve(GoldModel(tune_cases, corrupt))
    case = tune_cases[0]
    analysis: Analysis = analyze(case.case, "language_model", language="en")
    assert f"{len(list(claims(answer_of(case))))} of the language model's claims" in " ".join(analysis.warnings)
