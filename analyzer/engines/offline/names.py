"""Names in a note's words: found by their surroundings (様, さん, a title, "Ms") and by the dictionary's surnames."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from analyzer.engines.offline.segments import Segment
from analyzer.engines.offline.tokens import Token

HONORIFICS = ("様", "さま", "さん", "サン", "ｻﾝ", "氏", "殿", "先生", "くん", "君", "ちゃん", "女史", "嬢", "はん")
TITLES = (
    "代表取締役社長 取締役社長 代表取締役 取締役 社長 副社長 会長 専務 常務 執行役員 役員 本部長 副本部長 事業部長 部長代理 副部長 部長 次長 室長 課長代理 課長補佐 副課長 課長 係長 主任 "
    "主査 主事 主幹 参事 工場長 支店長 支社長 支配人 副支配人 店長 副店長 所長 センター長 グループ長 班長 職長 組合長 理事長 理事 局長 局次長 事務長 事務局長 師長 看護師長 看護部長 院長 "
    "副院長 園長 校長 教頭 学長 教授 准教授 学部長 学科長 技師長 チーフ マネージャー マネジャー ﾏﾈｰｼﾞｬｰ リーダー ﾘｰﾀﾞｰ ディレクター GM PM SV MGR Mgr GL 担当 若頭 親方 棟梁 "
    "頭取 女将 料理長 船長 組長 顧問 相談役 監査役 総務 管理者 施設長 ホーム長 主管 主席 副理事長 副所長 副工場長 町長 村長 市長 助役 オーナー シェフ 住職 宮司 牧場長 農場長 番頭 杜氏 館長 駅長 署長 編集長 塾長 会頭 総代 支所長 自治会長 町会長 総支配人 部会長 工場長代理 次席"
).split()
TITLE = re.compile("|".join(sorted(map(re.escape, TITLES), key=len, reverse=True)))
_OPENS = "".join(sorted({word[0] for word in (*HONORIFICS, *TITLES)}))
AFTER_NAME = re.compile(
    # What the words below can begin with is looked at first: after most words nothing of the kind follows.
    rf"^(?=[\s　一-龯々ァ-ヴーA-Za-z0-9{_OPENS}])(?:[\s　]?(?:{'|'.join(HONORIFICS)})|(?:[一-龯々ァ-ヴーA-Za-z0-9]{{0,8}})?(?:{TITLE.pattern}))"
)
NO_NAME = frozenset(
    "お客 皆 みな 奥 お母 お父 母 父 御社 弊社 当社 先方 相手 業者 お嬢 社員 職員 担当 担当者 部下 上司 上 営業 現場 総務 経理 人事 購買 情シス 業者 旦那 お子 赤 患者 生徒 得意先 取引先 客 息子 "
    "娘 孫 家内 嫁 姉 兄 弟 妹 何 誰 皆々 隣 女 男 元 前 新 現 同 旧 各 両 副 代表 本社 支店 営業所 うち 若手 先輩 後輩 同僚 大家 職人 店員 お隣 銀行 商工 メーカー ベンダー 代理店 商社 会社 運転手 "
    "ドライバー パート 看護師 先生 教授 技術 製造 生産 管理 開発 企画 品質 保全 資材 調達 情報 システム 統括 業務 経営 事業 施設 設備 工務 物流 第一 第二 一 二 三 四 五 神 仏 監督 お二人 "
    "渉外 庶務 労務 電算 試験 検査 設計 研修 監査 用度 教育 環境 安全 保安 配送 出荷 倉庫 編成 編集 制作 宣伝 予約 調理 給食 栄養 検品 組立 塗装 溶接 原料 圧延 整備 整理 運行 配車 乗務 車両 運用 構内 仕入 店舗 惣菜 鮮魚 青果 精肉 催事 染色 出版 飲料 執行 主管 本店 診療 薬剤 事業部 乳業 警備 製袋 小売 介護 保育 来年 来月 取締 外注 若奥 大奥 若旦 大女 若女 大番 見積 社 部 課 室 局 係 班 店 主 貴 親 義父 義母 叔父 伯父 祖父 祖母 婿 次期 担任 学年 事務 教務 進路 校務 会計 広報 販売 販促 商品 財務 法務 看護 印刷 サービス 当方 先方 外商 秘書 受付 供給 意匠 疲れ 製造 柴製造 あと だいぶ 三百 工場 研究 営業部 客先 弊 御 代".split()
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
    "Head Managing Section Technical Executive Senior Deputy General Vice Engineer Chairman Chief President Officer VP CEO CFO CIO COO CTO Customer Client Contact Account Deal Product Company Group Ltd Inc GmbH Corp Question Answer Q A PM AM AOB Apologies Item Discussion Introduction "
    "Speaker System SYSTEM Assistant Instruction Ignore Slide Excel Word PowerPoint Teams Zoom Slack Outlook Anything Everything Something Neither Either Getting Give Bring Back Take Took Got Went Came Gave Made Met Told Ran Left Still Though Although Because Despite Instead Meanwhile Maybe Perhaps Possibly "
    "Again Twice Three Two One Four Five Six First Second Third Half Last Next Later Early Late Today Tomorrow Yesterday Tonight Morning Afternoon Budget Global Systems Services Solutions Digital Commercial "
    "Other Another Others Same Different New Old Big Small Long Short Whole Full Quick Brief Lunch Coffee Tea Standing Sitting Walking Struck Assumes Assume Suppose Fair True False Right Wrong Very Quite "
    "Rather Too Really Actually Honestly Frankly Basically Usually Never Always Often Sometimes Yep Yeah Nope Hmm Um Uh Oh Ah Hey Dunno Wow Ha Haha LOL Ouch Christmas Easter English Japanese German Dutch French Europe America London".split()
)


_CONTRACTION = re.compile(r"['’](?:m|ve|d|ll|re|t|s)$")
_SAN = re.compile(r"(?:-(?:san|sama|kun|bucho)|['’]s)$")

_INTRODUCES_ITSELF = re.compile(
    r"(?:お疲れ(?:さま|様)(?:です|でした)|お世話(?:になっております|になります|さまです))[、。,\s　]{0,3}(?:[一-龯々ァ-ヴー]{1,8}の)?([一-龯々]{1,4}|[ァ-ヴー]{2,5})です"
)
"""A mail's writer names themselves."""
_HONOURED = re.compile(r"(?<![一-龯々])([一-龯々]{2,4})(?=様(?![子々式相])|さま|さん|氏(?!名))")
"""A run of kanji that stands by itself before an honorific: also rare surnames that the dictionary takes for a department or a number (友部, 千頭)."""
_MASKED = re.compile(
    r"(?<![A-Za-zＡ-Ｚ0-9０-９&.○〇◯●△▲□×＊])(?:(?P<letter>[A-ZＡ-Ｚ])(?P=letter)?|[○〇◯●△▲□×＊]{2,3})"
    r"(?=様(?!式)|さん|さま|氏(?!名)|殿|(?:副?社|会|本部|副?部|次|室|課|係|理事|事務)長|専務|常務|主任)"
)
"""A letter or signs in place of a name that shall not be known (K係長, ○○様)."""
_BUSINESS = re.compile(
    r"精機|精工|工業|製作所|電機|電気|電子|商事|商会|商店|商運|建設|建材|物産|産業|運輸|運送|物流|倉庫|化学|化成|薬品|製薬|食品|フーズ|鉄工|鋼業|金属|工務店|印刷|紙業|製紙"
    r"|銀行|信金|病院|医院|クリニック|酒造|醸造|製菓|製パン|製麺|水産|農園|牧場|木材|石材|硝子|ガラス|塗装|繊維|染色|縫製|建築|不動産|自動車|モータース|タクシー|交通|観光|旅館|ホテル|学園|塾|書店|薬局|グループ|ホールディングス"
)
"""What follows a surname in a company's name."""
_TRADE = re.compile(r"(?:[屋業会系店社場品料]|組合|[一-龯]用)$")
"""How words end that are no names, though people say さん to them (塗料屋さん, 飲料部長)."""
_HIRAGANA = re.compile("[ぁ-ゖ]")
_MAY_NAME = frozenset(("名詞", "動詞", "形容詞", "感動詞", "副詞", "形状詞", "接頭辞", "連体詞"))


def names_in(piece: Segment, words: Sequence[Token]) -> Iterable[tuple[int, int]]:
    """Where names stand in a segment, as offsets in its text; ``words`` are the segment's."""
    text = piece.text
    for number, word in enumerate(words):
        surname = word.pos[:3] == ("名詞", "固有名詞", "人名")
        if not _may_name(text, word, surname=surname):
            continue
        start = word.start
        if not surname and (begin := _run_start(text, words, number)) is not None:
            start = begin
        if _is_name(text[start : word.end], word, surname=surname):
            yield start, word.end
    for match in _INTRODUCES_ITSELF.finditer(text):
        yield match.span(1)
    for match in _MASKED.finditer(text):
        yield match.span()
    for match in _HONOURED.finditer(text):
        trade = _TRADE.search(match[1]) and text.startswith("さん", match.end())
        if match[1] not in NO_NAME and not trade and not TITLE.search(match[1]):
            yield match.span(1)
    yield from _english_names_in(text)


def _may_name(text: str, word: Token, *, surname: bool) -> bool:
    """Whether a word can be a name where it stands: a surname of the dictionary, or what an honorific or a title follows."""
    if word.pos[0] not in _MAY_NAME or word.surface.isascii() or word.surface.isdigit() or word.pos[1] == "数詞":
        return False
    if surname:
        return not _BUSINESS.match(text, word.end)
    follows = AFTER_NAME.match(text[word.end : word.end + 12])
    if follows and _HIRAGANA.search(word.surface):  # まだ社長には, 全て部長が: no names
        return follows[0].endswith(HONORIFICS)
    return follows is not None


def _is_name(name: str, word: Token, *, surname: bool) -> bool:
    """Whether these letters, which end with the word, are no role, no trade and no department."""
    if name in NO_NAME or TITLE.fullmatch(name) or len(name) > 12 or not _is_word(name):
        return False
    if not surname and _TRADE.search(name):
        return False
    return not (name[-1] in "部課室局社長" and len(name) > 1 and word.pos[1] != "固有名詞")


def _run_start(text: str, words: Sequence[Token], number: int) -> int | None:
    """Where a rare surname begins that the dictionary cut in pieces (御子|柴さん): a run of up to four kanji that stands by itself."""
    back = number
    while (
        back > 0
        and words[number].end - words[back].start <= 4  # a longer run is no name, so there is no need to see all of it
        and words[back - 1].end == words[back].start
        and _script(words[back - 1].surface) == "kanji"
    ):
        back -= 1
    start = words[back].start
    whole = text[start : words[number].end]
    if back == number or len(whole) > 4 or _script(whole) != "kanji":
        return None
    if any(word.surface in NO_NAME or TITLE.fullmatch(word.surface) for word in words[back : number + 1]):
        return None
    return start


_COMPANY_WORD = re.compile(
    r"(?:^|\s)(?:Logistics|Foods?|Construction|Manufacturing|Baker(?:y|ies)|Farms?|Poultry|Orchards?|Upholstery|Insurance|Assurance|Tramways|Industries|Trading|Motors?|Bank|College"
    r"|University|Hospitals?|Institute|Council|Brewer(?:y|ies)|Dair(?:y|ies)|Textiles?|Chemicals?|Pharma|Bio|Labs?|Laboratories|Energy|Power|Water|Airlines?|Airways|Airport|Railways?|Shipping|Lines"
    r"|Freight|Transport|Haulage|Couriers|Packaging|Plastics|Metals|Steel|Mills?|Works|Mining|Timber|Paper|Print(?:ing|ers)?|Press|Media|Studios?|Hotels?|Resorts?|Retail|Stores?|Markets?|Holdings"
    r"|Partners|Associates|Consulting|Engineering|Electric(?:al)?|Electronics|Technolog(?:y|ies)|Software|Networks?|Telecom|Housing|Association|Federation|Trust|Foundation|Authority|Ministry|Department"
    r"|Clinic|Pharmacy|Academy|Schools?|Museum|Harbours?|Ports?|Shipyards?|Boatyard|Cement|Glass|Ceramics|Tiles|Furniture|Fashion|Clothing|Cosmetics|Toys|Seeds|Estates?|Vineyards?|Cooperative|Kaisha|Kogyo)$"
)
"""How names of companies and institutions end."""


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
        if run and not _COMPANY_WORD.search(text[run[0][0] : run[-1][1]]):
            yield run[0][0], run[-1][1]


_LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’.\- ]*")


def in_latin(name: str) -> bool:
    """Whether a name is written in Latin letters (Torbjørn too), so that family names stand last and words are parted by blanks."""
    return _LATIN.fullmatch(name) is not None


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


def bare(name: str) -> str:
    """A name without its honorific, its title and what stands in brackets."""
    name = re.sub(r"[(（].*?[)）]", "", name).strip()
    name = re.sub(rf"[\s　]*(?:{'|'.join(HONORIFICS)})$", "", name)
    name = re.sub(r"^(?:Mr|Ms|Mrs|Miss|Dr)\.?\s+", "", name)
    stripped = re.sub(rf"[\s　]*(?:{TITLE.pattern})$", "", name)
    return stripped or name
