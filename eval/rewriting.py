"""Notes rewritten in how they name the contact: does the engine still know who is meant?

The Japanese cases of ``tune.jsonl`` and ``rehearsal.jsonl`` that name a contact in kanji, as they are and with the naming changed. Chance is
seeded, so the same cases come out rewritten in the same way.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence

from analyzer.case import Case
from analyzer.engines.offline.engine import read
from eval.labelled import LabelledCase, read_cases
from eval.runs import ROOT
from eval.scoring import same_name

_CASES = ROOT / "eval" / "cases"
_HONORIFIC = r"(?:様|さん|さま|氏)"
_TITLE = r"(?:部長|課長|係長|主任|次長|社長|室長|所長|店長|工場長|専務|常務|マネージャー|リーダー)"
_CALLED = rf"(?:{_TITLE})?{_HONORIFIC}"
SURNAMES = (
    "板倉 岸本 大迫 蓮池 喜多 大庭 仲宗根 栗栖 国枝 梶浦 西脇 久保寺 安曇 速水 志水 矢吹 柿沼 三宅 梶谷 阿久津 荒巻 磯貝 植草 江頭 扇谷 海老名 笠井 風早 唐沢 草薙 五百蔵 佐良土 鮫島 宍戸 "
    "勅使河原 東海林 長谷部 服部 蜂須賀 御手洗 武者小路 目加田 薬師寺 蓑田 百々 鷲尾 若林 郡司 国見 日置 碓氷 伊良部 神保 纐纈 鉾立 乙黒 財部 沓掛 宇久 由良"
).split()
TITLES = (
    "グループ長 ユニット長 ブロック長 センター長 チーム長 CFO CTO CIO TL PL GL 技監 機関長 塾長 牧場長 圃場長 教頭 師長 薬局長 支配人 女将 杜氏 番頭 住職 区長 組合長 参事 主査 主幹 顧問 統括 船長 館長 "
    "駅長 料理長 執行役員 室長代理 部長補佐 副工場長 事務長 園長 院長 教授 司書 隊長 班長 職長 親方 オーナー チーフ"
).split()
COMPANIES = (
    "鳴海金属 西海化成 上総物流 柴垣サッシ 喜多板金 三宅製作所 小松フーズ 名和工業 桜井醤油 若松印刷 山城倉庫 伊吹鉄工 朝日染織 富士見学園 三島病院 丸山建材 白石運輸 岩城造船 奥村紙業 相模電子"
).split()
DEPARTMENTS = "情シス 品証 生技 設備課 購買 資材 総務 経理 人事 企画 営業企画 開発 製造 保全 工務 法務 広報 財務 調達 物流部 商品部 看護部 事務局 教務 研究所 整備 検査 栄養科".split()

KATAKANA = (
    "グエン キム リン チャン アリ シン パク ラーマン スミス ミュラー プリヤ サントス ソムチャイ ファム カルロス".split()
)
LATIN = "Nguyen Tanaka Müller Priya Chen Kowalski Santos O'Brien Lim Raj Schmidt Kim Watanabe Lopez Wójcik Haverkamp".split()
INITIALS = "Y.K K.T M.S. T S.N A H.O. N".split()
ONE_KANJI = "林 森 南 原 関 堀 辻 谷 岡 菅 泉 東 西 乾 巽 轟 平 星 島 浜 畑 岸 角 牧 沢 杉 桂 椿".split()
WORDS = "真下 出口 入口 日向 市場 高原 大手 森永 正木 上野 中居 仲間 根本 西口 東口 細目 石垣 広間 丸山 金子 横手 町村 本丸 新居".split()
FOREIGN_COMPANIES = "ヴェルデ化粧品 アルト サンライズ コスモ ミナトフーズ リベルタ".split()

Rewrite = Callable[[str, str, random.Random], str]
"""A note's text as it is rewritten, given the contact's name."""


def _first(text: str, name: str, instead: str) -> str:
    return text.replace(name, instead, 1)


def _renamed(names: Sequence[str]) -> Rewrite:
    return lambda text, name, chance: text.replace(name, chance.choice(names))


OTHER_NAMES = {
    "another surname": SURNAMES,
    "one that is a word": WORDS,
    "one of one kanji": ONE_KANJI,
    "a name in katakana": KATAKANA,
    "a name in Latin letters": LATIN,
    "initials": INITIALS,
}
"""What the contact may be called instead."""

REWRITES: dict[str, Rewrite] = {
    "as they are": lambda text, _, __: text,
    **{what: _renamed(names) for what, names in OTHER_NAMES.items()},
    "nobody is called 様 or さん": lambda text, _, __: re.sub(
        rf"(?<=[一-龯]){_HONORIFIC}(?=[はがもをにのとへで、。（(\s:：])", "", text
    ),
    "the contact's 様 or さん left out": lambda text, name, _: re.sub(re.escape(name) + _HONORIFIC, name, text),
    "the contact's title left out too": lambda text, name, _: re.sub(re.escape(name) + _CALLED, name, text),
    "a title that few bear instead": lambda text, name, chance: re.sub(
        re.escape(name) + _CALLED, name + chance.choice(TITLES), text
    ),
    "such a title and さん": lambda text, name, chance: re.sub(
        re.escape(name) + _CALLED, name + chance.choice(TITLES) + "さん", text
    ),
    "a company before the name": lambda text, name, chance: _first(text, name, f"{chance.choice(COMPANIES)} {name}"),
    "a company right before the name": lambda text, name, chance: _first(text, name, chance.choice(COMPANIES) + name),
    "one in katakana right before it": lambda text, name, chance: _first(
        text, name, chance.choice(FOREIGN_COMPANIES) + name
    ),
    "a blank before 様 or さん": lambda text, name, _: re.sub(rf"{re.escape(name)}(?={_HONORIFIC})", f"{name} ", text),
    "a department before the name": lambda text, name, chance: _first(text, name, chance.choice(DEPARTMENTS) + name),
}


_RENAMING = frozenset(REWRITES[what] for what in OTHER_NAMES)


def rewritten(rewrite: Rewrite) -> Iterator[bool]:
    """For each case whether the contact is still found."""
    for case in _cases():
        name = str(case.gold.contact)
        # The same draw for every note of a case: a person has one surname and one title.
        texts = [rewrite(note.text, name, random.Random(case.id)) for note in case.notes]  # noqa: S311  # no secret
        contact = read(Case.of_notes(*texts)).contact
        wanted = rewrite(name, name, random.Random(case.id)) if rewrite in _RENAMING else name  # noqa: S311
        yield same_name(wanted, contact.name if contact else None)


def _cases() -> list[LabelledCase]:
    found = [*read_cases(_CASES / "rehearsal.jsonl"), *read_cases(_CASES / "tune.jsonl")]
    return [case for case in found if case.language == "ja" and re.fullmatch("[一-龯々ヶ]+", case.gold.contact or "")]
