"""Let an engine read one case, and say what it took: the line of ``predictions.jsonl``, tokens and money."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from typing import Any

from analyzer.analysis import Analysis, analyze
from analyzer.engines.language_model.cost import prices
from analyzer.engines.language_model.replay import Replay
from analyzer.reading import VALUES, Aspect
from analyzer.settings import EngineName, settings
from eval.labelled import CaseFileError, LabelledCase, Labels

QUOTED: tuple[Aspect, ...] = ("authority", "information", "introduction")
CHARACTERS_A_TOKEN = 0.8
"""For an estimate before anything is asked: Japanese notes have about 1.25 tokens a character."""
PROMPT_TOKENS = 3000
REPLY_TOKENS = 900
"""What a case costs beside its notes, in an estimate."""


@dataclass(frozen=True)
class Price:
    """What a million tokens cost, in US dollars."""

    given: float
    made: float

    def of(self, tokens_in: int, tokens_out: int) -> float:
        """The money for so many tokens."""
        return (tokens_in * self.given + tokens_out * self.made) / 1_000_000


def parse_price(text: str) -> Price:
    """A price from ``IN,OUT``.

    Raises:
        ValueError: the text is not two numbers of at least nought.
    """
    given, made = (float(part) for part in text.split(","))
    if not (given >= 0 and made >= 0):
        raise ValueError(text)
    return Price(given, made)


def known_price(model: str) -> Price | None:
    """The price of a model: from the program's own list, which may be the team's, else from the table inside genai-prices; nothing is fetched.

    ``None`` where neither knows one.
    """
    if listed := prices(settings().prices).of(model):
        return Price(listed.tokens_in, listed.tokens_out)
    from genai_prices import Usage, calc_price

    try:
        given, made = (
            calc_price(usage, model_ref=model).total_price
            for usage in (Usage(input_tokens=1_000_000), Usage(output_tokens=1_000_000))
        )
    except LookupError:
        return None
    return Price(float(given), float(made))


def price_for(text: str | None, engine: str) -> Price | None:
    """The price that ``--price`` names, else that of the model in use.

    Raises:
        CaseFileError: the text is no price.
    """
    if text is None:
        return known_price(settings().model) if engine != "offline" and settings().model else None
    try:
        return parse_price(text)
    except ValueError:
        raise CaseFileError(
            f"--price {text}: write IN,OUT in US dollars for a million tokens, for example 0.4,1.6"
        ) from None


def ask_anew() -> None:
    """From here on no answer comes from the response cache, whatever the environment says: a repetition must be one."""
    os.environ.pop("KAMOSHIRENAI_RESPONSE_CACHE", None)
    settings.cache_clear()


def estimate(characters: int, cases: int, engine: str, price: Price | None) -> tuple[int, float | None]:
    """Tokens and money that so many characters in so many cases may take; the embedded engine takes neither."""
    if engine == "offline":
        return 0, 0.0
    tokens_in, tokens_out = int(characters / CHARACTERS_A_TOKEN) + cases * PROMPT_TOKENS, cases * REPLY_TOKENS
    return tokens_in + tokens_out, price.of(tokens_in, tokens_out) if price else None


def asked_of() -> dict[str, str]:
    """Which model is asked, where and with which prompt: another prompt is another run."""
    from analyzer.engines.language_model.prompting import prompt_version

    return {"model": settings().model, "server": settings().openai_base_url, "prompt": prompt_version()}


def predicted(analysis: Analysis) -> Labels:
    """An analysis in the shape of the labels."""
    findings = analysis.findings
    return Labels(
        contact=analysis.contact.name if analysis.contact else None,
        outside_cause=findings["outside_cause"].value == "true",
        **{aspect: findings[aspect].value for aspect in VALUES if aspect != "outside_cause"},  # type: ignore[arg-type]
        **{f"{aspect}_evidence": tuple(quote.text for quote in findings[aspect].quotes) for aspect in QUOTED},  # type: ignore[arg-type]
    )


def usage_of(done: Analysis | Exception) -> dict[str, int]:
    """Tokens taken by the server's own count, also for an attempt that failed; empty where the engine takes none."""
    usage = getattr(done, "usage", None)
    return {"input": usage.tokens_in, "output": usage.tokens_out} if usage and usage.requests else {}


def cost_of(tokens: dict[str, int], price: Price | None) -> float | None:
    """The money for tokens, where there are any and their price is known."""
    return price.of(tokens["input"], tokens["output"]) if price and tokens else None


def run_case(case: LabelledCase, engine: EngineName | Replay, price: Price | None) -> dict[str, Any]:
    """One line of ``predictions.jsonl``; a case that fails loses only itself and says why.

    The case is made of its notes alone, so no earlier reading can be handed back; for the response cache see ``ask_anew``.
    """
    began = time.perf_counter()
    try:
        analysis = analyze(case.case, engine)
    except Exception as error:  # noqa: BLE001  whatever goes wrong with one case must not take the others along
        tokens = usage_of(error)
        return {
            "id": case.id,
            "error": f"{type(error).__name__}: {error}",
            "tokens": tokens or None,
            "cost": cost_of(tokens, price),
            "seconds": time.perf_counter() - began,
        }
    tokens = usage_of(analysis)
    return {
        "id": case.id,
        "prediction": predicted(analysis).model_dump(mode="json", exclude_none=False, exclude={"signals"}),
        "quadrant": analysis.quadrant,
        "hypotheses": [one.id for one in analysis.hypotheses],
        "moves": [move.id for move in analysis.moves],
        "signals": [{"id": one.id, "quote": one.quote.text} for one in analysis.signals],
        "confidence": {aspect: finding.confidence for aspect, finding in analysis.findings.items()},
        "tokens": tokens or None,
        "cost": cost_of(tokens, price),
        "seconds": time.perf_counter() - began,
    }
