"""What would be sent, to whom and at what cost, before anything is."""

from __future__ import annotations

from analyzer.case import Case, Profile
from analyzer.engines.language_model import connection
from analyzer.engines.language_model.cost import prices, usage
from analyzer.engines.language_model.engine import fitted, model_name, prepare
from analyzer.engines.language_model.tokens import count
from analyzer.settings import settings
from analyzer.words import Frozen, Language


class Preview(Frozen):
    """What would be sent, to whom, and what that costs at most."""

    server: str
    on_this_machine: bool
    model: str
    requests: tuple[tuple[tuple[str, str], ...], ...]
    """For each request its messages: role and text."""
    tokens_in: int
    tokens_counted: bool
    """Whether the tokens were counted; else they are estimated on the safe side."""
    tokens_out: int
    dollars: float | None


def preview(case: Case, profile: Profile | None = None, *, mask: bool | None = None) -> Preview:
    """Exactly what reading this case would send, and the most it would cost; nothing is sent. ``mask`` stands above the settings."""
    now = settings().masking(mask)
    prepared = prepare(case, profile or Profile(), now)
    counts = [count(message.content) for request in prepared.requests for message in request]
    tokens_in, tokens_out = sum(one.tokens for one in counts), fitted(now).answer_tokens * len(prepared.requests)
    local = now.local_model is not None
    base_url = "http://127.0.0.1" if local else now.openai_base_url
    return Preview(
        server=connection.shown_server(base_url),
        on_this_machine=local or connection.is_loopback(base_url),
        model=model_name(now),
        requests=tuple(tuple((one.role, one.content) for one in request) for request in prepared.requests),
        tokens_in=tokens_in,
        tokens_counted=all(one.counted for one in counts),
        tokens_out=tokens_out,
        dollars=0.0 if local else usage(model_name(now), tokens_in, tokens_out, now.prices).dollars,
    )


def as_line(shown: Preview, language: Language) -> str:
    """The preview in a line: server, model, requests, tokens, money."""
    exact = (
        "" if shown.tokens_counted else ("(安全側の見積もり)" if language == "ja" else " (estimated on the safe side)")
    )
    as_of = prices(settings().prices).as_of
    if language == "ja":
        money = "単価不明" if shown.dollars is None else f"最大 {shown.dollars:.4f} ドル({as_of} の料金表)"
        place = "この端末の中" if shown.on_this_machine else "この端末の外"
        return f"送り先: {shown.server}({place})、モデル: {shown.model}、{len(shown.requests)}回、入力 {shown.tokens_in} トークン{exact}、出力は最大 {shown.tokens_out} トークン、{money}"
    money = "price unknown" if shown.dollars is None else f"at most {shown.dollars:.4f} dollars (prices of {as_of})"
    place = "on this machine" if shown.on_this_machine else "outside this machine"
    return f"to {shown.server} ({place}), model {shown.model}, {len(shown.requests)} request(s), {shown.tokens_in} tokens in{exact}, at most {shown.tokens_out} out, {money}"
