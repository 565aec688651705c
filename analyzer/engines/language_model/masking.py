"""Mask people, companies, mail addresses, telephone numbers and amounts before anything is sent, and put them back into what comes back.

Every different wording gets a mask of its own (〔人1〕, 〔社2〕 …), the same wording always the same one, so that the way back is exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_MASK = re.compile(r"〔[人社宛話額]\d+〕")
_MAIL = r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9.\-]+\.[A-Za-z]{2,}"
_TELEPHONE = r"(?<![\d０-９])(?:\+?[\d０-９]{1,4}[-‐－ー―() ]{1,2})?[\d０-９]{2,4}[-‐－ー―)( ]{1,2}[\d０-９]{3,4}[-‐－ー― ]{1,2}[\d０-９]{3,4}(?![\d０-９])"
_DIGITS = r"[\d０-９一二三四五六七八九十百千][\d０-９,，.．一二三四五六七八九十百千]*"
_AMOUNT = (
    rf"[¥￥$€£]\s?[\d０-９][\d０-９,，.．]*\s?(?:[万億千kKmM](?![A-Za-z])|million|thousand)?"
    rf"|{_DIGITS}\s?(?:千|百)?[万億]?\s?(?:円|ドル|ユーロ|USD|JPY|EUR|yen|dollars?|euros?|pounds?)"
    rf"|{_DIGITS}\s?(?:千|百)?[万億](?![一-龯])"
)
_FORM = r"(?:株式会社|有限会社|合同会社|\(株\)|（株）|㈱|㈲)"
_WORD = r"[一-龯々ァ-ヴーA-Za-zＡ-Ｚａ-ｚ0-9０-９・&＆]"
_COMPANY = (
    rf"{_FORM}\s?{_WORD}{{2,20}}|{_WORD}{{2,20}}\s?{_FORM}"
    r"|[一-龯々ァ-ヴー]{2,10}(?:工業|化成|精機|製作所|製薬|食品|商事|電機|電気|機械|重工|建設|物産|銀行|病院|運輸|物流|倉庫|印刷|包装|化学|金属|鉄工|水産|醸造|酒造|通信|不動産|百貨店|信用金庫|大学|学園|ホールディングス|システムズ|テック|グループ)"
    r"|[A-Z][\w&'’.-]*(?: [A-Z][\w&'’.-]*){0,3} (?:Ltd|Inc|GmbH|Corp|LLC|AG|plc|Co|Company|Group|Foods|Logistics|Precision|Industries|Systems|Bank|Partners|Holdings|Hospital|University|Manufacturing|Engineering|Pharma)\b\.?"
)
_KINDS = (("宛", _MAIL), ("話", _TELEPHONE), ("額", _AMOUNT), ("社", _COMPANY))
_ADDRESSED = r"[ 　]?(?:様|さま|さん|サン|氏|殿|先生|くん|君|女史|部長|課長|係長|社長|次長|主任|店長|所長|室長|本部長|工場長|専務|常務)"
_HONOURED = re.compile(
    r"(?P<ja>[一-龯々]{1,4}|[ァ-ヴー]{2,10}|[ｦ-ﾟ]{2,10})(?=[ 　]?(?:様|さま|さん|サン|氏|殿|先生|くん|君|女史))"
    r"|(?:Mr|Ms|Mrs|Miss|Dr|Prof)\.?\s+(?P<en>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)"
)
_NO_NAME = frozenset(
    "お客 客 皆 皆々 奥 御社 弊社 当社 先方 相手 業者 担当 担当者 上 上司 部下 部長 課長 係長 社長 次長 主任 店長 所長 室長 本部長 工場長 専務 常務".split()
)


@dataclass
class Masked:
    """Notes with their masks, and the way back."""

    texts: list[str]
    originals: dict[str, str] = field(default_factory=dict)

    def restored(self, words: str) -> str:
        """The words with every mask replaced by what it stands for."""
        return _MASK.sub(lambda mask: self.originals.get(mask[0], mask[0]), words)


def masked(texts: Sequence[str], names: Sequence[str] = ()) -> Masked:
    """The notes with everything that names somebody or an amount masked; ``names`` are known beforehand (the profile's)."""
    people = sorted({*filter(None, names), *_people(texts)}, key=len, reverse=True)
    found = re.compile(
        "|".join(
            [f"(?P<宛>{_MAIL})", f"(?P<話>{_TELEPHONE})"]
            + ([f"(?P<人>{'|'.join(map(_as_written, people))})"] if people else [])
            + [f"(?P<額>{_AMOUNT})", f"(?P<社>{_COMPANY})"]
        )
    )
    masks: dict[str, str] = {}
    # A note that itself holds something that looks like a mask keeps it: it stands for itself.
    taken = {mask for text in texts for mask in _MASK.findall(text)}

    def mask(match: re.Match[str]) -> str:
        words, kind = match[0], match.lastgroup or "人"
        if words not in masks:
            number = 1 + sum(one[1] == kind for one in masks.values())
            while (made := f"〔{kind}{number}〕") in taken:
                number += 1
            masks[words] = made
            taken.add(made)
        return masks[words]

    shown = [found.sub(mask, text) for text in texts]
    return Masked(shown, {made: words for words, made in masks.items()})


def _as_written(name: str) -> str:
    """A name as a pattern; a Latin one only as a whole word, one of a single character only where somebody is addressed."""
    from analyzer.engines.offline.latin import in_latin, is_whole_word

    if in_latin(name):
        return is_whole_word(name)
    return rf"{re.escape(name)}(?={_ADDRESSED})" if len(name) == 1 else re.escape(name)


def _people(texts: Sequence[str]) -> Iterator[str]:
    """Every name that the embedded engine finds, and whoever is spoken of with an honorific."""
    from analyzer.engines.offline.engine import lay_out
    from analyzer.engines.offline.latin import in_latin

    for person in lay_out(texts).persons:
        yield from (texts[note][start:end] for note, start, end in person.mentions)
        yield person.name
        if in_latin(person.name):
            yield from (part for part in person.name.split() if len(part) > 1)
    for text in texts:
        for match in _HONOURED.finditer(text):
            name = match["ja"] or match["en"]
            if name not in _NO_NAME:
                yield name
