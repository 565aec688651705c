"""What goes to a language model's server: which one, asked once before the first notes; exactly what; masked or not; what it cost.

``asks_first`` and ``ask`` are all a caller needs before a reading, ``masking`` (read in the session, before a job begins) while it makes one.
"""

from __future__ import annotations

import streamlit as st

from analyzer.analysis import Analysis
from analyzer.case import Case
from analyzer.engines import EngineError
from analyzer.history import who
from analyzer.page import state
from analyzer.page.markup import escaped, notice, put
from analyzer.page.texts import say
from analyzer.settings import settings
from analyzer.words import Language


def engine_line(language: Language) -> str:
    """Which engine reads, and what leaves this machine."""
    known = settings()
    if not asks_a_model():
        return say("engine_offline", language)
    if known.local_model:
        return say("engine_local", language, model=known.local_model.name)
    name = "engine_model_masked" if masking() else "engine_model"
    return say(name, language, model=_model(), where=server())


def _model() -> str:
    from analyzer.engines.language_model.engine import model_name

    return model_name(settings())


def server() -> str:
    """Who gets the notes, as it can be shown: without keys or passwords."""
    from analyzer.engines.language_model.connection import shown_server

    return shown_server(settings().openai_base_url)


def asks_a_model() -> bool:
    """Whether a language model reads."""
    known = settings()
    return known.engine == "language_model" or (known.engine == "auto" and known.language_model_configured)


def leaves_this_machine() -> bool:
    """Whether reading sends notes to a server outside."""
    known = settings()
    if not asks_a_model() or known.local_model or not known.language_model_configured:
        return False
    from analyzer.engines.language_model import connection

    return not connection.is_loopback(known.openai_base_url)


def asks_first() -> bool:
    """Whether the rep has yet to agree that notes go to this server; asked once for each server while the program runs."""
    return leaves_this_machine() and (who(), server()) not in _agreed()


@st.cache_resource(show_spinner=False)
def _agreed() -> set[tuple[str, str]]:
    """Who agreed to send notes to which server."""
    return set()


def masking() -> bool:
    """Whether this session masks names and amounts; ``KAMOSHIRENAI_MASK`` says how it begins."""
    return bool(st.session_state.get("mask", settings().mask))


def ask(case: Case, language: Language) -> bool:
    """The question before the first notes go out, with exactly what would be sent; tells whether the rep has just agreed."""
    with st.container(border=True, key="consent"):
        put(f"<h4>{escaped(say('sending_title', language))}</h4>", language)
        put(f"<p>{escaped(say('sending', language, where=server(), model=_model()))}</p>", language)
        show_masking(language)
        show_preview(case, language)
        agreed = st.button(say("send", language), key="send", type="primary")
    if agreed:
        _agreed().add((who(), server()))
    return agreed


def show_sending(language: Language) -> None:
    """Once the rep has agreed: the switch for masking, and what is sent for the case being looked at."""
    if not leaves_this_machine() or asks_first():
        return
    with st.expander(say("sending_settings", language, where=server()), icon=":material/outgoing_mail:", key="sending"):
        show_masking(language)
        case = state.case()
        if case is not None and case.notes:
            show_preview(case, language)


def show_masking(language: Language) -> None:
    """The switch for masking, for this session."""
    st.session_state.setdefault("mask_switch", masking())
    st.toggle(say("mask", language), key="mask_switch", help=say("mask_help", language), on_change=_keep_masking)


def _keep_masking() -> None:
    """The switch is not always on the page, what it says is kept all the same."""
    st.session_state.mask = st.session_state.mask_switch


def show_preview(case: Case, language: Language) -> None:
    """Exactly what a reading of these notes sends, and the most it costs; behind a click, because it is long."""
    from analyzer.engines.language_model.preview import as_line, preview

    try:
        shown = preview(case, state.profile(), mask=masking())
    except EngineError as error:
        notice(error.words.in_(language), language)
        return
    put(f'<p class="k-muted">{escaped(as_line(shown, language))}</p>', language)
    with st.expander(say("preview", language), icon=":material/visibility:", key="sending_preview"):
        roles = {"system": "role_system", "user": "role_user"}
        parts = (
            f'<p class="k-label">{number}. {escaped(say(roles.get(role, "role_user"), language))}</p>'
            f'<div class="k-sent" tabindex="0" role="region" aria-label="{escaped(say("preview", language))}">{escaped(text)}</div>'
            for number, request in enumerate(shown.requests, start=1)
            for role, text in request
        )
        put("".join(parts), language)


def show_cost(analysis: Analysis) -> None:
    """What the reading cost by the server's own count, and how many of the model's claims were dropped."""
    language, used = analysis.language, analysis.usage
    if used is None or not used.requests:
        return
    numbers = {"requests": used.requests, "tokens_in": f"{used.tokens_in:,}", "tokens_out": f"{used.tokens_out:,}"}
    money = (
        say("money_unknown", language)
        if used.dollars is None
        else say("money", language, dollars=f"{used.dollars:.4f}")
    )
    model = analysis.engine.model or analysis.engine.name
    line = say("cost", language, model=model, money=money, **numbers)
    put(f'<p class="k-muted k-cost">{escaped(line)}</p>', language)
