"""Japanese names in a note's words: found by their surroundings (様, さん, a title) and by the dictionary's surnames."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from analyzer.engines.offline.name_lists import is_japanese_surname
from analyzer.engines.offline.segments import Segment
from analyzer.engines.offline.tokens import PERSONS_NAME, Token, is_common_noun, is_name, tokenize

HONORIFICS = ("様", "さま", "さん", "サン", "ｻﾝ", "氏", "殿", "先生", "くん", "君", "ちゃん", "女史", "嬢", "はん")
TITLES = (
    "代表取締役社長 取締役社長 代表取締役 取締役 社長 副社長 会長 専務 常務 執行役員 役員 本部長 副本部長 事業部長 部長代理 副部長 部長 次長 室長 課長代理 課長補佐 副課長 課長 係長 主任 "
    "主査 主事 主幹 参事 工場長 支店長 支社長 支配人 副支配人 店長 副店長 所長 センター長 グループ長 班長 職長 組合長 理事長 理事 局長 局次長 事務長 事務局長 師長 看護師長 看護部長 院長 "
    "副院長 園長 校長 教頭 学長 教授 准教授 学部長 学科長 技師長 チーフ マネージャー マネジャー ﾏﾈｰｼﾞｬｰ リーダー ﾘｰﾀﾞｰ ディレクター GM PM SV MGR Mgr GL 担当 若頭 親方 棟梁 "
    "頭取 女将 料理長 船長 組長 顧問 相談役 監査役 総務 管理者 施設長 ホーム長 主管 主席 副理事長 副所長 副工場長 町長 村長 市長 助役 オーナー シェフ 住職 宮司 牧場長 農場長 番頭 杜氏 館長 駅長 署長 編集長 塾長 会頭 総代 支所長 自治会長 町会長 総支配人 部会長 工場長代理 次席 参与 禰宜 教育長 "
    "CEO CFO CTO CIO COO TL PL 技監 司書 寮長 隊長 チーム長 ユニット長 ブロック長 エリア長 ライン長 薬局長 若旦那 主務 社主 当主 機関長 船頭 区長 分団長 圃場長 工長 統括"
).split()


def _one_of(words: Sequence[str]) -> str:
    """A pattern for any of the words. Letters that none begins with, as most, are passed over at one look instead of one for each word."""
    return rf"(?=[{''.join(sorted({word[0] for word in words}))}])(?:{'|'.join(map(re.escape, words))})"


HONORIFIC = _one_of(HONORIFICS)
"""An honorific, as a pattern."""
TITLE = re.compile(_one_of(sorted(TITLES, key=len, reverse=True)))
RANK = r"(?=[代取副社会本事部次室課係理工支店所院園校グセ専常執主マリデ])(?:代表取締役|取締役|(?:副?社|会|副?本部|事業部|副?部|次|室|副?課|係|副?理事|事務|副?工場|支店|支社|副?店|副?所|院|園|校|グループ|センター)長|専務|常務|執行役員|課長代理|部長代理|主任|マネージャー|マネジャー|リーダー|ディレクター)"
"""A title that only people bear, as a pattern: also behind words that before 担当 or 総務 would be a department's."""
AFTER_NAME = re.compile(rf"[\s　]?{HONORIFIC}|[一-龯々ァ-ヴーA-Za-z0-9]{{0,8}}{TITLE.pattern}")
"""What makes a name of the word before it (``match``): an honorific or a title, before which there may be a department."""
NO_NAME = frozenset(
    "お客 皆 みな 奥 お母 お父 母 父 御社 弊社 当社 先方 相手 業者 お嬢 社員 職員 担当 担当者 部下 上司 上 営業 現場 総務 経理 人事 購買 情シス 業者 旦那 お子 赤 患者 生徒 得意先 取引先 客 息子 "
    "娘 孫 家内 嫁 姉 兄 弟 妹 何 誰 皆々 隣 女 男 元 前 新 現 同 旧 各 両 副 代表 本社 支店 営業所 うち 若手 先輩 後輩 同僚 大家 職人 店員 お隣 銀行 商工 メーカー ベンダー 代理店 商社 会社 運転手 "
    "ドライバー パート 看護師 先生 教授 技術 製造 生産 管理 開発 企画 品質 保全 資材 調達 情報 システム 統括 業務 経営 事業 施設 設備 工務 物流 第一 第二 一 二 三 四 五 神 仏 監督 お二人 "
    "渉外 庶務 労務 電算 試験 検査 設計 研修 監査 用度 教育 環境 安全 保安 配送 出荷 倉庫 編成 編集 制作 宣伝 予約 調理 給食 栄養 検品 組立 塗装 溶接 原料 圧延 整備 整理 運行 配車 乗務 車両 運用 構内 仕入 店舗 惣菜 鮮魚 青果 精肉 催事 染色 出版 飲料 執行 主管 本店 若 北京 天津 南京 上海 深圳 広州 成都 香港 台北 釜山 診療 薬剤 事業部 乳業 警備 製袋 小売 介護 保育 来年 来月 取締 外注 若奥 大奥 若旦 大女 若女 大番 見積 社 部 課 室 局 係 班 店 主 貴 親 義父 義母 叔父 伯父 祖父 祖母 婿 次期 担任 学年 事務 教務 進路 校務 会計 広報 販売 販促 商品 財務 法務 看護 印刷 サービス 当方 先方 外商 秘書 受付 供給 意匠 疲れ つかれ 苦労 おば おじ 婆 ばあ じい 坊っ 親父 甥御 親御 檀家 私 小職 筆者 書記 記録 記録者 出席 出席者 関係者 競合 常連 会員 学生 新人 アルバイト オペレーター 守衛 栄養士 調理員 検針員 大工 技師 花屋 卸 社主 ご お 訪 済 同 役 総 務 度 子 場長 見方 一度 一応 次回 もう 少し ない いる 偉い 指定 おかげ お陰 お蔭 前回同 株式会社 有限会社 大学 事業所 市役所 准 運営 戦略 推進 電気 工事 工業 製薬 観光 商事 病院 学校法人 センター グループ チーム サプライ テクノ 瓶詰 製造 柴製造 あと だいぶ 三百 工場 研究 営業部 客先 弊 御 代".split()
)


_INTRODUCES_ITSELF = re.compile(
    r"(?:お疲れ(?:さま|様)(?:です|でした)|お世話(?:になっております|になります|さまです))[、。,\s　]{0,3}(?:[一-龯々ァ-ヴー]{1,8}の)?([一-龯々]{1,4}|[ァ-ヴー]{2,5})です"
)
"""A mail's writer names themselves."""
_HONOURED = re.compile(
    r"(?<![一-龯々])([一-龯々]{2,4})(?=(?<![仕同多模文異])様(?![子々式相])|さま|さん|ｻﾝ|氏(?!名)|(?<![部課室係局科店所会校士医師])(?:[ 　](?:様(?![子々式相])|さま|さん|氏(?!名))|先生(?![産徒育])|殿(?![下堂様])))"
)
"""A run of kanji that stands by itself before an honorific: also rare surnames that the dictionary takes for a department or a number (友部, 千頭)."""
_SOLE = re.compile(
    r"(?<![一-龯々ァ-ヴー])(?:(?P<polite>[一-龯])(?=様(?![子々式相])|さま|さん|氏(?!名))|(?P<titled>[南奥神室])(?=(?:副?社|会|本部|副?部|次|課|係)長|専務|常務|取締役))"
)
"""One kanji before an honorific; before a title only those that the dictionary takes for something else there (南部|長)."""
_WITH_READING = re.compile(
    r"(?<![一-龯々])((?:[一-龯々ヶ]{2,5}?|[一-龯](?=さん|[様氏殿]))(?<![様氏殿]))(?=(?:さん|[様氏殿君])?[(（](?!まだ|なし|あり|たぶん|おそらく|いない|いる|かな|です|だった|のみ|など|ほか|こちら|そちら|うち|もう|これ|それ|あと|はず|ここ|から|まで|とか|らしい|よう)[ぁ-ゖー]{2,7}(?:[、,。と][^()（）\n]{0,12})?[)）])"
)
"""A rare name is often written with how it is read: 神々廻(ししば), 道祖土(さいど)次長."""
_ROLE_IN_FRONT = re.compile(rf"(?:[一-龯々ァ-ヴー]{{1,3}}[部課室係]|営業|{RANK})?")
_NOT_POLITE = frozenset("神奥仏王殿大同仕模有皆客多文異")
"""What is no name before 様 or さん (神様, 奥さん, 仕様)."""
BETWEEN_PARTS = "・･=＝"
_IN_PARTS = re.compile(
    rf"(?<![ァ-ヴーｦ-ﾟ{BETWEEN_PARTS}])(?:[ァ-ヴー]{{1,12}}+(?:[{BETWEEN_PARTS}][ァ-ヴー]{{1,12}}+){{1,4}}|[ｦ-ﾟ]{{2,12}}+(?:[{BETWEEN_PARTS}][ｦ-ﾟ]{{2,12}}+){{1,4}})"
    rf"(?=[\s　]?(?:{HONORIFIC}|{RANK}))"
)
"""A name in katakana with its parts (グエン・ティ・ラン様)."""
_NO_PART = re.compile(
    r"サービス|セールス|マーケティング|ソリューション|テクノロジー|システム|エンジニア|シニア|ゼネラル|チーフ|グローバル|インフラ|サポート|デザイン|コンサル|プロジェクト|プロダクト|センター"
)
"""What stands in what katakana with points in it says of a department, a role or a company."""
_MASKED = re.compile(
    r"(?<![A-Za-zＡ-Ｚ0-9０-９&.○〇◯●△▲□×＊])(?:(?P<letter>[A-ZＡ-Ｚ])(?P=letter)?|(?<!会社)(?<!㈱)(?![AP][.]M|Q[.]A|O[.]K|[AI][.][IT]|[HP][.]R)[A-ZＡ-Ｚ][.．][A-ZＡ-Ｚ][.．]?|[○〇◯●△▲□×＊]{2,3})"
    r"(?=[\s　]?(?:様(?!式)|さん|さま|氏(?!名)|殿)|(?:副?社|会|本部|副?部|次|室|課|係|理事|事務)長|専務|常務|主任)"
)
"""A letter or two or signs in place of a name that shall not be known (K係長, Y.K氏, ○○様)."""
BUSINESS = re.compile(
    r"精機|精工|工業|木工|製罐|製作所|電機|電気|電子|商事|商会|商店|商運|建設|建材|物産|産業|運輸|運送|物流|倉庫|化学|化成|薬品|製薬|食品|フーズ|鉄工|鋼業|金属|工務店|印刷|紙業|製紙"
    r"|銀行|信金|病院|医院|クリニック|酒造|醸造|製菓|製パン|製麺|製粉|乳業|畜産|化粧品|住建|建機|帆布|織物|紡績|水産|農園|牧場|木材|石材|硝子|ガラス|塗装|繊維|染色|染織|染工|縫製|建築|不動産|自動車|モータース|タクシー|交通|観光|旅館|ホテル|学園|塾|書店|薬局|グループ|ホールディングス"
)
"""What follows a surname in a company's name."""
_COMPANY = re.compile(rf"(?:{BUSINESS.pattern})(?!長)")
"""目加田塾長 and 久保寺グループ長 are persons."""
_TRADE = re.compile(r"(?:[屋業会系店社場品料]|組合|[一-龯]用)$")
"""How words end that are no names, though people say さん to them (塗料屋さん, 飲料部長)."""
_SHOPS = frozenset("八百屋 花屋 米屋 紙屋 酒屋 肉屋 魚屋 薬屋 床屋 本屋 菓子屋 讃岐屋 市場 工場".split())
"""Trades that are surnames too."""
_HIRAGANA = re.compile("[ぁ-ゖ]")
_DEPARTMENTS_HEAD = re.compile(
    r"(?:物流|倉庫|運輸|電気|塗装|印刷|縫製|染色|建築|化成|食品|自動車)(?:部|課|係|次)長(?!の)"
)
"""三隅物流部長 heads a department; 田中工業社長 and 鈴木商事部長 are of a company."""
_HIGH_OR_HONOURED = re.compile(
    rf"[^\n]*?(?:長|専務|常務|役|{HONORIFIC})|[\s　]?(?:グループ|チーム|チーフ)?(?:主任|マネージャー|マネジャー|リーダー|ディレクター)"
)
"""What may follow a surname that is an ordinary word, too (日向農場長, 帯刀主任); 庫内作業リーダー has none of it right behind."""
_SAYS_WHEN = "副詞可能"
"""What the dictionary calls words that say when: 先月部長に is nobody called 先月."""
_NOT_BEHIND_NAMES = frozenset(("", *"がをにでとのもへやてたなうれりる、。"))
"""What follows most words: no title and no honorific begins so, and there is no need to look further."""
_MAY_NAME = frozenset(("名詞", "動詞", "形容詞", "感動詞", "副詞", "形状詞", "接頭辞", "連体詞"))


def names_in(piece: Segment, words: Sequence[Token]) -> Iterable[tuple[int, int]]:
    """Where names stand in a segment, as offsets in its text; ``words`` are the segment's."""
    text = piece.text
    likely = [
        number
        for number, (_, end, _, _, pos) in enumerate(words)
        if pos[0] in _MAY_NAME and (text[end : end + 1] not in _NOT_BEHIND_NAMES or pos == PERSONS_NAME)
    ]
    for number in likely:
        word = words[number]
        surname = word.pos == PERSONS_NAME
        if not _may_name(text, word, surname=surname):
            continue
        if not surname and _belongs_to_name_before(words, number):
            continue
        start = word.start
        if not surname and (begin := _run_start(text, words, number)) is not None:
            start = begin
        if _is_name(text[start : word.end], word, surname=surname):
            yield start, word.end
    for match in _INTRODUCES_ITSELF.finditer(text):
        yield match.span(1)
    yield from _marked_names_in(text, words)


def _marked_names_in(text: str, words: Sequence[Token]) -> Iterable[tuple[int, int]]:
    """Names that the dictionary does not know and that an honorific or a title gives away."""
    called = _CALLED.search(text) is not None
    if called and _MASKS.search(text):
        yield from (match.span() for match in _MASKED.finditer(text))
    if _PARTED.search(text):
        yield from (match.span() for match in _IN_PARTS.finditer(text) if _is_in_parts(match[0]))
    if called:
        for match in _SOLE.finditer(text):
            if match["titled"] or _is_sole_surname(match["polite"]):
                yield match.span()
    if "(" in text or "（" in text:
        yield from _names_with_reading(text)
    if called:
        yield from _honoured_names(text, words)


def _is_in_parts(name: str) -> bool:
    """Whether katakana with points in it is somebody's name, not a department or a role."""
    return not _NO_PART.search(name) and not TITLE.search(name)


def _honoured_names(text: str, words: Sequence[Token]) -> Iterable[tuple[int, int]]:
    for match in _HONOURED.finditer(text):
        trade = _TRADE.search(match[1]) and text.startswith("さん", match.end()) and not _is_surname(match[1])
        if match[1] not in NO_NAME and not trade and not TITLE.search(match[1]):
            yield _surname_at_end(*match.span(1), words)


_CALLED = re.compile("[様氏殿生ｻ長務役任]|さ[まん]")
"""A letter of every honorific and title that the patterns for masked, sole and honoured names ask for: where none stands they need not look."""
_MASKS = re.compile("[A-ZＡ-Ｚ○〇◯●△▲□×＊]")
_PARTED = re.compile(f"[{BETWEEN_PARTS}]")


def _names_with_reading(text: str) -> Iterable[tuple[int, int]]:
    for match in _WITH_READING.finditer(text):
        start, end = match.span(1)
        start += _ROLE_IN_FRONT.match(text, start, end).end() - start  # type: ignore[union-attr]  # the pattern also matches nothing
        name = text[start:end]
        if name and (len(name) == 1 or name not in NO_NAME) and not TITLE.search(name) and not _is_made_of_words(name):
            yield start, end


def _is_surname(word: str) -> bool:
    """Whether a word that ends as trades do is a surname (相場, 真喜屋)."""
    return is_japanese_surname(word) and word not in _SHOPS


def _is_made_of_words(text: str) -> bool:
    """Whether a text is no surname of the list but one or more words that the dictionary knows (齟齬, 展示会, 検討中)."""
    if is_japanese_surname(text):
        return False
    words = tokenize(text)
    pieces = any(word.pos[0] in ("接頭辞", "接尾辞") or _SAYS_WHEN in word.pos for word in words)
    return pieces or all(is_common_noun(word) for word in words)


def _surname_at_end(start: int, end: int, words: Sequence[Token]) -> tuple[int, int]:
    """The part of a run of kanji that is somebody's name: 宗像 in 当主宗像様, all of 上別府様."""
    inside = [word for word in words if start <= word.start and word.end <= end]
    last = inside[-1] if inside and inside[-1].end == end else None
    apart = last and last.start - start > 1 and len(last.surface) > 1 and inside[0].pos != PERSONS_NAME
    if last and apart and is_name(last.surface, "姓"):
        return last.start, end
    return start, end


def _may_name(text: str, word: Token, *, surname: bool) -> bool:
    """Whether a word can be a name where it stands: a surname of the dictionary, or what an honorific or a title follows."""
    if word.surface.isascii() or word.surface.isdigit() or word.pos[1] == "数詞":
        return False
    if surname:
        return not _COMPANY.match(text, word.end) or _DEPARTMENTS_HEAD.match(text, word.end) is not None
    follows = AFTER_NAME.match(text[word.end : word.end + 12])
    if follows is None or _begins_title(text, word):
        return False
    if _HIRAGANA.search(word.surface):  # まだ社長には, 全て部長が: no names
        return follows[0].endswith(HONORIFICS)
    is_common = _script(word.surface) == "kanji" and is_common_noun(word)
    return not is_common or (_SAYS_WHEN not in word.pos and _HIGH_OR_HONOURED.match(follows[0]) is not None)


def _begins_title(text: str, word: Token) -> bool:
    """Whether a word is the beginning of a title (支配 of 支配人兼取締役)."""
    title = TITLE.match(text, word.start)
    return title is not None and title.end() > word.end


def _is_name(name: str, word: Token, *, surname: bool) -> bool:
    """Whether these letters, which end with the word, are no role, no trade and no department."""
    if name in NO_NAME or TITLE.fullmatch(name) or len(name) > 12 or not _is_word(name):
        return False
    if not surname and _TRADE.search(name):
        return False
    return not (name[-1] in "部課室局社長" and len(name) > 1 and word.pos[1] != "固有名詞")


def _is_sole_surname(kanji: str) -> bool:
    """Whether the dictionary knows one kanji as a surname, where it may have taken it for a part of another word (南様)."""
    if kanji in _NOT_POLITE or (kanji in NO_NAME and kanji != "室"):  # 室 alone is a department, 室様 is a person
        return False
    return is_name(kanji)


def _belongs_to_name_before(words: Sequence[Token], number: int) -> bool:
    """Whether a word stands between a surname and a title (芹沢|常任|理事); one kanji may be a piece of a rare surname (久保|寺)."""
    if number == 0:
        return False
    before, word = words[number - 1], words[number]
    whole = before.pos == PERSONS_NAME and len(before.surface) > 1 and len(word.surface) > 1
    return whole and not is_name(word.surface, "名")  # 佐藤健一 is for full_names


def _run_start(text: str, words: Sequence[Token], number: int) -> int | None:
    """Where a rare surname begins that the dictionary cut in pieces (御子|柴さん): a run of up to four kanji that stands by itself."""
    back = number
    while (
        back > 0
        and words[number].end - words[back].start <= 4  # a longer run is no name, so there is no need to see all of it
        and words[back - 1].end == words[back].start
        and _script(words[back - 1].surface) == "kanji"
        and not (_SAYS_WHEN in words[back - 1].pos and len(words[back - 1].surface) > 1)
    ):
        back -= 1
    start = words[back].start
    whole = text[start : words[number].end]
    if back == number or len(whole) > 4 or _script(whole) != "kanji":
        return None
    if len(words[back].surface) > 1 and len(words[number].surface) > 1 and is_name(words[number].surface, "姓"):
        return None  # 当主|宗像
    if any(word.surface in NO_NAME or TITLE.fullmatch(word.surface) for word in words[back : number + 1]):
        return None
    return start


def _script(text: str) -> str:
    char = text[:1]
    if "ぁ" <= char <= "ゖ":
        return "hira"
    return "kata" if "ァ" <= char <= "ー" else "kanji" if "一" <= char <= "龯" or char == "々" else "other"


def _is_word(name: str) -> bool:
    return all(char.isalpha() or char in "々ーヶ・" for char in name)


@lru_cache(maxsize=4096)
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
        .removesuffix(".")  # T.K. is T.K
        .removesuffix("'s")
        .removesuffix("’s")
        .casefold()
    )


def bare(name: str) -> str:
    """A name without its honorific, its title and what stands in brackets."""
    name = re.sub(r"[(（].*?[)）]", "", name).strip()
    name = re.sub(rf"[\s　]*{HONORIFIC}$", "", name)
    name = re.sub(r"^(?:Mr|Ms|Mrs|Miss|Dr)\.?\s+", "", name)
    stripped = re.sub(rf"[\s　]*(?:{TITLE.pattern})$", "", name)
    return stripped or name
