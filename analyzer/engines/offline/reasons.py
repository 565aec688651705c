"""One-line reasons for the embedded engine's findings, in Japanese and English, and the source grade of a segment."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.engines.offline.features import GUESS
from analyzer.engines.offline.people import People
from analyzer.engines.offline.segments import Segment
from analyzer.reading import Aspect, Grade, Quote
from analyzer.words import Words

OTHER_LANGUAGE = Words(
    ja="日本語でも英語でもない文章のようなので、何も読み取っていません。",
    en="This text seems to be neither Japanese nor English, so nothing was read from it.",
)
NO_SENTENCES = Words(
    ja="読み取れる文がありませんでした。",
    en="There was no sentence to read.",
)
ORDERS_IGNORED = Words(
    ja="読み手への指示のような行がありました。根拠には使っていません。",
    en="Some lines give orders to the reader. They were not used as evidence.",
)

_SHOWN: dict[tuple[str, str], Words] = {
    ("authority", "strong"): Words(ja="社内を動かした、または任されている様子が書かれています", en="the notes show this person moving things, or being trusted to"),
    ("authority", "weak"): Words(ja="自分では決められない、または社内で通らない様子が書かれています", en="the notes show that this person cannot decide, or does not get things through"),
    ("information", "sufficient"): Words(ja="判断や社内説明に足りるだけ理解している様子が書かれています", en="the notes show that this person understands enough to judge and to explain it"),
    ("information", "insufficient"): Words(ja="判断に要る情報がまだ届いていない、または誤解が残る様子が書かれています", en="the notes show that key facts have not reached this person, or are misunderstood"),
    ("momentum", "stalled"): Words(ja="先方の動きが止まっている様子が書かれています", en="the notes show that nothing moves on the customer's side"),
    ("momentum", "moving"): Words(ja="先方が動いた、または日付のある次の一歩があります", en="the customer's side has acted, or has agreed a dated next step"),
    ("introduction", "proposed"): Words(ja="上司同士の引き合わせを持ちかけ、返事はまだです", en="bringing the managers together was raised; the answer is open"),
    ("introduction", "accepted"): Words(ja="上司同士の引き合わせに応じてもらえています", en="bringing the managers together was agreed to, or has taken place"),
    ("introduction", "declined"): Words(ja="上司同士の引き合わせは断られた、またはかわされています", en="bringing the managers together was refused or dodged"),
    ("outside_cause", "true"): Words(ja="ご本人の外に、動けない理由が書かれています", en="the notes give a reason for not moving that lies outside this person"),
}  # fmt: skip
_NOTHING: dict[str, Words] = {
    "authority": Words(ja="権限や影響力を示す言葉が、はっきりとは見つかりませんでした", en="no clear words on this person's authority or influence"),
    "information": Words(ja="どこまで理解しているかを示す言葉が、はっきりとは見つかりませんでした", en="no clear words on how much this person knows"),
    "momentum": Words(ja="動いているとも止まっているとも、はっきりとは書かれていません", en="the notes do not clearly say whether it moves or stalls"),
    "introduction": Words(ja="上司同士の引き合わせの話は出ていません", en="bringing the managers together has not come up"),
    "outside_cause": Words(ja="ご本人の外にある理由は見当たりません", en="no reason outside this person is mentioned"),
}  # fmt: skip
_QUOTED = re.compile(r"[「『\"“]")


def grade(piece: Segment, who: People) -> Grade:
    """Said in so many words, reported, or the rep's own impression."""
    customers = {person.name for person in who.persons if person.side in ("contact", "theirs")}
    if _QUOTED.search(piece.text) or any(name in piece.speaker for name in customers if piece.speaker):
        return "said"
    return "impression" if GUESS.search(piece.text) else "reported"


def reason(
    aspect: Aspect, value: str, quotes: Sequence[Quote], segments: Sequence[Segment], *, by_title: bool
) -> Words:
    """Why this value, in a line."""
    shown = _SHOWN.get((aspect, value))
    if shown is None:
        return Words(ja=_NOTHING[aspect].ja + "。", en=_sentence(_NOTHING[aspect].en))
    if by_title:
        return Words(
            ja="役職からの見立てです。それを打ち消す様子は書かれていません。",
            en="Judged by the title alone; nothing in the notes speaks against it.",
        )
    several = len({piece.note for piece in segments}) > 1
    latest = several and bool(quotes) and all(quote.note == segments[-1].note for quote in quotes)
    ja = ("最後の議事録に、" if latest else "") + shown.ja + (f"({len(quotes)}か所)" if len(quotes) > 1 else "") + "。"
    en = ("in the last note, " if latest else "") + shown.en + (f" ({len(quotes)} places)" if len(quotes) > 1 else "")
    return Words(ja=ja, en=_sentence(en))


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:] + "."
