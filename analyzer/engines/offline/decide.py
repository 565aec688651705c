"""From scored segments to the findings of a case: what holds as of the last note, how sure that is, and which words show it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from analyzer.engines.offline.features import CODES, is_of_our_own
from analyzer.engines.offline.linear import Floats, probabilities
from analyzer.engines.offline.people import People, Person
from analyzer.engines.offline.segments import Segment
from analyzer.reading import NOTHING_SHOWN, VALUES, Aspect, Quote

_HIGH = re.compile(
    r"社長|会長|専務|常務|取締役|執行役員|役員|本部長|事業部長|(?<!副)(?<!次)部長(?!代理|補佐)|理事長|院長|校長|園長|学長|オーナー|頭取|president|\bvp\b|vice president|director|\bc[efoit]o\b|chief|owner|head of|principal|chair",
    re.IGNORECASE,
)
_LOW = re.compile(
    r"係長|主任|担当|一般|主事|主査|メンバー|新人|年目|staff|associate|coordinator|specialist|clerk|assistant|analyst|operator|engineer|technician|planner|junior|trainee|intern|事務員|受付",
    re.IGNORECASE,
)
_MIDDLE = re.compile(
    r"次長|課長|マネージャ|マネジャ|ﾏﾈｰｼﾞｬ|リーダー|代理|manager|lead\b|supervisor|室長|師長|教頭|工場長|所長|店長|センター長|事務長",
    re.IGNORECASE,
)


def title_of(person: Person, texts: Sequence[str]) -> tuple[str, str]:
    """What stands beside a person's name: the title's class (``high middle low none``) and its words."""
    found = {"high": "", "middle": "", "low": ""}
    for note, start, end in person.mentions:
        for words in filter(None, _beside(texts[note], start, end)):
            for name, pattern in (("high", _HIGH), ("middle", _MIDDLE), ("low", _LOW)):
                if not found[name] and (match := pattern.search(words)):
                    found[name] = match[0]
    for name in ("middle", "low", "high"):  # 部長代理 and 店長 are found as "middle" before 部長 could make them "high"
        if found[name]:
            return name, found[name]
    return "none", ""


def _beside(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The words right after a name, in brackets behind it, and right before it, as far as a title may stand there."""
    line_end = text.find("\n", end)
    after = text[end : min(end + 40, line_end if line_end >= 0 else len(text))]
    suffix = _SUFFIX.match(after)
    bracket = _BRACKET.match(after)
    before = _PART.split(text[max(0, start - 14) : start])[-1]
    if not (_ENDS_IN_WORD.search(before) or before.isascii()):
        before = ""
    return (suffix[0] if suffix else "", bracket[1] if bracket else "", before)


_SUFFIX = re.compile(r"[\s　]?[一-龯々ァ-ヴーｦ-ﾟ]{0,10}")
_BRACKET = re.compile(r"(?:[\s　]?(?:様|さん|氏|さま))?[\s　]?[(（,、]\s*([^)）\n]{1,40})")
_PART = re.compile(r"[。、」\n・:：はがをにで]")
_ENDS_IN_WORD = re.compile(r"[一-龯ァ-ヴー][\s　]?$")


def contact_title(texts: Sequence[str], people: People) -> tuple[str, str]:
    """The contact's title, as ``title_of`` gives it."""
    return title_of(people.contact, texts) if people.contact else ("none", "")


RELEVANT: dict[Aspect, tuple[int, ...]] = {
    "authority": (0, 1),
    "information": (2, 3),
    "momentum": (4, 5),
    "introduction": (6, 7, 8),
    "outside_cause": (9,),
}
"""For each aspect the columns of ``CODES`` that speak about it."""
VOID = -12.0
"""Log-odds of what a sentence about our own manager shows: so low that it weighs nothing beside any segment that shows something."""


def without_our_own(scores: Floats, segments: Sequence[Segment], who: People) -> Floats:
    """The log-odds with sentences whose subject is our own manager voided: their power and knowledge are not the contact's."""
    kept = scores.copy()
    for number, piece in enumerate(segments):
        if is_of_our_own(piece, who):
            kept[number, :4] = np.minimum(kept[number, :4], VOID)
    return kept


FADING = 0.7
"""What an earlier note counts beside the next one, when segments are pooled."""


def relevance(scores: Floats, segments: Sequence[Segment]) -> dict[Aspect, Floats]:
    """How much each segment has to say about each aspect, from 0 to 1, earlier notes less."""
    silent = 1 - probabilities(scores[:, : len(CODES)])
    fading = _fading(FADING, segments).astype(np.float32)
    return {aspect: (1 - np.multiply.reduce(silent[:, codes], axis=1)) * fading for aspect, codes in RELEVANT.items()}


def _fading(base: float, segments: Sequence[Segment]) -> NDArray[np.float64]:
    """What each segment counts: 1 in the last note, ``base`` in the one before, its square in that before, and so on."""
    last = segments[-1].note
    by_note = [base ** (last - note) for note in range(last + 1)]
    return np.array([by_note[piece.note] for piece in segments])


POOLED = tuple(f"{aspect} {value}" for aspect, values in VALUES.items() for value in values)
"""The classes of the models that judge all segments together: the values of all aspects."""
COLUMNS = {
    aspect: slice(end - len(values), end)
    for (aspect, values), end in zip(VALUES.items(), accumulate(map(len, VALUES.values())), strict=True)
}
"""Which of ``POOLED`` are an aspect's values."""


def pool(sums: Floats, bias: Floats, counting: Mapping[Aspect, Floats]) -> dict[Aspect, Floats]:
    """The log-odds of each aspect's values for all segments as one text, in which each counts as ``shares`` says.

    ``sums``: segments x ``POOLED``, as ``LinearModel.sums`` gives them; ``counting`` as ``relevance`` does.
    """
    return {aspect: shares(counting[aspect]) @ sums[:, columns] + bias[columns] for aspect, columns in COLUMNS.items()}


def shares(counting: Floats) -> Floats:
    """What each segment counts among all: in proportion to its relevance, so that segments without a common word make a text of unit length."""
    return counting / np.float32(max(1e-9, float(np.sqrt(counting @ counting))))


def case_features(
    scores: Floats,
    segments: Sequence[Segment],
    notes: int,
    title: str,
    who: People,
    pooled: Mapping[Aspect, Floats],
) -> Floats:
    """What the case model sees: the evidence, the contact's title, the case's shape, the pooled models.

    ``scores`` are log-odds, segments x ``CODES``; ``pooled`` the log-odds of each aspect's values over all segments.
    """
    parts = _strength_of(scores, segments)
    shown = probabilities(scores[:, :2])  # a title decides where nothing else about authority is shown
    unshown = 1 - float(shown.max(initial=0))
    parts += [unshown]
    for name in ("high", "middle", "low", "none"):
        parts += [float(title == name), unshown * (title == name)]
    parts += [float(notes == 1), float(notes == 2), float(notes >= 3), float(np.log1p(len(segments)))]
    parts.append(who.contact.contact_score if who.contact else -1.0)
    apart = np.concatenate([pooled[aspect] - pooled[aspect].mean() for aspect in RELEVANT])
    parts += np.clip(apart, -8, 8).tolist()
    return np.array(parts, dtype=np.float32)


def _strength_of(scores: Floats, segments: Sequence[Segment]) -> list[float]:
    """The evidence that segments show; ``scores`` are log-odds, segments x ``CODES``.

    For each code the strongest and summed evidence over all notes and in the last one, and when it came last; then which side prevails.
    """
    chance = probabilities(scores)
    last = np.array([piece.note == segments[-1].note for piece in segments], bool)
    place = np.arange(len(segments)) / max(1, len(segments))
    none = np.full((3, len(CODES)), -6.0)
    columns = [
        *np.sort(np.concatenate([np.maximum(scores, -6), none]), axis=0)[:-4:-1],
        np.log1p(np.where(chance > 0.15, chance, 0).sum(axis=0)),
        scores[last].max(axis=0, initial=-6),
        np.log1p(chance[last].sum(axis=0)),
        (chance * place[:, None]).max(axis=0, initial=0),
    ]
    totals = np.clip(chance, 0.02, None).sum(axis=0) if segments else np.ones(len(CODES), scores.dtype)
    prevails = np.stack([np.log(totals[_FOR] / totals[_AGAINST]), _latest_lead(chance)], axis=1)
    parts: list[float] = [*np.array(columns).T.ravel().tolist(), *prevails.ravel().tolist()]
    return parts


_FOR, _AGAINST = np.array([(0, 1), (2, 3), (4, 5), (7, 8), (6, 7), (6, 8)]).T
"""The columns of ``CODES`` of which either prevails."""


def _latest_lead(chance: Floats) -> Floats:
    """For each pair of ``_FOR`` and ``_AGAINST`` by how much the first leads in the last segment that shows either; 0 where none does."""
    likely, unlikely = chance[:, _FOR], chance[:, _AGAINST]
    shown = np.concatenate([likely + unlikely > 0.3, np.zeros((1, len(_FOR)), bool)])
    latest = len(chance) - shown[::-1].argmax(axis=0)  # the added row where none does
    lead = np.concatenate([likely - unlikely, np.zeros((1, len(_FOR)), chance.dtype)])
    return np.asarray(lead[latest, np.arange(len(_FOR))], dtype=chance.dtype)


_CODE_OF: dict[tuple[str, str], str] = {
    ("authority", "strong"): "au+",
    ("authority", "weak"): "au-",
    ("information", "sufficient"): "in+",
    ("information", "insufficient"): "in-",
    ("momentum", "moving"): "mo+",
    ("momentum", "stalled"): "mo-",
    ("introduction", "proposed"): "prop",
    ("introduction", "accepted"): "acc",
    ("introduction", "declined"): "dec",
    ("outside_cause", "true"): "out",
}
LEAST_EVIDENCE = 0.03
"""A segment below this probability is never shown as evidence; at twice as much one value in sixty is lost for want of a quote."""
LEAST_CERTAINTY: dict[tuple[str, str], float] = {("authority", "weak"): 0.8}
"""Where a value is not at least this likely, the engine says it does not know.

Calling a strong contact weak is the dearest error: on unseen writers' cases this threshold costs some five points of accuracy and takes
away seven in ten of those errors (``docs/engine.md`` shows the whole curve).
"""


def decided(aspect: Aspect, chances: dict[str, float]) -> str:
    """The likeliest value, or the one that claims nothing where it is not likely enough."""
    value = max(chances, key=lambda one: chances[one])
    return value if chances[value] >= LEAST_CERTAINTY.get((aspect, value), 0.0) else NOTHING_SHOWN[aspect]


def evidence(aspect: Aspect, value: str, scores: Floats, segments: Sequence[Segment], who: People) -> list[Segment]:
    """The one to three segments that speak most clearly for the value, in the order of the notes; later notes are preferred."""
    chance = probabilities(scores[:, CODES.index(_CODE_OF[aspect, value])])
    weight = chance * _fading(0.85, segments)
    order = np.argsort(-weight, kind="stable")
    best = [int(number) for number in order[:3] if chance[number] >= LEAST_EVIDENCE]
    kept = [number for number in best if weight[number] >= max(0.15, 0.35 * weight[best[0]])] or best[:1]
    shown = [segments[number] for number in sorted(kept)]
    # A deed of the contact's boss alone shows no power of the contact.
    return [] if value == "strong" and all(is_of_another(piece, who) for piece in shown) else shown


_THEIR_DEED = re.compile(r"(?:様|さん|氏|先生)?[一-龯ァ-ヴー]{0,6}[はがも]|,? ?[\w(]")
_PERHAPS_THE_CONTACT = re.compile(r"「|\b(?:he|she|him|her|his|hers|they|them|I|me|us|we)\b")
OPENING = 25
"""Characters within which a sentence's subject stands."""


def is_of_another(piece: Segment, who: People) -> bool:
    """Whether a sentence tells of another of theirs, and neither names the contact nor may mean them by a pronoun or a quote."""
    if who.contact is None or _PERHAPS_THE_CONTACT.search(piece.text) or who.contact.is_named_in(piece):
        return False
    return any(person.side in ("theirs", "outside") and _acts_in(person, piece) for person in who.persons)


def _acts_in(person: Person, piece: Segment) -> bool:
    """Whether a person is named in a segment's first characters as the one who does something."""
    return any(
        note == piece.note
        and piece.start <= start < min(piece.start + OPENING, piece.end)
        and _THEIR_DEED.match(piece.text[end - piece.start :]) is not None
        for note, start, end in (*person.mentions, *person.called)
    )


def title_quote(texts: Sequence[str], people: People, title: str) -> Quote | None:
    """The contact's name together with the title beside it."""
    if people.contact is None or not title:
        return None
    for note, start, end in people.contact.mentions:
        text = texts[note]
        at = text.find(title, end, end + 40)
        if at >= 0 and "\n" not in text[end:at]:
            return Quote(note=note, start=start, end=at + len(title), text=text[start : at + len(title)])
        at = text.rfind(title, max(0, start - 40), start)
        if at >= 0 and "\n" not in text[at:start]:
            return Quote(note=note, start=at, end=end, text=text[at:end])
    return None


_KANA = re.compile(r"[ぁ-ゖァ-ヴｦ-ﾟ]")
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヴｦ-ﾟ一-龯]+")
_ENGLISH = re.compile(
    r"\b(?:the|and|is|was|to|of|in|for|with|not|has|had|he|she|they|we|i|call|meeting|next|price|demo|no|on|at|by|his|her|it)\b",
    re.IGNORECASE,
)
_OTHER_WORDS = re.compile(
    r"\b(?:der|die|und|nicht|ist|mit|le|les|des|est|pour|avec|el|los|las|que|para|con|una|het|een|niet|met|och|att|inte|il|di|che|per|na|em|não)\b",
    re.IGNORECASE,
)


def is_readable(text: str) -> bool:
    """Whether the text is Japanese or English; other languages are left alone."""
    japanese = sum(map(len, _JAPANESE.findall(text)))
    kana = _KANA.search(text) is not None
    if kana and japanese >= 0.2 * len(text):  # as in most notes, whose letters then need not be counted
        return True
    letters = sum(map(str.isalpha, text))
    if japanese >= 0.2 * letters and (kana or letters < 40):
        return True
    words = re.findall(r"[^\W\d_]+", text)
    english = len(_ENGLISH.findall(text))
    return english >= 0.06 * len(words) and english >= len(_OTHER_WORDS.findall(text))
