"""The analysis of a case at one moment, and ``analyze``, the one way in for page, command line, eval and Python callers.

The models mirror the JSON contract: keys may be added, never renamed. All texts are in the language that was asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from analyzer.brief.draft import Brief, draft_brief
from analyzer.brief.fitting import fitted
from analyzer.brief.naming import Names, names_for, personal
from analyzer.case import Case, Note, Profile
from analyzer.catalogue import Catalogue, Quadrant, load_catalogue
from analyzer.engines import EngineName, Reader, read_case
from analyzer.reading import VALUES, Aspect, Contact, Doubt, EngineInfo, Finding, Quote, Reading, Signal, Usage
from analyzer.rules.explain import explain
from analyzer.rules.matching import Chosen, match, second_sign
from analyzer.rules.situation import Situation, situation_of
from analyzer.rules.standing import Evidence, Judged, Standing
from analyzer.settings import settings
from analyzer.words import Frozen, Language, Words


class FindingShown(Frozen):
    """A finding as shown; ``by`` says whose value stands. ``engine_value`` is what the engine read, where the rep corrected it."""

    value: str
    reason: str
    checked: bool
    quotes: tuple[Quote, ...]
    confidence: float | None
    by: Literal["engine", "rep"]
    engine_value: str | None


class Because(Frozen):
    """One thing that speaks for (+) or against (-) a hypothesis; the span is ``null`` where the rep recorded a reaction."""

    direction: Literal["+", "-"]
    name: str
    note: int | None
    start: int | None
    end: int | None
    text: str | None
    kind: Literal["signal", "finding", "reaction"] = "signal"


class HypothesisShown(Frozen):
    """A かもしれない with its standing and the words that made it."""

    id: str
    statement: str
    standing: Standing
    because: tuple[Because, ...]
    told_apart_by: str
    meaning: str
    quadrant: Quadrant
    source: Literal["article", "extension"]
    probe: str


class HeldBackShown(HypothesisShown):
    """A hypothesis that waits, and for what."""

    held: Literal["more", "if_it_stalls", "could_become", "outside_cause"]


class ReactionShown(Frozen):
    """What the customer may do on a move."""

    sign: str
    means: str
    then: str
    id: str


class MoveShown(Frozen):
    """What to do next, in which words, and what each reaction would mean."""

    id: str
    purpose: str
    what: str
    wording: str
    reactions: tuple[ReactionShown, ...]
    caution: str
    source: Literal["article", "extension"]
    cost: int
    firm: bool | None
    """For giving up: whether a second, independent sign points the same way; otherwise ``null``."""


class RecordedShown(Frozen):
    """A reaction that the rep recorded: the move's and the reaction's ids, what the move was for, what came back, and when."""

    move: str
    reaction: str
    purpose: str
    sign: str
    means: str
    at: dt.datetime


class QuestionShown(Frozen):
    """What to find out where a finding is unknown."""

    id: str
    aspect: Aspect
    ask: str
    why: str


class DoubtShown(Frozen):
    """An axis on which the embedded engine, reading along, says the opposite: to be checked (要確認), with both reasons."""

    aspect: Aspect
    value: str
    reason: str
    quotes: tuple[Quote, ...]
    other_engine: str
    other_value: str
    other_reason: str
    other_quotes: tuple[Quote, ...]


class NoteShown(Frozen):
    """A note as it was read: the text that every quote's offsets count in."""

    date: str | None
    source: str
    text: str


class Analysis(Frozen):
    """Everything that is said about a case at one moment, in one language."""

    language: Language
    engine: EngineInfo
    contact: Contact | None
    findings: dict[Aspect, FindingShown]
    signals: tuple[Signal, ...]
    quadrant: Quadrant | None
    possible_quadrants: tuple[Quadrant, ...]
    hypotheses: tuple[HypothesisShown, ...]
    held_back: tuple[HeldBackShown, ...]
    moves: tuple[MoveShown, ...]
    questions: tuple[QuestionShown, ...]
    explanation: tuple[str, ...]
    brief: Brief | None
    no_brief_because: str | None
    warnings: tuple[str, ...]
    notes: tuple[NoteShown, ...]
    recorded: tuple[RecordedShown, ...] = ()
    doubts: tuple[DoubtShown, ...] = ()
    dropped: int = 0
    """Claims of the engine that are not shown, because their words are not in the notes."""
    usage: Usage | None = None
    """What asking a language model cost, where one was asked."""


def analyze(
    case: Case | Note | str | Sequence[Note | str],
    engine: EngineName | Reader | None = None,
    *,
    language: Language = "ja",
    profile: Profile | None = None,
) -> Analysis:
    """Read a case and reason about it.

    Args:
        case: a case, or the notes of one in time order (texts or ``Note``).
        engine: ``offline``, ``language_model`` or ``auto``, or an engine of one's own; without it the one of the settings.
        language: of the texts in the result; the notes may be in either.
        profile: who the rep and their manager are; blanks stay blank in the brief.

    Raises:
        EngineError: the engine failed and no other was allowed to take over.
    """
    whole = _as_case(case)
    reading = whole.reading or read_case(whole, engine, profile or Profile())
    return assess(whole, reading, language=language, profile=profile)


def _as_case(given: Case | Note | str | Sequence[Note | str]) -> Case:
    if isinstance(given, Case):
        return given
    return Case.of_notes(given) if isinstance(given, Note | str) else Case.of_notes(*given)


def assess(
    case: Case,
    reading: Reading,
    *,
    language: Language = "ja",
    profile: Profile | None = None,
    catalogue: Catalogue | None = None,
) -> Analysis:
    """Reason about a reading that is already there: the rep's corrections and reactions come in here, no engine is called."""
    known = catalogue or load_catalogue(settings().catalogue)
    reactions = [(reacted, case.notes_before(reacted)) for reacted in case.reactions]
    situation = situation_of(reading, case.corrections, reactions, known)
    matched = match(situation, known)
    brief, no_brief_because = draft_brief(case, reading, situation, matched, known, profile or Profile(), language)
    texts = tuple(note.text for note in case.notes)
    names = names_for(reading, situation.findings["introduction"].quotes, texts, profile or Profile(), language)
    return Analysis(
        language=language,
        engine=reading.engine,
        contact=reading.contact,
        findings={aspect: _finding(aspect, situation, reading.findings[aspect], language) for aspect in VALUES},
        signals=reading.signals,
        quadrant=situation.quadrant,
        possible_quadrants=situation.possible_quadrants,
        hypotheses=tuple(HypothesisShown(**_hypothesis(one, language)) for one in matched.shown),
        held_back=tuple(
            HeldBackShown(**_hypothesis(one.judged, language), held=one.because) for one in matched.held_back
        ),
        moves=tuple(_move(chosen, known, situation, names, language) for chosen in matched.moves),
        questions=tuple(
            QuestionShown(id=entry.id, aspect=entry.aspect, ask=entry.ask.in_(language), why=entry.why.in_(language))
            for entry in matched.questions
        ),
        explanation=explain(situation, matched, known, language),
        brief=fitted(brief) if brief else None,
        no_brief_because=no_brief_because,
        warnings=tuple(warning.in_(language) for warning in (*reading.warnings, *_left_out(case))),
        notes=tuple(
            NoteShown(date=note.date.isoformat() if note.date else None, source=note.source, text=note.text)
            for note in case.notes
        ),
        recorded=tuple(_recorded(case, known, names, language)),
        doubts=tuple(_doubt(doubt, language) for doubt in reading.doubts if doubt.aspect not in case.corrections),
        dropped=reading.dropped,
        usage=reading.usage,
    )


def _left_out(case: Case) -> Iterable[Words]:
    """What the readers of the files did not take, each sentence once."""
    return dict.fromkeys(sentence for note in case.notes for sentence in note.left_out)


def _doubt(doubt: Doubt, language: Language) -> DoubtShown:
    reasons = {"reason": doubt.reason.in_(language), "other_reason": doubt.other_reason.in_(language)}
    return DoubtShown.model_validate({**doubt.model_dump(exclude={"reason", "other_reason"}), **reasons})


def _finding(aspect: Aspect, situation: Situation, read: Finding, language: Language) -> FindingShown:
    finding = situation.findings[aspect]
    corrected = aspect in situation.corrected
    return FindingShown(
        value=finding.value,
        reason=finding.reason.in_(language),
        checked=finding.checked,
        quotes=finding.quotes,
        confidence=finding.confidence,
        by="rep" if corrected else "engine",
        engine_value=read.value if corrected else None,
    )


def _hypothesis(judged: Judged, language: Language) -> dict[str, Any]:
    entry = judged.entry
    return {
        "id": entry.id,
        "statement": entry.statement.in_(language),
        "standing": judged.standing,
        "because": tuple(_because(one, language) for one in judged.evidence),
        "told_apart_by": entry.told_apart_by.in_(language),
        "meaning": entry.meaning.in_(language),
        "quadrant": entry.quadrant,
        "source": entry.source,
        "probe": entry.probe,
    }


def _because(evidence: Evidence, language: Language) -> Because:
    quote = evidence.quote
    return Because(
        direction=evidence.direction,
        name=evidence.name.in_(language),
        note=quote.note if quote else None,
        start=quote.start if quote else None,
        end=quote.end if quote else None,
        text=quote.text if quote else None,
        kind=evidence.kind,
    )


def _move(chosen: Chosen, catalogue: Catalogue, situation: Situation, names: Names, language: Language) -> MoveShown:
    entry = catalogue.moves[chosen.id]

    def said(words: Words) -> str:
        return personal(words.in_(language), names, language)

    caution = said(entry.caution)
    if chosen.firm is not None:
        sign = second_sign(situation)
        caution = _firmness(sign.text if sign else None, language) + caution
    return MoveShown(
        id=entry.id,
        purpose=said(entry.purpose),
        what=said(entry.what),
        wording=said(entry.wording),
        reactions=tuple(
            ReactionShown(sign=said(one.sign), means=said(one.means), then=said(one.then), id=one.id)
            for one in entry.reactions
        ),
        caution=caution,
        source=entry.source,
        cost=entry.cost,
        firm=chosen.firm,
    )


def _recorded(case: Case, catalogue: Catalogue, names: Names, language: Language) -> Iterable[RecordedShown]:
    """The reactions that stand; one that the catalogue no longer knows says nothing."""
    for reacted in case.reactions:
        move = catalogue.moves.get(reacted.move)
        entry = next((one for one in move.reactions if one.id == reacted.reaction), None) if move else None
        if move and entry:
            texts = {"purpose": move.purpose, "sign": entry.sign, "means": entry.means}
            said = {name: personal(words.in_(language), names, language) for name, words in texts.items()}
            yield RecordedShown(move=reacted.move, reaction=reacted.reaction, at=reacted.at, **said)


def _firmness(sign: str | None, language: Language) -> str:
    if language == "ja":
        if sign:
            return f"断られたことのほかに「{sign.strip('「」')}」という兆しもあり、見切りを勧めます。"
        return (
            "まだ断定はしません。断られたこととは別に、社内で通らない・任されていないという兆し(たとえば書類が戻される、"
            "上司の考えを知らない)が一つ見えるまでは、見切りは選択肢の一つです。"
        )
    if sign:
        return f"Besides the refusal there is a second sign (“{sign.strip('「」')}”), so letting go is advised. "
    return (
        "Not certain yet: until a second sign shows, apart from the refusal, that things do not get through inside (papers come back, "
        "the boss's view is unknown), letting go is one option among others. "
    )
