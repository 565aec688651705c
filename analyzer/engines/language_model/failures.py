"""Every way a model's server can fail, as one clear sentence in Japanese and English. What the server wrote is never repeated: it may hold the key."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

from analyzer.engines.errors import EngineError
from analyzer.words import Words

if TYPE_CHECKING:
    import openai

FAILURES: dict[str, Words] = {
    "not_configured": Words(
        ja="言語モデルが設定されていません。OPENAI_API_KEY か OPENAI_BASE_URL、または KAMOSHIRENAI_MODEL(.gguf のファイル)を設定するか、--engine offline をお使いください。",
        en="No language model is set up. Set OPENAI_API_KEY or OPENAI_BASE_URL, or KAMOSHIRENAI_MODEL to a .gguf file, or use --engine offline.",
    ),
    "not_installed": Words(
        ja="言語モデル用の部品が入っていません。pip install 'kamoshirenai[{extra}]' で入ります。",
        en="The parts for a language model are not installed: pip install 'kamoshirenai[{extra}]'.",
    ),
    "key": Words(
        ja="{where} が鍵(OPENAI_API_KEY)を受け付けませんでした。",
        en="{where} did not accept the key (OPENAI_API_KEY).",
    ),
    "model": Words(
        ja="{where} にモデル {model} がありません。KAMOSHIRENAI_MODEL を確かめてください。",
        en="{where} has no model {model}. Check KAMOSHIRENAI_MODEL.",
    ),
    "credit": Words(ja="{where} の利用枠を使い切っています。", en="The account at {where} has no credit left."),
    "busy": Words(
        ja="{where} が混み合っていて、{attempts}回試しても受け付けられませんでした。",
        en="{where} is too busy: not accepted in {attempts} attempts.",
    ),
    "server": Words(
        ja="{where} でエラーが起きています(HTTP {status})。", en="{where} reports an error of its own (HTTP {status})."
    ),
    "request": Words(
        ja="{where} がこの依頼を受け付けませんでした(HTTP {status})。",
        en="{where} did not accept the request (HTTP {status}).",
    ),
    "redirect": Words(
        ja="{where} が別の場所へ回そうとしました(HTTP {status})。議事録はそこへは送りません。OPENAI_BASE_URL を確かめてください。",
        en="{where} tried to send us elsewhere (HTTP {status}). Notes are not sent there. Check OPENAI_BASE_URL.",
    ),
    "refused": Words(
        ja="{where} に接続できません。サーバーが動いているか、OPENAI_BASE_URL が正しいか確かめてください。",
        en="No connection to {where}. Check that the server runs and that OPENAI_BASE_URL is right.",
    ),
    "tls": Words(
        ja="{where} の証明書を確かめられないため、送信しませんでした。",
        en="The certificate of {where} could not be verified, so nothing was sent.",
    ),
    "reset": Words(
        ja="{where} との接続が返答の途中で切れました。", en="The connection to {where} broke while it was answering."
    ),
    "timeout": Words(
        ja="{where} が {seconds} 秒以内に答えませんでした。", en="{where} did not answer within {seconds} seconds."
    ),
    "endless": Words(
        ja="{where} の返答が長すぎるため、途中で打ち切りました。",
        en="The answer of {where} did not end, so it was cut off.",
    ),
    "not_json": Words(
        ja="{where} から、言語モデルの返答ではないもの(別の画面など)が返ってきました。OPENAI_BASE_URL やプロキシを確かめてください。",
        en="{where} sent something that is no model's answer, such as a web page. Check OPENAI_BASE_URL and the proxy.",
    ),
    "truncated": Words(
        ja="言語モデルの返答が長さの上限で切れました。KAMOSHIRENAI_ANSWER_TOKENS で上限を延ばせます。",
        en="The language model's answer was cut off at its length limit; KAMOSHIRENAI_ANSWER_TOKENS raises it.",
    ),
    "refusal": Words(ja="言語モデルが回答を断りました。", en="The language model declined to answer."),
    "filtered": Words(
        ja="{where} の内容フィルターが返答を止めました。", en="The content filter of {where} stopped the answer."
    ),
    "empty": Words(ja="{where} の返答が空でした。", en="The answer of {where} was empty."),
    "shape": Words(
        ja="言語モデルの返答が、頼んだ形になっていませんでした(やり直しても同じ)。",
        en="The language model did not answer in the form that was asked for, not even when asked again.",
    ),
    "budget": Words(
        ja="決められた予算({budget} ドル)に達したため、言語モデルへの問い合わせを止めました。",
        en="The budget of {budget} dollars is used up, so the language model is no longer asked.",
    ),
    "no_price": Words(
        ja="予算が決められていますが、モデル {model} の単価が料金表にありません。KAMOSHIRENAI_PRICES で料金表を指定してください。",
        en="A budget is set, but the price list has no price for the model {model}. Name a price list in KAMOSHIRENAI_PRICES.",
    ),
    "too_long": Words(
        ja="議事録が長すぎて、言語モデルに渡しきれません。", en="The notes are too long for the language model."
    ),
    "local": Words(
        ja="モデルのファイル {model} を読み込めませんでした。", en="The model file {model} could not be loaded."
    ),
    "no_reply": Words(
        ja="この議事録への返答のファイル {model} がありません。", en="There is no reply file {model} for these notes."
    ),
}


class Failed(EngineError):  # noqa: N818  it reads better where it is raised
    """An ``EngineError`` of a known kind (a key of ``FAILURES``)."""

    def __init__(self, kind: str, **details: object) -> None:
        words = FAILURES[kind]
        super().__init__(Words(ja=words.ja.format(**details), en=words.en.format(**details)))
        self.kind = kind


class TooMuch(OSError):  # noqa: N818  as above
    """An answer went on beyond its bound of bytes; raised while its body is read."""


class TooSlow(TimeoutError):  # noqa: N818  as above
    """An answer dripped in for longer than it may; raised while its body is read."""


def kind_of(error: openai.OpenAIError | Exception) -> str:
    """Which failure an error of the client is."""
    import openai

    if isinstance(error, openai.APIStatusError):
        return _kind_of_status(error)
    causes = _causes(error)
    for cause_type, kind in (
        (openai.APITimeoutError, "timeout"),
        (ssl.SSLError, "tls"),
        (openai.APIResponseValidationError, "not_json"),
        (ConnectionRefusedError, "refused"),
    ):
        if any(isinstance(one, cause_type) for one in causes):
            return kind
    if any("certificate" in str(one).lower() or "ssl" in str(one).lower() for one in causes):
        return "tls"
    if any(type(one).__name__ == "ConnectError" for one in causes):
        return "refused"
    return "reset" if isinstance(error, openai.APIConnectionError) else "not_json"


def _kind_of_status(error: openai.APIStatusError) -> str:
    if 300 <= error.status_code < 400:
        return "redirect"
    if error.code == "insufficient_quota" or error.status_code == 402:
        return "credit"
    if error.code == "content_filter":
        return "filtered"
    if error.code == "context_length_exceeded" or error.type == "exceed_context_size_error" or error.status_code == 413:
        return "too_long"
    if error.code == "model_not_found":
        return "model"
    kinds = {401: "key", 403: "key", 404: "model", 429: "busy", 409: "busy", 408: "timeout"}
    return kinds.get(error.status_code, "server" if error.status_code >= 500 else "request")


def _causes(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found
