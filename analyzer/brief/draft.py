"""Draft the brief to one's own manager: the goal, what exactly they are asked to do, and only what they need to know for it.

Every name, number and date in a draft stands in the notes or the profile; what neither says is a blank for the rep to fill.
"""

from __future__ import annotations

from typing import Literal

from analyzer.brief import phrases
from analyzer.brief.deeds import is_deed
from analyzer.brief.naming import BLANK, Names, names_for, personal
from analyzer.case import Case, Profile
from analyzer.catalogue import AskEntry, Catalogue
from analyzer.reading import Quote, Reading
from analyzer.rules.matching import Matched
from analyzer.rules.situation import Situation
from analyzer.words import Frozen, Language

MOST_ASKS = 3
MOST_BACKGROUND = 5
MOST_QUOTED = 30
"""Characters of a note's words inside an ask; longer ones are cut at a comma and end in …"""


class Ask(Frozen):
    """What the manager is asked to do: verb, customer-side person, moment, observable result."""

    id: str
    verb: str
    person: str
    moment: str
    what: str
    result: str


class Background(Frozen):
    """A line the manager needs for an ask (numbered from 1), with the words of the note it rests on."""

    about: str
    quote: Quote
    serves: int


class LeftOut(Frozen):
    """What was left out on purpose, and why."""

    what: str
    why: str


class Blank(Frozen):
    """Something neither notes nor profile say; the rep fills it."""

    id: str
    label: str
    stands_for: str = ""
    """The words in the brief that the rep's own replace; empty where theirs are added."""


class Brief(Frozen):
    """A request to one's own manager: to come along (``attendance``), or to be introduced (``introduction_request``)."""

    kind: Literal["attendance", "introduction_request"]
    language: Language
    title: str
    goal: str
    asks: tuple[Ask, ...]
    why_manager: str
    flow: tuple[str, ...]
    background: tuple[Background, ...]
    left_out: tuple[LeftOut, ...]
    not_to_say: tuple[str, ...]
    pride: str
    fallback: str
    blanks: tuple[Blank, ...]
    when_and_where: str = ""
    manager: str = ""
    customer_wording: str | None
    """What the rep says to the customer, where the introduction is still to be brought about."""


def draft_brief(
    case: Case,
    reading: Reading,
    situation: Situation,
    matched: Matched,
    catalogue: Catalogue,
    profile: Profile,
    language: Language,
) -> tuple[Brief | None, str | None]:
    """The draft, or ``None`` and the reason why there is nothing to ask one's manager."""
    moves = [chosen.id for chosen in matched.moves]
    introduction = situation.findings["introduction"]
    texts = tuple(note.text for note in case.notes)
    names = names_for(reading, introduction.quotes, texts, profile, language)
    if introduction.value == "accepted" and introduction.checked:
        return _attendance(situation, catalogue, names, profile, language), None
    asked = "introduce_managers" if "introduce_managers" in moves else "wait_for_introduction_answer"
    if situation.quadrant == "weak_sufficient" and asked in moves and not situation.outside:
        wording = personal(catalogue.moves[asked].wording.in_(language), names, language)
        return _introduction_request(situation, wording, names, profile, language), None
    return None, phrases.NO_BRIEF.in_(language)


def _attendance(
    situation: Situation, catalogue: Catalogue, names: Names, profile: Profile, language: Language
) -> Brief:
    entries = _fitting(situation, catalogue)
    asks = tuple(_ask(entry, situation, names, language) for entry in entries)
    goal_from = asks[1] if len(asks) > 1 else asks[0]
    p = phrases.Phrases(language, names, profile)
    return Brief(
        kind="attendance",
        language=language,
        title=p.attendance_title(),
        goal=p.goal(goal_from.result),
        asks=asks,
        why_manager=p.why_manager(),
        flow=p.flow(),
        background=_background(entries, situation, names, language),
        left_out=tuple(LeftOut(what=what, why=why) for what, why in p.left_out()),
        not_to_say=p.not_to_say(situation),
        pride=p.pride(),
        fallback=p.fallback(),
        blanks=_blanks(p, names, profile),
        customer_wording=None,
    )


def _introduction_request(
    situation: Situation, wording: str, names: Names, profile: Profile, language: Language
) -> Brief:
    p = phrases.Phrases(language, names, profile)
    open_answer = situation.value("introduction") == "proposed"
    asks = tuple(
        Ask(id=number, verb=verb, person=names.boss, moment=moment, what=what, result=result)
        for number, (verb, moment, what, result) in p.introduction_asks(open_answer=open_answer)
    )
    quotes = [("introduction" if open_answer else "information", 1), ("authority", 2)]
    return Brief(
        kind="introduction_request",
        language=language,
        title=p.introduction_title(),
        goal=p.introduction_goal(),
        asks=asks,
        why_manager=p.why_manager(),
        flow=p.introduction_flow(open_answer=open_answer),
        background=tuple(
            Background(about=p.about(aspect), quote=situation.findings[aspect].quotes[0], serves=serves)  # type: ignore[index]
            for aspect, serves in quotes
            if situation.findings[aspect].quotes  # type: ignore[index]
        ),
        left_out=tuple(LeftOut(what=what, why=why) for what, why in p.left_out()),
        not_to_say=p.not_to_say(situation),
        pride=p.pride(),
        fallback=p.introduction_fallback(),
        blanks=_blanks(p, names, profile),
        customer_wording=wording,
    )


def _fitting(situation: Situation, catalogue: Catalogue) -> list[AskEntry]:
    """One way of giving credit, one or two asks that the situation calls for, and a next step: three at most."""
    fitting = [entry for entry in catalogue.asks.values() if _fits(entry, situation)]

    def of(group: str) -> list[AskEntry]:
        return [entry for entry in fitting if entry.group == group]

    situations = of("situation")[:1]
    return [*of("credit")[:1], *situations, *of("next")[:1]][:MOST_ASKS]


def _fits(entry: AskEntry, situation: Situation) -> bool:
    when = entry.when
    if "{quote}" in entry.what.ja and _quote_for(entry, situation) is None:
        return False
    if not when.signals and not when.findings:
        return True
    seen = {signal.id for signal in situation.signals}
    return any(signal in seen for signal in when.signals) or any(
        situation.value(aspect) == value for aspect, value in when.findings.items()
    )


def _quote_for(entry: AskEntry, situation: Situation) -> Quote | None:
    """The words an ask rests on: those of the first of its findings and signals that has any.

    The words about the introduction itself are left out: everyone in the room knows that one meets. Thanks are for what somebody did.
    """
    known = situation.findings["introduction"].quotes
    for source in entry.quote_from.split():
        if source in situation.findings:
            quotes = situation.findings[source].quotes  # type: ignore[index]
        else:
            quotes = tuple(
                signal.quote for signal in situation.signals if signal.id == source and signal.grade != "impression"
            )
        for quote in quotes:
            if quote not in known and (entry.group != "credit" or is_deed(quote.text)):
                return quote
    return None


def _ask(entry: AskEntry, situation: Situation, names: Names, language: Language) -> Ask:
    quote = _quote_for(entry, situation)
    slots = {"contact": names.contact, "boss": names.boss, "quote": shortened(quote.text) if quote else ""}
    return Ask(
        id=entry.id,
        verb=entry.verb.in_(language),
        person=names.boss,
        moment=_filled(entry.moment.in_(language), slots),
        what=_filled(entry.what.in_(language), slots),
        result=_filled(entry.result.in_(language), slots),
    )


def _filled(text: str, slots: dict[str, str]) -> str:
    """Replace the known slots only: a note's words may contain braces, and a team's file may too."""
    for name, words in slots.items():
        text = text.replace(f"{{{name}}}", words)
    return text


def shortened(words: str) -> str:
    """A note's words fit for standing inside a sentence: outer brackets and full stop off, cut at a comma where too long."""
    plain = (
        words.strip().rstrip("。.").strip('「」『』"“”・- ').replace("「", "『").replace("」", "』").replace("\n", " ")
    )
    if len(plain) <= MOST_QUOTED:
        return plain
    limit = MOST_QUOTED * 2 if plain.isascii() else MOST_QUOTED  # Latin letters say about half as much
    if len(plain) <= limit:
        return plain
    cut = max(plain.rfind(mark, limit // 2, limit) for mark in ("、", "。", ", ", " "))
    return plain[: cut if cut > 0 else limit].rstrip("、。, ") + "…"


def _background(
    entries: list[AskEntry], situation: Situation, names: Names, language: Language
) -> tuple[Background, ...]:
    lines: list[Background] = []
    for number, entry in enumerate(entries, start=1):
        quote = _quote_for(entry, situation)
        said_in_ask = "{quote}" in entry.what.ja
        if quote and not said_in_ask and quote not in [line.quote for line in lines]:
            lines.append(
                Background(
                    about=_filled(entry.serves.in_(language), {"contact": names.contact}), quote=quote, serves=number
                )
            )
    return tuple(lines[:MOST_BACKGROUND])


def _blanks(p: phrases.Phrases, names: Names, profile: Profile) -> tuple[Blank, ...]:
    wanted = [("date", True), ("place", True), ("boss", not names.boss_known), ("manager", not names.manager_known)]
    wanted.append(("why_manager", not (profile.manager_rank or profile.manager_strengths)))
    stands_for = {"boss": names.boss, "why_manager": p.why_manager()}
    return tuple(
        Blank(id=name, label=p.blank_label(name), stands_for=stands_for.get(name, ""))
        for name, missing in wanted
        if missing
    )


__all__ = ["BLANK", "Ask", "Background", "Blank", "Brief", "LeftOut", "draft_brief", "shortened"]
