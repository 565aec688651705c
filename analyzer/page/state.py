"""What the session keeps: the case being looked at, saved or not, the profile, and what is to be said about the last step.

The URL says what is looked at: ``?case=ID`` a saved case, ``?case=unsaved`` one that lives in this session only, ``?sample=NAME`` an example,
nothing: the empty page. ``begin`` brings the session in step with it at the top of each run.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import cast

import streamlit as st

from analyzer.analysis import Analysis, analyze
from analyzer.case import Case, Corrected, CorrectionTakenBack, Event, Names, Profile, ReadingMade
from analyzer.history import HistoryError, NotThereError, Outcome, Saved
from analyzer.page.saved import history
from analyzer.page.texts import TEXTS
from analyzer.reading import Aspect
from analyzer.words import Language, Words

UNSAVED = "unsaved"
"""In the URL, the id of a case that is in this session only."""
PROFILE_FIELDS = {
    "name": "my_name",
    "company": "my_company",
    "manager_name": "manager_name",
    "manager_rank": "manager_rank",
    "manager_strengths": "manager_strengths",
}
"""The profile's fields and the texts that label them."""


@dataclass(frozen=True)
class Looking:
    """The case being looked at; ``case`` holds the events in ``waiting`` too, which could not be saved yet."""

    case: Case
    id: str | None = None
    """``None``: it lives in this session only."""
    seen: int = 0
    """How many of its saved events this session knows of."""
    waiting: tuple[Event, ...] = ()
    sample: str = ""
    """The example's name, where it is one."""


def looking() -> Looking | None:
    """The case being looked at, with what the session knows about its saving."""
    return cast("Looking | None", st.session_state.get("looking"))


def case() -> Case | None:
    """The case being looked at, if there is one."""
    now = looking()
    return now.case if now else None


def case_id() -> str | None:
    """The saved case's id, which the URL carries; ``None`` for a case that is only in this session."""
    now = looking()
    return now.id if now else None


def name_of_draft() -> str:
    """Under which name the browser keeps what is typed here and not sent."""
    now = looking()
    if now is None:
        return "new"
    return f"sample-{now.sample}" if now.sample else now.id or UNSAVED


def begin() -> None:
    """Bring the session in step with the URL, and the case with what is saved; called at the top of each run."""
    wanted = st.query_params.get("case", "")
    now = looking()
    if wanted == UNSAVED:
        if now is None or now.id is not None or now.sample:
            look_at(None)
    elif wanted:
        _load(wanted)
    elif not (now and now.sample and now.sample == st.query_params.get("sample")):
        look_at(None)


def look_at(new: Looking | None) -> None:
    """Look at another case (or none): what was typed and said about the one before is dropped; where there is one, the URL follows."""
    before = looking()
    names = [(one.id, one.sample) if one else None for one in (before, new)]
    same = names[0] == names[1]  # no case before and none now is the same too: what was said about the input stays
    st.session_state.looking = new
    if not same:
        for key in [key for key in st.session_state if str(key).startswith("blank_")]:
            del st.session_state[key]
        st.session_state.news = ()
        st.session_state.former = None
        forget_problem()
    if new is not None:
        _into_url({"sample": new.sample} if new.sample else {"case": new.id or UNSAVED})


def _into_url(wanted: dict[str, str]) -> None:
    for name in ("case", "sample"):
        if name not in wanted:
            st.query_params.pop(name, None)
        elif st.query_params.get(name) != wanted[name]:
            st.query_params[name] = wanted[name]


def _load(wanted: str) -> None:
    """The case as it is saved now; where that cannot be had, what is on the screen stays there."""
    now = looking()
    known = now if now and now.id == wanted else None
    try:
        saved = history().load(wanted)
    except NotThereError as error:
        if known is None:
            look_at(None)
            st.session_state.problem = TEXTS["case_gone"]
        else:
            st.session_state.save_problem = error.words
        return
    except HistoryError as error:
        st.session_state.save_problem = error.words
        if known is None:
            look_at(None)
        return
    if known is None:
        look_at(Looking(saved.case, saved.id, saved.length))
    else:
        _take(saved, known.waiting, saved.case.events[known.seen :])


def _take(saved: Saved, waiting: Iterable[Event] = (), between: Iterable[Event] = ()) -> None:
    """Go on from what is saved now; what others added is told, what still waits stays."""
    whole = saved.case
    for event in waiting:
        whole = whole.with_event(event)
    told = tuple(event for event in between if not isinstance(event, ReadingMade))
    news = (*st.session_state.get("news", ()), *told)
    now = looking()
    if now and now.id != saved.id:  # merged into another one meanwhile
        st.session_state.looking = replace(now, id=saved.id)
    look_at(Looking(whole, saved.id, saved.length, tuple(waiting)))
    st.session_state.news = news


def add_event(event: Event) -> None:
    """Append an event to the case being looked at: a correction, a move done, a reaction; everything below follows."""
    add_events(event)


def add_events(*events: Event) -> None:
    """Append events; where they cannot be saved they count on the screen all the same and are saved with the next one."""
    now = looking()
    if now is None:
        return
    if now.id is None:
        whole = now.case
        for event in events:
            whole = whole.with_event(event)
        st.session_state.looking = replace(now, case=whole)
        return
    waiting = (*now.waiting, *events)
    try:
        outcome = history().append(now.id, *waiting, seen=now.seen)
    except HistoryError as error:
        whole = now.case
        for event in events:
            whole = whole.with_event(event)
        st.session_state.looking = replace(now, case=whole, waiting=waiting)
        st.session_state.save_problem = error.words
        return
    written(outcome)


def written(outcome: Outcome) -> None:
    """Go on from what a write to the saved cases gave back."""
    st.session_state.save_problem = None
    st.session_state.news = ()
    _take(outcome.saved, (), outcome.between)


def save() -> None:
    """Save what is not saved yet: a whole case, or the events that wait."""
    now = looking()
    if now is None or now.sample:
        return
    try:
        if now.id is None:
            saved = history().create(now.case)
        elif now.waiting:
            add_events()
            return
        else:
            saved = history().load(now.id)
    except NotThereError:
        st.session_state.looking = replace(now, id=None)
        save()
        return
    except HistoryError as error:
        st.session_state.save_problem = error.words
        return
    st.session_state.save_problem = None
    st.session_state.looking = replace(now, id=saved.id)
    _take(saved)


def problem() -> Words | None:
    """Why the last input could not be read."""
    return cast("Words | None", st.session_state.get("problem"))


def save_problem() -> Words | None:
    """Why something could not be saved or fetched."""
    return cast("Words | None", st.session_state.get("save_problem"))


def forget_problem() -> None:
    """The input has changed: what was wrong with it before no longer counts."""
    st.session_state.problem = None
    st.session_state.refused_files = ()


def refused_files() -> tuple[Words, ...]:
    """Why files of the last input could not be read, a sentence each."""
    return cast("tuple[Words, ...]", st.session_state.get("refused_files", ()))


def news() -> tuple[Event, ...]:
    """What another window added to the case since this session last looked."""
    return cast("tuple[Event, ...]", st.session_state.get("news", ()))


def profile() -> Profile:
    """What the rep entered about themselves and their manager, kept from one visit to the next."""
    if "profile" not in st.session_state:
        try:
            st.session_state.profile = history().profile() or Profile()
        except HistoryError:
            return Profile()
    return cast("Profile", st.session_state.profile)


def set_profile(known: Profile) -> None:
    """Keep what the rep entered about themselves and their manager."""
    if known == profile():
        return
    st.session_state.profile = known
    try:
        history().save_profile(known)
    except HistoryError as error:
        st.session_state.save_problem = error.words


def analysis(language: Language, of: Case | None = None) -> Analysis | None:
    """The analysis of the case (or another one) as it stands; no engine is called, its reading is in the case."""
    whole = of or case()
    return analyze(whole, language=language, profile=profile()) if whole and whole.reading else None


def correct(aspect: Aspect, value: str) -> None:
    """Set the rep's value for a finding; choosing what the engine had read anyway takes the correction back."""
    whole = case()
    if whole is None or whole.reading is None:
        return
    read = whole.reading.findings[aspect]
    same = read.checked and read.value == value
    if same and aspect in whole.corrections:
        take_back(aspect)
    elif not same:
        add_event(Corrected(aspect=aspect, value=value))


def take_back(aspect: Aspect) -> None:
    """Let the engine's value stand again."""
    add_event(CorrectionTakenBack(aspect=aspect))


def rename(names: Names) -> None:
    """Call the case something else."""
    now = looking()
    if now is None or names == now.case.names:
        return
    if now.id is None:
        st.session_state.looking = replace(now, case=now.case.model_copy(update=names.model_dump()))
        return
    try:
        written(history().rename(now.id, names, seen=now.seen))
    except HistoryError as error:
        st.session_state.save_problem = error.words
