"""From a model's answer to a reading: every claim is located in its note, what cannot be found there is dropped and counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from analyzer.engines.grounding import checked, locate
from analyzer.engines.language_model.schema import Answer, ContactAnswer, PersonAnswer, QuoteAnswer, SignalAnswer
from analyzer.engines.orders import order_spans
from analyzer.engines.wording import plain_reason
from analyzer.reading import (
    NOTHING_SHOWN,
    VALUES,
    Aspect,
    Contact,
    EngineInfo,
    Finding,
    PersonSeen,
    Quote,
    Reading,
    Signal,
)
from analyzer.words import Words

_HONORIFIC = re.compile(r"(?:様|さま|さん|氏|殿|先生|-san|-sama)$|^(?:Mr|Ms|Mrs|Miss|Dr)\.?\s+")
_LETTER = re.compile(r"[A-Za-zÀ-ÿ]")
_ENDS = re.compile(r"[。．.!！?？\r\n]")
_NEGATION = re.compile(
    r"な(?:い|かっ|く|し)|ません|ませぬ|[らかがばまさたなわ]ず|わけでは|無理|ぬ(?:[。、]|$)|\b(?:not|never|no longer|nobody|hardly|without|refuse\w*)\b|n['’]t\b|\bno\b",
    re.IGNORECASE,
)


class Grounding:
    """Locates the claims of one answer in the notes and counts what is not there."""

    def __init__(self, texts: Sequence[str], own_names: Iterable[str] = ()) -> None:
        self.texts = texts
        self.own_names = {name for name in own_names if name}
        self.dropped = 0
        self._void = [order_spans(text) for text in texts]

    def quote(self, claim: QuoteAnswer | SignalAnswer) -> Quote | None:
        """The words in their note, widened to the sentence where a negation would otherwise be cut off."""
        found = locate(claim.text, self.texts, claim.note - 1)
        if found is None or self._is_void(found.quote):
            self.dropped += 1
            return None
        return _with_negation(found.quote, self.texts[found.quote.note])

    def name(self, words: str, note: int) -> Quote | None:
        """A name in its note, or in another one; never a part of a longer Latin word, never from an order to the reader."""
        wanted = _HONORIFIC.sub("", words.strip()).strip()
        for place in dict.fromkeys([note - 1, *range(len(self.texts) - 1, -1, -1)]):
            found = locate(wanted, self.texts, place)
            if found and not self._is_void(found.quote) and not _inside_a_word(found.quote, self.texts[place]):
                return found.quote
        self.dropped += 1
        return None

    def written(self, words: str | None) -> str | None:
        """A title or an organisation as the notes write it; nothing where they do not."""
        if not words:
            return None
        found = locate(words, self.texts)
        if found is None or self._is_void(found.quote):
            self.dropped += 1
            return None
        return found.quote.text

    def _is_void(self, quote: Quote) -> bool:
        return any(start < quote.end and quote.start < end for start, end in self._void[quote.note])


def _with_negation(quote: Quote, text: str) -> Quote:
    """A quote cut out of a sentence whose rest negates says the opposite of it: then the whole sentence is the quote."""
    before = [match.end() for match in _ENDS.finditer(text, 0, quote.start)]
    start = before[-1] if before else 0
    after = _ENDS.search(text, max(quote.start, quote.end - 1))
    end = max(quote.end, after.end() if after else len(text))
    if not (_NEGATION.search(text[start : quote.start]) or _NEGATION.search(text[quote.end : end])):
        return quote
    if _NEGATION.search(quote.text):
        return quote
    whole = text[start:end]
    start, end = start + len(whole) - len(whole.lstrip()), end - (len(whole) - len(whole.rstrip()))
    return Quote(note=quote.note, start=start, end=end, text=text[start:end])


def _inside_a_word(quote: Quote, text: str) -> bool:
    before, after = text[quote.start - 1 : quote.start], text[quote.end : quote.end + 1]
    return bool(
        (_LETTER.match(quote.text[0]) and _LETTER.match(before))
        or (_LETTER.match(quote.text[-1]) and _LETTER.match(after))
    )


def to_reading(
    answer: Answer, texts: Sequence[str], info: EngineInfo, signal_ids: Iterable[str], own_names: Iterable[str] = ()
) -> Reading:
    """The reading of an answer; nothing in it is not in the notes."""
    ground = Grounding(texts, own_names)
    known = frozenset(signal_ids)
    reading = Reading(
        engine=info,
        contact=_contact(answer.contact, ground),
        findings={aspect: _finding(aspect, answer, ground) for aspect in VALUES},
        signals=tuple(_signals(answer.signals, known, ground)),
        people=tuple(_people(answer.people, ground)),
    )
    return checked(reading, texts).model_copy(update={"dropped": ground.dropped})


def _contact(claim: ContactAnswer | None, ground: Grounding) -> Contact | None:
    if claim is None or not claim.name.strip():
        return None
    quote = ground.name(claim.name, claim.note)
    if quote is None or quote.text in ground.own_names:
        return None
    title, organization = ground.written(claim.title), ground.written(claim.organization)
    return Contact(name=quote.text, title=title, organization=organization, quote=quote)


def _people(claims: Iterable[PersonAnswer], ground: Grounding) -> Iterable[PersonSeen]:
    seen = set()
    for claim in claims:
        quote = ground.name(claim.name, claim.note) if claim.name.strip() else None
        if quote and quote.text not in seen:
            seen.add(quote.text)
            side = "ours" if quote.text in ground.own_names else claim.side
            yield PersonSeen(name=quote.text, side=side, title=ground.written(claim.title), quote=quote)


def _finding(aspect: Aspect, answer: Answer, ground: Grounding) -> Finding:
    claim = getattr(answer, aspect)
    if claim.value == NOTHING_SHOWN[aspect]:
        return Finding(value=claim.value, reason=plain_reason(aspect, claim.value))
    located = [quote for one in claim.quotes if (quote := ground.quote(one))]
    quotes = tuple(dict.fromkeys(located))
    latest = len(ground.texts) > 1 and bool(quotes) and all(quote.note == len(ground.texts) - 1 for quote in quotes)
    return Finding(
        value=claim.value, reason=plain_reason(aspect, claim.value, len(quotes), latest=latest), quotes=quotes
    )


def _signals(claims: Iterable[SignalAnswer], known: frozenset[str], ground: Grounding) -> Iterable[Signal]:
    seen = set()
    for claim in claims:
        if claim.id not in known:
            ground.dropped += 1
            continue
        quote = ground.quote(claim)
        if quote and (claim.id, quote) not in seen:
            seen.add((claim.id, quote))
            yield Signal(id=claim.id, grade=claim.grade, quote=quote)


def dropped_warning(dropped: int) -> Words:
    """How many claims were not shown, and why."""
    return Words(
        ja=f"言語モデルの主張のうち{dropped}件は、議事録にその言葉が見つからないため取り上げていません。",
        en=f"{dropped} of the language model's claims are not used: their words are not in the notes.",
    )
