"""Corrections and reactions come in after the reading, without reading again."""

from __future__ import annotations

from analyzer.analysis import assess
from analyzer.case import Case, Corrected, CorrectionTakenBack, Note, NoteAdded, Reacted
from analyzer.catalogue import load_catalogue
from analyzer.reading import NOTHING_SHOWN, VALUES, EngineInfo, Finding, Quote, Reading, Signal
from analyzer.words import Words

NOTE = "田中様と面談。質問はもう無い。稟議は二度差し戻された。"


def quote(words: str) -> Quote:
    """Where the words stand in the note."""
    start = NOTE.index(words)
    return Quote(note=0, start=start, end=start + len(words), text=words)


def reading(**values: str) -> Reading:
    """A reading with these values, each with a quote; everything else claims nothing."""
    reason = Words(ja="理由", en="reason")
    findings = {aspect: Finding(value=NOTHING_SHOWN[aspect], reason=reason) for aspect in VALUES}
    for aspect, value in values.items():
        findings[aspect] = Finding(value=value, reason=reason, quotes=(quote("質問はもう無い。"),))  # type: ignore[index]
    signal = Signal(id="ignored_or_blocked", quote=quote("稟議は二度差し戻された。"))
    return Reading(engine=EngineInfo(name="test"), contact=None, findings=findings, signals=(signal,))


CASE = Case.of_notes(NOTE)
THIRD = reading(authority="weak", information="sufficient", momentum="stalled")


def test_a_correction_stands_above_the_engine_and_everything_follows() -> None:
    """The rep's value decides quadrant, hypotheses and moves; the engine's value is still shown."""
    analysis = assess(CASE.with_event(Corrected(aspect="authority", value="strong")), THIRD)
    assert analysis.quadrant == "strong_sufficient"
    assert (analysis.findings["authority"].by, analysis.findings["authority"].engine_value) == ("rep", "weak")
    assert "introduce_managers" not in [move.id for move in analysis.moves]


def test_a_correction_taken_back_leaves_the_engines_value() -> None:
    """Taking it back restores exactly what stood before."""
    corrected = CASE.with_event(Corrected(aspect="authority", value="strong"))
    back = corrected.with_event(CorrectionTakenBack(aspect="authority"))
    assert assess(back, THIRD) == assess(CASE, THIRD)


def test_a_reaction_is_evidence_and_answers_the_introduction() -> None:
    """A date that came back makes the introduction accepted, supports the first article hypothesis and leads with the brief."""
    case = CASE.with_event(Reacted(move="introduce_managers", reaction="returned_date_or_condition"))
    analysis = assess(case, THIRD)
    assert analysis.findings["introduction"].value == "accepted"
    assert analysis.moves[0].id == "brief_own_manager"
    first = next(one for one in analysis.hypotheses if one.id == "moves_direct_boss")
    assert first.standing == "supported"
    assert any(because.text is None and because.direction == "+" for because in first.because)


def test_a_refusal_leads_to_another_route_and_letting_go() -> None:
    """「私から伝えておきます」 recorded as reaction gives the article's two moves, with the second sign that makes them firm."""
    case = CASE.with_event(Reacted(move="introduce_managers", reaction="passes_on_personally"))
    analysis = assess(case, THIRD)
    assert [move.id for move in analysis.moves[:2]] == ["find_another_route", "walk_away"]
    assert analysis.moves[1].firm is True
    assert "稟議は二度差し戻された" in analysis.moves[1].caution


def test_a_promise_to_ask_is_no_answer_yet() -> None:
    """「金曜までに聞いてみます」 leaves the introduction open and proves nothing about the boss: one waits."""
    case = CASE.with_event(Reacted(move="introduce_managers", reaction="will_ask_with_date"))
    analysis = assess(case, THIRD)
    assert analysis.findings["introduction"].value == "proposed"
    before = {one.id: one.standing for one in assess(CASE, THIRD).hypotheses}
    assert {one.id: one.standing for one in analysis.hypotheses} == before
    assert analysis.moves[0].id == "wait_for_introduction_answer"


def test_a_later_note_stands_above_an_earlier_reaction() -> None:
    """Consent was recorded, then a note says that it was withdrawn: what was written last holds, whatever was clicked before."""
    later = "引き合わせの件はやはり見送りたいとのこと。"
    case = CASE.with_event(Reacted(move="introduce_managers", reaction="returned_date_or_condition"))
    case = case.with_event(NoteAdded(note=Note(text=later)))
    withdrawn = Finding(
        value="declined",
        reason=Words(ja="理由", en="reason"),
        quotes=(Quote(note=1, start=0, end=len(later), text=later),),
    )
    read_again = THIRD.model_copy(update={"findings": {**THIRD.findings, "introduction": withdrawn}})
    assert assess(case, read_again).findings["introduction"].value == "declined"
    assert assess(case, THIRD).findings["introduction"].value == "accepted"


def test_every_reaction_of_every_move_can_be_recorded() -> None:
    """No recorded reaction breaks the analysis, and those that support a hypothesis raise it."""
    for move in load_catalogue().moves.values():
        for reaction in move.reactions:
            analysis = assess(CASE.with_event(Reacted(move=move.id, reaction=reaction.id)), THIRD)
            assert analysis.moves


def test_the_explanation_says_what_would_turn_the_advice() -> None:
    """The chain ends in the smallest change that would give another first move, in both languages."""
    assert "変われば" in assess(CASE, THIRD).explanation[-1]
    assert "would become" in assess(CASE, THIRD, language="en").explanation[-1]
