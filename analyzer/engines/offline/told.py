"""Whom the notes call the contact in so many words: 窓口の蓼沼様, 後任の古賀様 or "replaced by Ms Ewart" settle it, whoever was written about more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.engines.offline.cues import LATIN, cue
from analyzer.engines.offline.people import with_contact
from analyzer.engines.offline.persons import People, Person
from analyzer.engines.orders import order_spans

_REACH = 40
_POLITE = r"(?:様|さん|氏|[一-龯]{0,3}?(?:長|任|役|務)){0,3}"
_SUCCESSOR_BEFORE = re.compile(
    r"(?P<ja>後任(?:者)?(?P<link>の|は|が|に|として|となる|になる)?)[、:：「]?[^。、\nをとにが]{0,10}$"
    r"|\b(?i:successor(?: is|:|,)?|replaced by|now with|new contact(?: is|:|,)?|in (?:his|her) place:?) ?"
    r"(?:(?:Mr|Ms|Mrs|Dr)\.? )?(?:[A-Z][\w'’-]+ )?$"
)
_SUCCESSOR_BEHIND = re.compile(
    r"[^.\n]{0,18}\b(?:is (?:his|her|the) successor|replaces (?:him|her)|has replaced (?:him|her))\b", re.IGNORECASE
)
_ANOTHER_POST = re.compile(
    r"(?<![一-龯ァ-ヴー様])(?:社長|専務|常務|(?:工場|支店|本部|部|課|所|店)長)の後任|(?:弊社|当社|当方|私|小職)[^。、\n]{0,8}後任"
)
# "Handed over to" and "took over" are left out, and 引き継いだ and 代わる without who left: on the corpus they as often told of a thing or of our own people.
_LEAVES = r"移られ|移籍|異動|退職|退社|辞め|定年|出向|転勤|転籍|入院|休職|休業|産休|育休|出産"
_NOW = re.compile(
    r"(?:今|いま|現在|今後|これから)の?窓口(?:は|の)[\s　]?$|(?:後(?:を|は)|窓口を)引き?継いだのは[\s　]?$"
)
"""Before the name of who is the contact now."""
_BECOMES = re.compile(
    rf"{_POLITE}(?:[(（][^)）\n]{{1,16}}[)）])?(?:に担当(?:が)?変更(?!の|は)|が直接の窓口と(?:なる|なり|なった)(?!の)"
    r"|[はが](?:(?!自分)[^。、\n]){0,16}(?<![長務])の後任(?:者)?(?=。|です|で[、。]|とのこと|だ|\n|$))"
)
_COMES_INSTEAD = re.compile(
    rf"{_POLITE}(?:[(（][^)）\n]{{1,16}}[)）])?[にへ](?:[替変代]わ(?:りました|った(?!ら)|られました|っている)|交[代替](?:した|しました|された|。))"
)
_SPOKEN_OF = re.compile(rf"窓口|担当|{_LEAVES}")
"""Behind and before a name, where somebody left or the contact is spoken of: 曽我さんに替わりました."""
_HANDED_ON = re.compile(rf"(?:様|さん|氏|長|任)[がはも](?:[^。\n]{{0,14}}?)(?:{_LEAVES})[^。\n]{{0,14}}[、。]\s*$")
_TAKES_ON = re.compile(
    rf"{_POLITE}が(?:後を)?(?:引き?継[ぎい]|代わり(?:を務|に(?:担当|対応))|担当(?:に|と|です|され[るま]|する(?:こと|。)|。|$))"
)
"""Behind the name of who goes on where the one named before it left off: 近藤さんが移られ、兵藤さんが引き継ぎました."""
_FROM_TO = re.compile(r"前任の[^、。\n]{1,12}から[\s　]?$")
_TO = re.compile(r"(?:様|さん|氏)?へ(?:引き?継|交[代替]|変更|。|\n|$)")
_NOT_SO = re.compile(
    r"可能性|かも|未定|予定|打診|検討|希望|しない|せず|困|競合|他社|代理店|弊社|当社|当方|小職|自社|電話|途中|受付|司会|内線|工程|欄|名義|代理|[?？]"
)
"""What says in the same sentence that it is not so or not yet, or that something else changes hands."""
_DONE_TO = re.compile(rf"{_POLITE}(?:に(?!な|決)|と(?!な|決|の)|を|が決)|['’]s\b")
"""What says behind a name that the successor is somebody else, who does something to this one (後任として佐伯様にご挨拶)."""
_UNMET = r"(?:とは|には|とも|にも|と|に)(?:まだ)?[^。\n]{0,6}(?:面識(?:は|が|も)?(?:まだ|一切)?な|会え(?:ず|て(?:い)?な)|会って(?:い)?な|お会い(?:できて(?:い)?な|できず|して(?:い)?な))"
_NOT_MET = re.compile(rf"{_POLITE}{_UNMET}|[^\n]{{0,160}}?(?<!の)後任(?:の方|者){_UNMET}")
"""What says behind a name that the rep does not deal with the successor."""
_GOES_ON_WITH = re.compile(
    r"[^\n]{0,60}?[本この]件は(?P<who>(?!弊社|当社)[^。\n、]{1,10}?)(?:様|さん|氏)が?(?:引き?続き|当面|そのまま)"
)
"""What says that the rep goes on with somebody else."""
_DENIED = re.compile(rf"(?:新?社長|会長)|{_POLITE}(?:では?な|じゃな|か(?!ら))")
"""What says behind a name that somebody is not it; a new president succeeds the old one, hardly the rep's contact."""
_CONTACT_BEFORE = re.compile(
    r"(?:^|[、。・\s　(（【「:：が])(?:まあ|結局|あくまで|実際は)?(?:(?:本件|今回|いつも|日頃|先方|この話)の|引き続き)?(?:窓口|(?P<reached>(?:今後の|ふだんの)?ご?連絡先))(?:の|は|:|：|は引き続き|である)[\s　]?(?:[一-龯ァ-ヴー]{1,8}(?:長|任|役|員|務|担当)の)?$"
    r"|(?:^|[\s,;:(])(?:our|my) (?:(?:main|usual|regular|day-to-day) )?(?:(?:point of )?contact(?: there| here)?(?: is|,|:)?|(?:man|woman|guy)(?: there| here)?(?: is|:)) ?"
    r"(?:(?:Mr|Ms|Mrs|Dr)\.? )?(?:[A-Z][\w'’-]+ )?$",
    re.IGNORECASE,
)
_CONTACT_BEHIND = re.compile(
    r"^(?:様|さん|氏)?[\s　]?(?:[一-龯ァ-ヴー]{0,8}?(?:長|任|役|員|務|与|事|師|リーダー|マネージャー))?(?:様|さん|氏)?[\s　]?"
    r"[(（](?:[^()（）\n]{0,16}[、・/／\s])?(?:(?:ふだんの|当方の|当社の|本件の?|いつもの|この話の)?窓口|(?:日頃|ふだん)のご?連絡先)[)）]"
    r"|^(?:様|さん|氏)?(?:[(（][^)）\n]{1,16}[)）])?(?:が|は)(?:(?:今回|本件|直接)の|引き続き)?窓口(?:。|です|で、|とのこと|となる|となり|$)"
    r"|^,? ?\(?(?:[^().\n]{0,30}[,;] )?(?:(?:our|my) (?:(?:main|usual|regular|day-to-day) )?(?:point of )?contact(?: (?:there|here|since|for|from)\b|(?=\)))|the (?:(?:main|usual|regular|day-to-day) )?(?:point of )?contact(?=\))|(?:our|my) (?:one|man|guy)\))"
    r"|^,? (?:with )?whom (?:I|we)(?:['’]ve| have| always| usually| mostly)* (?:ring|see|deal|dealt|meet|speak|work|worked)\b"
    r"|^, (?:our|my) (?:(?:main|usual|regular|day-to-day) )?(?:point of )?contact(?: (?:there|here|since|for)\b[^.;\n]{0,30})?,(?! who (?:has )?left)"
    r"|^,? (?:is|being) (?:our|my) (?:(?:main|usual|regular|day-to-day) )?(?:point of )?(?:contact|man|guy)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(rf"{_POLITE}(?:から|に|へ|まで|を)")
_NOT_NOW = re.compile(
    r"前任|前の|以前|元の|旧|これまで|当初|長らく|だった|でした|交代|交替|退職|異動|離任|後任|引き?継|変わ|替わ|代わ|移|弊社|当社|当方の(?!窓口)|研修|施設|新し|新た|なるか|かも|次の"
    r"|ほしい|欲しい|[がで]い?良?い|でしょうか|[?？]|予定|のでは|要望|一本化|銀行|受付|代理店|クレーム|修理|競合|\b(?:former|previous|old|new|wants?|send|bank|until|till|moved|leaving|left|transferred|last day)\b",
    re.IGNORECASE,
)
"""What says in the same sentence that somebody was the contact or may become it, or that another counter is meant."""


def with_told_contact(who: People, texts: Sequence[str]) -> People:
    """The people with the one of the customer's who is last called the contact, or their successor, as the contact; the same where nobody is."""
    told = [(place, person) for person in who.persons if _may_be(person) for place in _places(person, texts)]
    if not told:
        return who
    chosen = max(told, key=lambda one: one[0])[1]
    return with_contact(who.persons, [float(person is chosen) for person in who.persons])


def _may_be(person: Person) -> bool:
    return person.side in ("contact", "theirs") and not person.is_own


def _places(person: Person, texts: Sequence[str]) -> list[tuple[int, int]]:
    """Where a person is called the contact or a successor, as (note, start), outside of lines that give orders."""
    last = len(texts) - 1
    return [
        (note, start)
        for note, start, end in person.mentions
        if _may_tell(texts[note][max(0, start - _REACH) : end + _REACH])
        and not any(begin <= start < stop for begin, stop in order_spans(texts[note]))
        # Of several notes the first tells of nobody's going yet, and only the last says who the contact is now.
        and (
            ((note or not last) and _is_successor(texts[note], start, end))
            or (note == last and _is_contact(texts[note], start, end))
        )
    ]


_TELLING = cue(
    "窓口|連絡先|後任|継|[替変代]わ|交[代替]|担当|前任",
    r"(?i)contact|whom|(?:our|my) |successor|replac|now with|place",  # no \b: a name may stand right before
)


def _may_tell(around: str) -> bool:
    """Whether the words around a name hold one of those that every pattern for a contact or a successor asks for."""
    return _TELLING.is_in(around, latin=LATIN.search(around) is not None)


def _is_successor(text: str, start: int, end: int) -> bool:
    before, behind = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    called = _SUCCESSOR_BEFORE.search(before)
    if called is None:
        return _SUCCESSOR_BEHIND.match(behind) is not None or _takes_on(before, behind)
    if _ANOTHER_POST.search(before) or _DENIED.match(behind) or _NOT_MET.match(text, end):
        return False
    other = _GOES_ON_WITH.match(text, end)
    if other and text[start:end] not in other["who"]:
        return False
    # In 後任の古賀様に挨拶 the one greeted is the successor, in 後任が古賀様に挨拶 somebody else is.
    is_meant = called["ja"] is not None and called["link"] in ("の", None)
    return is_meant or _DONE_TO.match(behind) is None


def _takes_on(before: str, behind: str) -> bool:
    """Whether the words around a name say that its bearer goes on where somebody else left off."""
    return _goes_on(before, behind) and _NOT_SO.search(_sentence(before, behind, r"[。\n]")) is None


def _goes_on(before: str, behind: str) -> bool:
    if _NOW.search(before) or _BECOMES.match(behind):
        return True
    if _COMES_INSTEAD.match(behind):
        return _SPOKEN_OF.search(before) is not None
    pairs = ((_HANDED_ON, _TAKES_ON), (_FROM_TO, _TO))
    return any(then.match(behind) and first.search(before) for first, then in pairs)


def _sentence(before: str, behind: str, ends: str) -> str:
    """The sentence around a name, without the name."""
    return re.split(ends, before)[-1] + re.split(ends, behind)[0]


def _is_contact(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _REACH) : start].rpartition("\n")[2]
    behind = text[end : end + _REACH].partition("\n")[0]
    called = _CONTACT_BEFORE.search(before) or _CONTACT_BEHIND.match(behind)
    if called is None or _NOT_NOW.search(_sentence(before, behind, "[。.／/]")) or _DENIED.match(behind):
        return False
    return not (called.groupdict().get("reached") and _ASKED.match(behind))  # 連絡先は田中さんから伺った
