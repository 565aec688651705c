"""Who is who in the notes: every named person and their side, and which of them is the contact.

Names are found by their surroundings (様, さん, a title, "Ms", a speaker's colon) and by the dictionary's surnames. Whose side a person is
on is decided by a small learned model over those surroundings; the rep's profile, where given, settles it beforehand.
"""

from __future__ import annotations

import bisect
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from analyzer.engines.offline import attendees
from analyzer.engines.offline.hashing import feature_rows
from analyzer.engines.offline.linear import Floats, LinearModel
from analyzer.engines.offline.segments import Segment
from analyzer.engines.offline.tokens import Token, tokenize

SIDES = ("contact", "theirs", "ours", "outside", "nobody")
ROWS = 1 << 22

HONORIFICS = ("様", "さま", "さん", "サン", "ｻﾝ", "氏", "殿", "先生", "くん", "君", "ちゃん", "女史", "嬢", "はん")
TITLES = (
    "代表取締役社長 取締役社長 代表取締役 取締役 社長 副社長 会長 専務 常務 執行役員 役員 本部長 副本部長 事業部長 部長代理 副部長 部長 次長 室長 課長代理 課長補佐 副課長 課長 係長 主任 "
    "主査 主事 主幹 参事 工場長 支店長 支社長 支配人 副支配人 店長 副店長 所長 センター長 グループ長 班長 職長 組合長 理事長 理事 局長 局次長 事務長 事務局長 師長 看護師長 看護部長 院長 "
    "副院長 園長 校長 教頭 学長 教授 准教授 学部長 学科長 技師長 チーフ マネージャー マネジャー ﾏﾈｰｼﾞｬｰ リーダー ﾘｰﾀﾞｰ ディレクター GM PM SV MGR Mgr GL 担当 若頭 親方 棟梁 "
    "頭取 女将 料理長 船長 組長 顧問 相談役 監査役 総務 管理者 施設長 ホーム長 主管 主席 副理事長 副所長 副工場長 町長 村長 市長 助役 オーナー"
).split()
_TITLE = re.compile("|".join(sorted(map(re.escape, TITLES), key=len, reverse=True)))
_OPENS = "".join(sorted({word[0] for word in (*HONORIFICS, *TITLES)}))
_AFTER_NAME = re.compile(
    # What the words below can begin with is looked at first: after most words nothing of the kind follows.
    rf"^(?=[\s　一-龯々ァ-ヴーA-Za-z0-9{_OPENS}])(?:[\s　]?(?:{'|'.join(HONORIFICS)})|(?:[一-龯々ァ-ヴーA-Za-z0-9]{{0,8}})?(?:{_TITLE.pattern}))"
)
_NO_NAME = frozenset(
    "お客 皆 みな 奥 お母 お父 母 父 御社 弊社 当社 先方 相手 業者 お嬢 社員 職員 担当 担当者 部下 上司 上 営業 現場 総務 経理 人事 購買 情シス 業者 旦那 お子 赤 患者 生徒 得意先 取引先 客 息子 "
    "娘 孫 家内 嫁 姉 兄 弟 妹 何 誰 皆々 隣 女 男 元 前 新 現 同 旧 各 両 副 代表 本社 支店 営業所 うち 若手 先輩 後輩 同僚 大家 職人 店員 お隣 銀行 商工 メーカー ベンダー 代理店 商社 会社 運転手 "
    "ドライバー パート 看護師 先生 教授 技術 製造 生産 管理 開発 企画 品質 保全 資材 調達 情報 システム 統括 業務 経営 事業 施設 設備 工務 物流 第一 第二 一 二 三 四 五 神 仏 王 監督 お二人 "
    "見積 社 部 課 室 局 係 班 店 主 貴 親 義父 義母 叔父 伯父 祖父 祖母 婿 次期 担任 学年 事務 教務 進路 校務 会計 広報 販売 販促 商品 財務 法務 看護 印刷 サービス 当方 先方 外商 秘書 受付 供給 意匠 疲れ 製造 柴製造 あと だいぶ 三百 工場 研究 営業部 客先 弊 御 代".split()
)
_ENGLISH_NAME = re.compile(
    r"(?:(?P<mr>Mr|Ms|Mrs|Miss|Dr|Prof|Sir)\.?\s+)?(?P<name>[A-ZÀ-Þ][\w'’\-]*[a-zß-ÿ][\w'’\-]*(?:\s+(?:(?:van|de|der|den|von|da|di|al|el|bin)\s+)*[A-ZÀ-Þ][\w'’\-]*[a-zß-ÿ][\w'’\-]*){0,2})"
)
_NO_ENGLISH_NAME = frozenset(
    "Mr Mrs Ms Miss Dr Prof Sir Frau Herr Madame Monsieur Mme I The This That These Those He She They We It You And But So Or If As At In On Of To For From With By Not No Yes Hi Hello Dear Thanks Thank Regards Best Cheers Kind Team Subject Re Fwd Rep Sales Call "
    "Meeting Note Notes Minutes Present Attendees Attending Agenda Next Action Actions Summary Status Update Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun January "
    "February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Our Their His Her My Your Its What When Where Who Why How Which There Here "
    "Then Now Also Still Just Only Once Every Each Both All Some Any More Most Asked Told Said Says Sent Spoke Met Visited Demo Demoed Price Pricing Quote Email Phone Tel Visit Visited After Before Since "
    "While Until Well Okay OK Fine Sure Right Look Great Good Sorry Please Let Can Could Would Will Shall May Might Must Should Do Does Did Is Are Was Were Has Have Had Been Be Being Nothing Nobody "
    "Everyone Everybody Someone Apparently Background Outcome Follow Feeling Site Plant Finance Operations Procurement Purchasing Engineering Quality Production IT HR Board Committee Director Manager "
    "Head Chief President Officer VP CEO CFO CIO COO CTO Customer Client Contact Account Deal Product Company Group Ltd Inc GmbH Corp Question Answer Q A PM AM AOB Apologies Item Discussion Introduction "
    "Speaker System SYSTEM Assistant Instruction Ignore Slide Excel Word PowerPoint Teams Zoom Slack Outlook Anything Everything Something Neither Either Getting Give Bring Back Take Took Got Went Came Gave Made Met Told Ran Left Still Though Although Because Despite Instead Meanwhile Maybe Perhaps Possibly "
    "Again Twice Three Two One Four Five Six First Second Third Half Last Next Later Early Late Today Tomorrow Yesterday Tonight Morning Afternoon Budget Global Systems Services Solutions Digital Commercial "
    "Other Another Others Same Different New Old Big Small Long Short Whole Full Quick Brief Lunch Coffee Tea Standing Sitting Walking Struck Assumes Assume Suppose Fair True False Right Wrong Very Quite "
    "Rather Too Really Actually Honestly Frankly Basically Usually Never Always Often Sometimes Yep Yeah Nope Hmm Um Uh Oh Ah Hey Dunno Wow Ha Haha LOL Ouch Christmas Easter English Japanese German Dutch French Europe America London".split()
)


_CONTRACTION = re.compile(r"['’](?:m|ve|d|ll|re|t|s)$")
_SAN = re.compile(r"(?:-(?:san|sama|kun|bucho)|['’]s)$")


@dataclass
class Person:
    """A named person: every mention as (note, start, end), and their side."""

    name: str
    mentions: list[tuple[int, int, int]] = field(default_factory=list)
    side: str = "nobody"
    contact_score: float = 0.0
    chances: tuple[float, ...] = (0.0,) * len(SIDES)
    """How likely each side is, by the surroundings of the name alone."""
    is_own: bool = False
    """Whether the rep's profile names this person: then nobody makes them the contact."""
    features: set[str] = field(default_factory=set)
    listed: str = ""
    """The side on which an attendee list of the notes puts them, if one does."""


@dataclass(frozen=True)
class People:
    """All persons of a case; ``contact`` is the one the rep deals with, or ``None``."""

    persons: tuple[Person, ...]
    contact: Person | None


def candidates(texts: Sequence[str], segments: Sequence[Segment], tokens: Sequence[Sequence[Token]]) -> list[Person]:
    """Every name in the notes with the features of its surroundings; ``tokens`` holds the words of each segment."""
    found: dict[str, Person] = {}
    for piece, words in zip(segments, tokens, strict=True):
        for start, end in _names_in(piece, words):
            name = piece.text[start:end]
            person = found.setdefault(key(name), Person(name))
            place = (piece.note, piece.start + start, piece.start + end)
            if place not in person.mentions:
                person.mentions.append(place)
    for piece in segments:
        if piece.speaker and not piece.speaker.isdigit():
            name = _bare(piece.speaker)
            if name and name not in _NO_NAME:
                person = found.setdefault(key(name), Person(name))
                person.features.add("speaks")
    for one in attendees.listed(texts):
        name = _family(one.name)
        person = found.setdefault(key(name), Person(name))
        person.listed = one.side
        place = (one.note, one.start, one.start + len(name))
        if place not in person.mentions:
            person.mentions.append(place)
    _mention_everywhere(found, texts)
    _say_what_is_said(found.values(), segments, tokens)
    kept = _without_parts([person for person in _merge(found.values()) if person.mentions])
    by_note: list[list[Segment]] = [[piece for piece in segments if piece.note == note] for note in range(len(texts))]
    for person in kept:
        _describe(person, kept, texts, by_note)
    return kept


def _family(name: str) -> str:
    """The family name of a full name written without a blank (佐藤花子), by the dictionary."""
    if len(name) < 3 or name.isascii():
        return name
    words = tokenize(name)
    surname = len(words) > 1 and words[0].pos[:3] == ("名詞", "固有名詞", "人名")
    return words[0].surface if surname else name


def assign_sides(persons: Sequence[Person], model: LinearModel, own_names: Iterable[str] = ()) -> People:
    """Give each person a side; the likeliest contact becomes the contact, for the first look at least."""
    if not persons:
        return People((), None)
    own = {key(_bare(name)) for name in own_names if name.strip()}
    scores = model.scores([feature_rows(person.features, ROWS) for person in persons])
    chance = np.exp(scores - scores.max(axis=1, keepdims=True))
    chance /= chance.sum(axis=1, keepdims=True)
    at = {side: model.classes.index(side) for side in SIDES}
    for person, row in zip(persons, chance, strict=True):
        by_profile = any(name and (name in key(person.name) or key(person.name) in name) for name in own)
        person.is_own = by_profile or person.listed == "ours"
        # What the profile or the note's own list says outweighs the words around a name.
        known = "ours" if person.is_own else person.listed
        told = _told(row, at, known) if known else row
        person.contact_score = float(told[at["contact"]])
        person.chances = tuple(told.tolist())
        likeliest = SIDES[int(np.argmax([told[at[side]] for side in SIDES]))]
        person.side = likeliest if known else _stated(person) or likeliest
        if not known and _stated(person) == "ours":
            person.contact_score = min(person.contact_score, OURS_AT_MOST)
    return with_contact(persons, [person.contact_score for person in persons])


OURS_AT_MOST = 0.05
"""How likely somebody called 弊社の can at most be the contact."""


def _stated(person: Person) -> str:
    """The side that the words right before the name say, where they agree; empty otherwise."""
    stated = [side for side in _STATED if f"stated {side}" in person.features]
    return stated[0] if len(stated) == 1 else ""


def _told(row: Floats, at: Mapping[str, int], known: str) -> Floats:
    """The chances of one whose side is known: ours, or else the contact or another of theirs."""
    places = [at["ours"]] if known == "ours" else [at["contact"], at["theirs"]]
    told = np.zeros_like(row)
    told[places] = row[places] + 1e-6
    return np.asarray(told / told.sum(), dtype=row.dtype)


def with_contact(persons: Sequence[Person], scores: Sequence[float], *, anyone: bool = True) -> People:
    """The persons with the best-scored one as the contact, if there is ``anyone``; a former contact is just theirs."""
    for person in persons:
        if person.side == "contact":
            person.side = "theirs"
    likely = [number for number, person in enumerate(persons) if not person.is_own]
    if not anyone or not likely:
        return People(tuple(persons), None)
    best = max(likely, key=lambda number: scores[number])
    persons[best].side = "contact"
    return People(tuple(persons), persons[best])


def evidence_about(who: People, segments: Sequence[Segment], scores: Floats) -> Floats:
    """What a first look says about who the contact is: a row of numbers a person.

    The notes' evidence (``scores``: segments x codes log-odds) is mostly about the contact: how much of it stands where a person is named
    or speaks is weighed together with what the surroundings of the name say.
    """
    likely = 1 / (1 + np.exp(-scores[:, :9]))
    weight, introduction = likely[:, :6].sum(axis=1), likely[:, 6:].sum(axis=1)
    last = np.array([piece.note == segments[-1].note for piece in segments])
    named = np.array([[_named_in(person, piece) for piece in segments] for person in who.persons])
    near = named | np.concatenate([np.zeros((len(named), 1), bool), named[:, :-1]], axis=1)
    total, total_last = max(1e-6, float(weight.sum())), max(1e-6, float(weight[last].sum()))
    shares = np.stack(
        [
            named @ weight / total,
            near @ weight / total,
            named[:, last] @ weight[last] / total_last,
            near[:, last] @ weight[last] / total_last,
            named @ introduction / max(1e-6, float(introduction.sum())),
            (named & (named.sum(axis=0) == 1)) @ weight / total,
        ],
        axis=1,
    )
    named_first = np.array([bool(row[:2].any()) for row in named])
    chance = np.array([person.contact_score for person in who.persons])
    mentions = np.array([len(person.mentions) for person in who.persons])
    order = np.argsort(
        np.argsort([note * 1_000_000 + start for note, start, _ in (person.mentions[0] for person in who.persons)])
    )
    columns = [
        np.log((chance + 1e-4) / (1.0001 - chance)),
        np.log((chance + 1e-4) / (chance.max() + 1e-4)),
        chance == chance.max(),
        *shares.T,
        *(shares == shares.max(axis=0)).T,
        mentions / mentions.max(),
        order == 0,
        order / len(order),
        [any(note == segments[-1].note for note, _, _ in person.mentions) for person in who.persons],
        named_first,
        *np.log(np.array([person.chances for person in who.persons]).T + 1e-3),
        ["speaks" in person.features for person in who.persons],
        *([person.side == side for person in who.persons] for side in ("ours", "nobody", "theirs", "contact")),
    ]
    return np.array(columns, dtype=np.float32).T


ANYONE_FROM = -0.5
"""Log-odds from which there is a contact: where it is even, leaving out the person the rep met is the worse error. Learning goes by 0."""


def evidence_of_anyone(who: People, first: Floats, best: int) -> Floats:
    """What says whether there is a contact at all.

    That is: on which side the best-scored person is, how much evidence the notes hold, and whether their words (last column of the first
    look) are those of a sales meeting.
    """
    weight = (1 / (1 + np.exp(-first[:, :9]))).sum(axis=1)
    chances = np.array([person.chances for person in who.persons])
    contact, theirs, ours = chances[best, [SIDES.index(side) for side in ("contact", "theirs", "ours")]]
    return np.array(
        [
            math.log((contact + 1e-4) / (1.0001 - contact)),
            math.log((contact + theirs + 1e-3) / (ours + 1e-3)),
            math.log(chances[:, :2].sum(axis=1).max() + 1e-3),
            math.log(weight.sum() + 1e-3),
            math.log(weight.max() + 1e-3),
            math.log(len(first)),
            first[:, -1].mean(),
            first[:, -1].max(),
        ],
        dtype=np.float32,
    )


def _named_in(person: Person, piece: Segment) -> bool:
    if piece.speaker and person.name in piece.speaker:
        return True
    at = bisect.bisect_left(person.mentions, (piece.note, piece.start))
    return at < len(person.mentions) and person.mentions[at] < (piece.note, piece.end)


_HONOURED = re.compile(r"(?<![一-龯々])([一-龯々]{2,4})(?=様(?![子々式相])|さま|さん|氏(?!名))")
"""A run of kanji that stands by itself before an honorific: also rare surnames that the dictionary takes for a department or a number (友部, 千頭)."""
_BUSINESS = re.compile(
    r"精機|精工|工業|製作所|電機|電気|電子|商事|商会|商店|商運|建設|建材|物産|産業|運輸|運送|物流|倉庫|化学|化成|薬品|製薬|食品|フーズ|鉄工|鋼業|金属|工務店|印刷|紙業|製紙"
    r"|銀行|信金|病院|医院|クリニック|酒造|醸造|製菓|製パン|製麺|水産|農園|牧場|木材|石材|硝子|ガラス|塗装|繊維|染色|縫製|建築|不動産|自動車|モータース|タクシー|交通|観光|旅館|ホテル|学園|塾|書店|薬局|グループ|ホールディングス"
)
"""What follows a surname in a company's name."""
_MAY_NAME = frozenset(("名詞", "動詞", "形容詞", "感動詞", "副詞", "形状詞", "接頭辞", "連体詞"))


def _names_in(piece: Segment, words: Sequence[Token]) -> Iterable[tuple[int, int]]:
    text = piece.text
    for number, word in enumerate(words):
        if word.pos[0] not in _MAY_NAME or word.surface.isascii() or word.surface.isdigit() or word.pos[1] == "数詞":
            continue
        surname = word.pos[:3] == ("名詞", "固有名詞", "人名")
        if surname and _BUSINESS.match(text, word.end):
            continue
        if not surname and not _AFTER_NAME.match(text[word.end : word.end + 12]):
            continue
        start = word.start
        if not surname and (begin := _run_start(text, words, number)) is not None:
            start = begin
        name = text[start : word.end]
        if name in _NO_NAME or _TITLE.fullmatch(name) or len(name) > 12 or not _is_word(name):
            continue
        if name[-1] in "部課室局社長" and len(name) > 1 and word.pos[1] != "固有名詞":
            continue
        yield start, word.end
    for match in _HONOURED.finditer(text):
        if match[1] not in _NO_NAME and not _TITLE.search(match[1]):
            yield match.span(1)
    yield from _english_names_in(text)


def _run_start(text: str, words: Sequence[Token], number: int) -> int | None:
    """Where a rare surname begins that the dictionary cut in pieces (御子|柴さん): a run of up to four kanji that stands by itself."""
    back = number
    while back > 0 and words[back - 1].end == words[back].start and _script(words[back - 1].surface) == "kanji":
        back -= 1
    start = words[back].start
    whole = text[start : words[number].end]
    if back == number or len(whole) > 4 or _script(whole) != "kanji":
        return None
    if any(word.surface in _NO_NAME or _TITLE.fullmatch(word.surface) for word in words[back : number + 1]):
        return None
    return start


def _english_names_in(text: str) -> Iterable[tuple[int, int]]:
    """Runs of capitalised words without those that are no part of a name ("The", "Monday", "Director")."""
    for match in _ENGLISH_NAME.finditer(text):
        run: list[tuple[int, int]] = []
        for part in re.finditer(r"\S+", match["name"]):
            plain = _SAN.sub("", part[0])
            if plain not in _NO_ENGLISH_NAME and not _CONTRACTION.search(plain):
                begin = match.start("name") + part.start()
                run.append((begin, begin + len(plain)))
            elif run:
                break
        if run:
            yield run[0][0], run[-1][1]


def _script(text: str) -> str:
    char = text[:1]
    if "ぁ" <= char <= "ゖ":
        return "hira"
    return "kata" if "ァ" <= char <= "ー" else "kanji" if "一" <= char <= "龯" or char == "々" else "other"


def _is_word(name: str) -> bool:
    return all(char.isalpha() or char in "々ーヶ・" for char in name)


def key(name: str) -> str:
    """A name folded for comparing: width, case, and the variants of characters that NFKC leaves apart."""
    return (
        unicodedata.normalize("NFKC", name)
        .replace("髙", "高")
        .replace("﨑", "崎")
        .replace("邉", "辺")
        .replace("邊", "辺")
        .replace("濵", "浜")
        .replace("齋", "斎")
        .removesuffix("'s")
        .removesuffix("’s")
        .casefold()
    )


def _bare(name: str) -> str:
    """A name without its honorific, its title and what stands in brackets."""
    name = re.sub(r"[(（].*?[)）]", "", name).strip()
    name = re.sub(rf"[\s　]*(?:{'|'.join(HONORIFICS)})$", "", name)
    name = re.sub(r"^(?:Mr|Ms|Mrs|Miss|Dr)\.?\s+", "", name)
    stripped = re.sub(rf"[\s　]*(?:{_TITLE.pattern})$", "", name)
    return stripped or name


def _mention_everywhere(found: dict[str, Person], texts: Sequence[str]) -> None:
    """A name once found counts wherever its letters stand, also without an honorific."""
    for person in found.values():
        if len(person.name) < 2 and not person.mentions:
            continue
        pattern = re.compile(
            rf"(?<![A-Za-z]){re.escape(person.name)}(?![a-z])" if person.name.isascii() else re.escape(person.name)
        )
        if len(person.name) < 2:
            continue
        places = [(note, *match.span()) for note, text in enumerate(texts) for match in pattern.finditer(text)]
        person.mentions = sorted({*person.mentions, *places})


def _merge(persons: Iterable[Person]) -> list[Person]:
    """Full names and the parts they are also called by become one person, under the form that stands most often."""
    kept: list[Person] = []
    for person in sorted(persons, key=lambda one: (-len(one.name), one.name)):
        person.name = re.sub(r"['’]s$", "", person.name)
        whole = next(
            (one for one in kept if one.name.isascii() and " " in one.name and person.name in one.name.split()), None
        )
        if whole:
            whole.features |= person.features
            whole.listed = whole.listed or person.listed
            inside = {
                place
                for place in person.mentions
                if not any(n == place[0] and s <= place[1] and place[2] <= e for n, s, e in whole.mentions)
            }
            whole.mentions = sorted({*whole.mentions, *inside})
            if inside or "speaks" in person.features:
                whole.features.add("also short")
        else:
            kept.append(person)
    return kept


def _without_parts(persons: Sequence[Person]) -> list[Person]:
    """Without those that only ever stand inside a longer name (御子 in 御子柴)."""

    def inside(one: Person, other: Person) -> bool:
        if len(other.name) <= len(one.name) or one.name not in other.name:
            return False
        return all(
            any(n == note and s <= start and end <= e for n, s, e in other.mentions)
            for note, start, end in one.mentions
        )

    return [one for one in persons if not any(inside(one, other) for other in persons)]


def _say_what_is_said(
    persons: Iterable[Person], segments: Sequence[Segment], tokens: Sequence[Sequence[Token]]
) -> None:
    """Add the words that each person says and those said where they are named: who asks 「資料はいかがでしたか」 is the one who sells."""
    for person in persons:
        for piece, words in zip(segments, tokens, strict=True):
            says = bool(piece.speaker) and person.name in piece.speaker
            at = bisect.bisect_left(person.mentions, (piece.note, piece.start))
            if says or (at < len(person.mentions) and person.mentions[at] < (piece.note, piece.end)):
                kind = "says" if says else "with"
                person.features.update(f"{kind} {word.normal}" for word in words if word.pos[0] in _TELLING)


_TELLING = frozenset(("名詞", "動詞", "形容詞", "形状詞", "接頭辞", "代名詞", "感動詞"))
_OWN_BEFORE = re.compile(r"(?:弊社|当社|当方|うち|わが社|我が社|小社|our|Our|us|we)(?:の|\s)?[^、。」\s]{0,8}$")
_THEIR_BEFORE = re.compile(r"(?:先方|御社|同社|貴社|客先|様の|さんの|their|Their|her|his)(?:の|\s)?[^、。」\s]{0,8}$")
_STATED = {
    "ours": re.compile(r"(?:弊社|当社|当方|小社|わが社|我が社)(?:の)?$"),
    "theirs": re.compile(
        r"(?:先方|御社|貴社|客先|お客様)(?:の)?$|\b(?:her|his|their) (?:boss|manager|director|chief|president|head)[a-z ]{0,20},? $",
        re.IGNORECASE,
    ),
}
"""Words right before a name that say whose person it is, outside of what somebody is quoted with."""
_BRACKET_AFTER = re.compile(r"^[\s　]?(?:様|さん|氏)?[\s　]?[(（]([^)）]{1,40})[)）]")
_COMMA_AFTER = re.compile(r"^(?:\s?\(|, )([^),.;:]{3,40})")


def _describe(
    person: Person, persons: Sequence[Person], texts: Sequence[str], by_note: Sequence[Sequence[Segment]]
) -> None:
    """Add the features of every mention, and how the mentions spread over the notes."""
    add = person.features.add
    counts = sorted((len(one.mentions) for one in persons), reverse=True)
    firsts = sorted(one.mentions[0] for one in persons)
    last_note = len(texts) - 1
    in_last = sum(note == last_note for note, _, _ in person.mentions)
    add(f"count {min(8, len(person.mentions))}")
    add(f"count rank {min(5, counts.index(len(person.mentions)))}")
    add(f"first rank {min(5, firsts.index(person.mentions[0]))}")
    add(f"share {round(4 * len(person.mentions) / sum(counts))}")
    add(f"in last {in_last > 0} of {len(texts)}")
    if in_last == max(sum(note == last_note for note, _, _ in one.mentions) for one in persons):
        add("most in last")
    if len(person.mentions) == counts[0]:
        add("most of all")
    add(f"ascii {person.name.isascii()} words {len(person.name.split())}")
    add(f"log {int(2 * math.log1p(len(person.mentions)))}")
    if "speaks" in person.features:
        add(f"speaks rank {min(3, firsts.index(person.mentions[0]))}")
    for note, start, end in person.mentions:
        number = bisect.bisect_right(by_note[note], start, key=lambda piece: piece.start) - 1
        inside = number >= 0 and start < by_note[note][number].end
        for feature in _surroundings(texts[note], start, end, number if inside else None, by_note[note]):
            add(feature)


def _surroundings(text: str, start: int, end: int, number: int | None, pieces: Sequence[Segment]) -> Iterable[str]:
    """The features of one mention: what stands left and right of it, in its line, and where in the note."""
    yield from _beside(text, start, end)
    yield from _in_line(text, start, end)
    if number is None:
        yield "outside of segments"
        return
    piece = pieces[number]
    yield f"place {'first' if number == 0 else 'second' if number == 1 else 'last' if number == len(pieces) - 1 else 'inside'}"
    opened = text.count("「", piece.start, start) - text.count("」", piece.start, start)
    yield f"in quote {opened > 0}"
    if not opened and not piece.speaker:
        yield from (
            f"stated {side}" for side, words in _STATED.items() if words.search(text[max(0, start - 30) : start])
        )
    if piece.speaker:
        yield f"said by a speaker {piece.speaker == text[start:end]}"
    if text[start:end].isascii():
        yield f"opens its sentence {start - piece.start <= 1}"


def _beside(text: str, start: int, end: int) -> Iterable[str]:
    left = unicodedata.normalize("NFKC", text[max(0, start - 12) : start]).lower()
    right = unicodedata.normalize("NFKC", text[end : end + 12]).lower()
    for size in (1, 2, 3, 4, 6):
        yield f"L{left[-size:]}"
        yield f"R{right[:size]}"
    yield f"LR{left[-1:]}_{right[:2]}"
    if match := _AFTER_NAME.match(text[end : end + 14]):
        suffix = match[0].strip()
        yield f"suffix {suffix}"
        yield f"suffix end {suffix[-2:]} then {text[end + match.end() : end + match.end() + 2]}"
        yield f"after suffix {text[end + match.end() : end + match.end() + 1]}"
    if text[start:end].isascii():
        if re.search(rf"\b{re.escape(text[start:end].lower())}\b", text):
            yield "also in lower case"
        yield from _english_neighbours(text, start, end)
    if _OWN_BEFORE.search(text[max(0, start - 14) : start]):
        yield "own before"
    if _THEIR_BEFORE.search(text[max(0, start - 14) : start]):
        yield "their before"
    if match := _BRACKET_AFTER.match(text[end : end + 50]) or _COMMA_AFTER.match(text[end : end + 50]):
        words = re.findall(r"[A-Za-z]+|[一-龯ァ-ヴー]{2,}", match[1])
        yield from (f"bracket {word.lower()[-6:]}" for word in words[:6])
        yield "bracket"


_LINE_OPENS = re.compile(r"[\s　・■●【\[\-*]*([^\s:：　]{1,12})[\s　]?[】\]]?[:：]")
_LINE_LABEL = re.compile(
    r"先方|当方|当社|弊社|客先|出席|参加|担当|報告者|記録|御社|attend\w*|present|for us|from our side|rep\b|cc\b|to:|from:"
)


def _in_line(text: str, start: int, end: int) -> Iterable[str]:
    line_start = text.rfind("\n", 0, start) + 1
    line = text[line_start : (text.find("\n", start) + 1 or len(text) + 1) - 1]
    before = text[line_start:start]
    if match := _LINE_OPENS.match(before):
        yield f"label {match[1].lower()}"
    if labels := _LINE_LABEL.findall(before.lower()):
        yield f"line label {labels[-1]}"
    if line.strip(" 　") == text[start:end] or len(line.strip()) - (end - start) <= 4:
        yield "alone in line"
        rest = text[end:].strip()
        yield f"alone, {'last' if len(rest) < 6 else 'first' if start < 60 else 'between'}"


def shown_name(person: Person, texts: Sequence[str]) -> tuple[str, tuple[int, int, int]]:
    """The name as one would say it (the family name of an English full name) and the first place it stands."""
    name = person.name.split()[-1] if person.name.isascii() else person.name
    note, start, end = person.mentions[0]
    at = texts[note].find(name, start, end)
    return (name, (note, at, at + len(name))) if at >= 0 else (texts[note][start:end], (note, start, end))


_COMPANY = re.compile(
    r"(?:(?:株式会社|有限会社|㈱|\(株\)|（株）|㈲|合同会社|学校法人|医療法人|社会福祉法人)\s?[一-龯々ァ-ヴーぁ-んA-Za-z0-9＆&・]{2,20}"
    r"|[一-龯々ァ-ヴーぁ-んA-Za-z0-9＆&・]{2,20}?(?:株式会社|有限会社|㈱|\(株\)|（株）))"
)


def organization(texts: Sequence[str], contact: Person) -> str | None:
    """The customer's company as it stands in the notes, where it is written as one; otherwise ``None``."""
    for note in sorted({note for note, _, _ in contact.mentions}):
        for match in _COMPANY.finditer(texts[note]):
            before = texts[note][max(0, match.start() - 4) : match.start()]
            if not re.search(r"弊社|当社|当方", before):
                return match[0].strip()
    return None


def _english_neighbours(text: str, start: int, end: int) -> Iterable[str]:
    """The words before and after a name, and whether "she" or "he" is soon spoken of: places are gone to, people say and do things."""
    before = re.findall(r"[A-Za-z']+|[.,;:(\n]", text[max(0, start - 40) : start])[-2:]
    after = re.findall(r"[A-Za-z']+|[.,;:()\n]", text[end : end + 40])[:3]
    yield f"before {before[-1].lower() if before else 'nothing'}"
    yield f"before two {' '.join(before).lower()}"
    yield f"after {after[0].lower() if after else 'nothing'}"
    yield f"after two {' '.join(after[:2]).lower()}"
    if len(after) > 1 and after[0] in "(,":
        yield f"apposition {after[1].lower()}"
    if re.search(r"\b(?:she|he|her|his|him)\b", text[end : end + 120], re.IGNORECASE):
        yield "she or he follows"
