"""Surnames that stand alone in a Japanese note, without an honorific: 板倉は (the dictionary takes it for a place), 国見 (for a word), 乙黒 (cuts it in two)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from analyzer.engines.offline.name_lists import LONGEST, is_japanese_surname, japanese_surnames
from analyzer.engines.offline.names import BUSINESS, NO_NAME, RANK, TITLES
from analyzer.engines.offline.segments import Segment
from analyzer.engines.offline.tokens import PERSONS_NAME, Token, tokenize
from analyzer.engines.offline.vocabulary import Ordinary, is_ordinary

_IN_A_WORD = re.compile(r"[一-龯々ァ-ヴーA-Za-z0-9０-９]")
_BEHIND_A_COMPANY = re.compile(rf"[一-龯々ァ-ヴー]{{1,6}}(?:{BUSINESS.pattern})$|(?<![一-龯々ァ-ヴー])(?:{RANK}|担当)$")
"""What a name may follow without a blank: 朝日染織板倉, 主任鵜飼."""
_LAST = frozenset(word[-1] for word in (*BUSINESS.pattern.split("|"), *TITLES))
_BEFORE = 16
"""Letters looked at for it."""
_GOES_THERE = re.compile("[へのにを]|から")
"""What says of such a word that it is a company's place: 山田工業千葉へ."""
_TITLE_IN_LETTERS = r"(?:[A-Z]{2,4}(?![A-Za-z])|[ァ-ヴー]{0,10}(?:チーフ|マネ|マネージャー|マネジャー|リーダー|リーダ|オーナー|シェフ|ディレクター|ドクター|パートナー|スーパーバイザー)(?![ァ-ヴー]))"
_ANY_TITLE = r"[一-龯々ァ-ヴーA-Za-z0-9]{0,8}?(?:長|役|主任|司書|社主|[専常主]務|代表|補佐|代理|[技総]監|[工護計税学修]士|技師|[幹理監主参領]事|主幹|[番船教若会]頭|[師宗]匠|女将|大将|住職|職人|氏|当主|親方|旦那|統括|顧問|教授|講師|専任|担当)(?![一-龯々ァ-ヴー])"
_STANDS_ALONE = re.compile(
    rf"$|[はがもにをへとの、。，．,（(：:；;／/・「」『』\s　…＞>&＆〜~→＝=＋+!！?？]|から|より|いわく|曰く|自身|本人|自ら|だけ|って|や(?!す)|まで|など|ほか|じゃ|次第|側|ら(?:が|は|の)|{_TITLE_IN_LETTERS}|(?!(?<=[部課室係局所店院園校館])長){_ANY_TITLE}"
)
"""What may follow a name that stands by itself: a particle, a sign, or a title, though it be one that few bear."""
_BEARS_TITLE = re.compile(
    rf"[一-龯々ァ-ヴー]{{0,4}}(?:{RANK}|取締役|教頭|女将|住職|{_TITLE_IN_LETTERS})(?![一-龯々ァ-ヴー])|[(（][一-龯々ァ-ヴー・]{{0,8}}(?:長|主任|部|課|係|室|局|科|員|担当|専務|常務|役)[)）]"
)
"""What makes a person even of an ordinary word (六角取締役, 真下営業課長, 出口(出荷係))."""
_IS_VISITED = re.compile(
    r"に(?:出張|寄|移)|[のへに](?:工場|倉庫|拠点|支店|支社|本社|現場|店舗|港|営業所|物流|出張)|から(?:出荷|出張|帰)"
)
"""What says of a place that it is one."""
_PLACE = "地名"
_GOES_ON = re.compile("[一-龯々ヶケノツ]")
_KANJI = re.compile(rf"[一-龯々ヶ]{{2,{LONGEST}}}")
_COUNT = re.compile(
    r"[何数一二三四五六七八九十百千万]+(?:[月日本名軒階時分倍室位社辺県市度字国目枚台件回人年週点割円個箱冊色条科品路方軸重口]|丸)*"
)
EVERYDAY = frozenset(
    "一路 世代 上司 上方 上部 下部 下宿 下道 中元 中立 中程 中部 中間 井戸 仮屋 仲居 仲間 入口 入場 八百屋 公平 出合 出水 加勢 北口 北方 東方 西方 南方 北風 南国 古代 古本 味方 四季 国立 土器 "
    "地場 城内 壇上 大佐 大口 大台 大国 大地 大家 大手 大本 大束 大根 大目 大空 大箱 大網 大葉 大路 大道 大部 大金 天井 天地 天水 好奇 安保 安楽 家内 寄合 寄木 小作 小屋 小指 小石 小穴 小豆 山上 "
    "山地 山手 山道 山里 山門 山際 川面 川岸 市井 市場 干潟 平台 平地 平方 平生 広間 度々 式場 役所 当山 戸口 拓殖 新出 新地 新居 新開 日当 日影 昼間 本丸 本名 本道 本陣 木口 木枝 木立 木綿 木造 東口 "
    "松林 松竹 板場 板戸 林道 枝木 根本 桟敷 森林 植木 横手 樹木 樹林 樹高 正方 正本 気高 水落 水田 永代 沢山 河口 河岸 沼沢 波形 波間 海上 海原 海老 温水 火口 炭田 熊手 片方 獅子 田地 田畑 町村 登坂 "
    "白砂 白髪 目白 直入 相場 真中 真夏 真水 石割 石垣 石屋 砂金 砂山 立入 立木 立見 竹林 築城 米屋 納屋 紙屋 細目 絵本 羽音 花屋 花形 花畑 花見 花輪 若木 若葉 草地 草刈 蔵元 薬師 藍染 行方 街道 西口 西部 "
    "見物 丸投 谷川 豊富 赤道 近道 追分 道場 郷里 野手 金星 長屋 門前 門戸 院内 雛形 霜月 青空 飛石 飯場 風穴 馬上 高原 高地 高座 高波 黒子 五月 卯月 水無月 讃岐屋 年前 見方 富士山 日数 土日".split()
)
"""Words of every day that are surnames too: without a title nobody is meant."""


def surnames_in(piece: Segment, words: Sequence[Token], ordinary: Ordinary) -> Iterator[tuple[int, int]]:
    """Where surnames stand alone that the dictionary takes for something else, as offsets in the segment's text.

    ``words`` are the segment's; those that the corpus writes mostly of something else (富山, 上司) are ``ordinary`` and no names here.
    """
    text = piece.text
    surnames = japanese_surnames()
    for number, (start, end, surface, _, pos) in enumerate(words):
        if not _is_kanji(surface) or pos == PERSONS_NAME:
            continue
        if surface not in surnames and pos[2] != _PLACE and not _GOES_ON.match(text, end):
            continue  # as most words: it is no name, nor the beginning of one
        joined = start > 0 and _IN_A_WORD.match(text, start - 1) is not None
        if joined and not _is_behind_a_company(text, start):
            continue
        stop = _surname_ends(text, words, number)
        if stop and joined and _GOES_THERE.match(text, stop):
            continue
        if stop and (_BEARS_TITLE.match(text, stop) or not _is_word(text[start:stop], ordinary)):
            yield start, stop


def _is_behind_a_company(text: str, start: int) -> bool:
    """Whether a company's name or a title ends right before a place in a text."""
    # Most words end otherwise, which the last letter tells at once.
    return text[start - 1] in _LAST and _BEHIND_A_COMPANY.search(text, max(0, start - _BEFORE), start) is not None


def _is_word(name: str, ordinary: Ordinary) -> bool:
    """Whether a surname is more often another word, or a number."""
    return name in EVERYDAY or _COUNT.fullmatch(name) is not None or is_ordinary(name, ordinary)


def _surname_ends(text: str, words: Sequence[Token], number: int) -> int | None:
    """Where the longest surname ends that is made of this word and those behind it and stands alone."""
    surnames = japanese_surnames()
    longest = None
    start = words[number].start
    place = _is_place(words[number])
    for _, end, surface, _, _ in words[number : number + LONGEST]:
        name = text[start:end]
        if len(name) > LONGEST or not (name == surface or _is_kanji(surface) or surface[:1] in "ヶケノツ"):
            break
        if (place or name in surnames) and name not in NO_NAME and _STANDS_ALONE.match(text, end):
            longest = longest if place and _IS_VISITED.match(text, end) else end
        place = False
    return longest


def _is_kanji(word: str) -> bool:
    """Whether a word begins with kanji."""
    return "一" <= word < "龰" or word[:1] == "々"  # 龯 is the last of them


def _is_place(word: Token) -> bool:
    """Whether the dictionary takes a word in kanji for a place: there is hardly a town that nobody is called after (鳴門, 沓掛)."""
    return word.pos[2] == _PLACE and _KANJI.fullmatch(word.surface) is not None


@lru_cache(maxsize=4096)
def kind_of(name: str) -> str:
    """What the dictionary takes a name for (a name, a place, a common noun, another word, several), and whether the list has it."""
    words = tokenize(name)
    return f"{_taken_for(words[0]) if len(words) == 1 else 'several'}, {'known' if is_japanese_surname(name) else 'unknown'}"


def _taken_for(word: Token) -> str:
    if word.pos == PERSONS_NAME:
        return "name"
    return "place" if word.pos[2] == "地名" else "common" if word.pos[1] == "普通名詞" else "other"
