"""The lint of a brief: what is right stays unmarked, what is wrong is pointed at."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.brief.lint import Complaint, lint

EXAMPLES = Path(__file__).parent / "examples"
_HEADER = re.compile(r"\A(?:# (?:expects|facts|introduction): .*\r?\n)*")


@dataclass(frozen=True)
class Example:
    """A brief from a file, without the header lines that say what it is judged against."""

    name: str
    text: str
    expects: frozenset[str]
    facts: str | None
    introduction: str | None

    def complaints(self) -> list[Complaint]:
        """What the lint says about it."""
        return lint(self.text, facts=self.facts, introduction=self.introduction)


def read(path: Path) -> Example:
    """An example; line ends stay as they are in the file."""
    with path.open(encoding="utf-8", newline="") as file:
        whole = file.read()
    header = _HEADER.match(whole)
    said = dict(re.findall(r"# (\w+): (.*?)\r?\n", header[0])) if header else {}
    return Example(
        name=f"{path.parent.name}/{path.stem}",
        text=_HEADER.sub("", whole),
        expects=frozenset(said.get("expects", "").split()),
        facts=said.get("facts"),
        introduction=said.get("introduction"),
    )


GOOD = [read(path) for path in sorted((EXAMPLES / "good").glob("*.txt"))]
BAD = [read(path) for path in sorted((EXAMPLES / "bad").glob("*.txt"))]

PARTS = {
    "goal": "目的: 山岸部長に、試行を始める月を言っていただく。",
    "asks": "お願い:\n"
    "①名刺交換のあと、山岸部長の前で、浅香様の稼働表にお礼を伝える。山岸部長が浅香様に質問すれば成功\n"
    "②見積の説明が済んだら、山岸部長に「止まると困る月はいつですか」と尋ね、月を答えてもらう",
    "why": "課長に頼む理由: 同じ役職で、試行を決めたご経験があるから。",
    "flow": "進行: 私",
    "background": "背景: 稼働表は浅香様が毎朝つけている。",
    "not_say": "言わないこと: 値引き",
    "fallback": "月が出なければ: 次回の日程だけ決める。",
}
FACTS = "5月12日 ㈱北浜の浅香さんと３回目の面談。見積は1,200万円。上司は山岸部長、6/10に紹介してくださる。自分の上司は平課長。"


def brief(**changes: str) -> str:
    """A sound brief with some of its parts replaced; an empty one is left out."""
    return "\n".join(part for part in (PARTS | changes).values() if part)


def rules(text: str, facts: str | None = None, introduction: str | None = None) -> set[str]:
    """The rules that the lint finds broken."""
    return {complaint.rule for complaint in lint(text, facts=facts, introduction=introduction)}


@pytest.mark.parametrize("example", GOOD, ids=lambda example: example.name)
def test_a_good_brief_is_left_alone(example: Example) -> None:
    """Nothing is said about a brief that a sales veteran would take as it is."""
    assert [(one.rule, one.words, one.why.en) for one in example.complaints()] == []


@pytest.mark.parametrize("example", BAD, ids=lambda example: example.name)
def test_a_bad_brief_is_told_what_is_wrong(example: Example) -> None:
    """Every rule that a bad brief breaks is raised."""
    assert example.expects
    assert example.expects <= {one.rule for one in example.complaints()}


@pytest.mark.parametrize("example", [*GOOD, *BAD], ids=lambda example: example.name)
def test_complaints_point_at_their_words(example: Example) -> None:
    """Offsets lead back to the text as it was typed; what is missing has no place."""
    for one in example.complaints():
        assert one.words == example.text[one.start : one.end]
        assert one.words or (one.start, one.end) == (0, 0)


def test_the_base_brief_is_sound() -> None:
    """The brief that the tests below change has nothing to mend."""
    assert rules(brief(), FACTS, "accepted") == set()


@pytest.mark.parametrize(("part", "rule"), [("goal", "L6"), ("why", "L5"), ("flow", "L11"), ("fallback", "L6")])
def test_a_missing_part_is_missed(part: str, rule: str) -> None:
    """Leaving out one needed part raises its rule and no other."""
    assert rules(brief(**{part: ""})) == {rule}


@pytest.mark.parametrize("part", ["background", "not_say"])
def test_what_may_be_left_out_is_not_missed(part: str) -> None:
    """A brief without background or without forbidden topics is fine."""
    assert rules(brief(**{part: ""})) == set()


def test_no_asks_at_all() -> None:
    """Without asks the first rule speaks, with no place to point at."""
    found = [one for one in lint(brief(asks="")) if one.rule == "L1"]
    assert [(one.start, one.end, one.words) for one in found] == [(0, 0, "")]


def test_the_fourth_ask_is_one_too_many() -> None:
    """The complaint points at the asks beyond the third."""
    more = "③席を立つ前に、山岸部長に次の会議の日を尋ね、日付をもらう\n④最後に、山岸部長に窓口の方のお名前を尋ね、名前をもらう"
    found = [one for one in lint(brief(asks=f"{PARTS['asks']}\n{more}")) if one.rule == "L1"]
    assert [one.words[0] for one in found] == ["④"]


@pytest.mark.parametrize(
    ("ask", "lacks"),
    [
        ("②見積の説明が済んだら、「困る月はいつですか」と尋ね、月を答えてもらう", "相手のお名前"),
        ("②山岸部長に「困る月はいつですか」と尋ね、月を答えてもらう", "場面"),
        ("②見積の説明が済んだら、山岸部長に弊社の実績を説明する", "目に見える結果"),
    ],
)
def test_an_ask_that_lacks_a_piece(ask: str, lacks: str) -> None:
    """The complaint points at the ask and names the piece that it lacks."""
    first = PARTS["asks"].rsplit("\n", 1)[0]
    found = lint(brief(asks=f"{first}\n{ask}"))
    assert [(one.rule, one.words) for one in found] == [("L2", ask)]
    assert lacks in found[0].why.ja


@pytest.mark.parametrize("word", ["同行", "同席", "フォロー", "サポート", "後押し", "ﾌｫﾛｰ"])
def test_a_weak_verb_alone(word: str) -> None:
    """A weak verb is no ask, in whatever width it is typed."""
    found = [one for one in lint(brief(asks=f"お願い:\n①当日の{word}")) if one.rule == "L3"]
    assert [one.words for one in found] == [word]


def test_coming_along_is_a_frame_where_asks_follow() -> None:
    """「同行をお願いします」 may open a brief that then says what to do."""
    assert rules("来週の面談に同行をお願いします。\n" + brief()) == set()


@pytest.mark.parametrize("mood", ["部長がいると心強いです。", "頼りにしています。"])
def test_moods_only_beside_full_asks(mood: str) -> None:
    """丸投げ words are excused by complete asks and by nothing less."""
    assert rules(f"{brief()}\n{mood}") == set()
    assert "L4" in rules(f"来週の商談、よろしくお願いします。{mood}")


def test_handing_over_a_topic_is_never_excused() -> None:
    """Full asks do not make up for a whole topic that is left to the manager; its wording may be."""
    assert rules(f"{brief()}\n価格の話はお任せします。") == {"L4"}
    assert rules(f"{brief()}\n言い回しはお任せします。") == set()


def test_the_customers_own_words_are_no_complaint() -> None:
    """What the customer said in 「」 is neither handing over nor degrading."""
    assert rules(brief(background="背景: 浅香様は「私には権限がないので助けてほしい」とおっしゃっている。")) == set()


def test_background_of_six_lines() -> None:
    """Only the lines beyond the fifth are pointed at."""
    lines = "\n".join(f"・浅香様の稼働表の{number}枚目は山岸部長も見ている" for number in range(1, 7))
    found = lint(brief(background=f"背景:\n{lines}"))
    assert [(one.rule, one.words) for one in found] == [("L7", "浅香様の稼働表の6枚目は山岸部長も見ている")]


def test_background_that_serves_no_ask() -> None:
    """Lines that have nothing to do with the rest of the brief are pointed at when most are like that."""
    lines = "・駅前に新しい喫茶店ができた\n・競合は春に値上げした\n・稼働表は毎朝つけている"
    found = lint(brief(background=f"背景:\n{lines}"))
    assert [one.rule for one in found] == ["L7", "L7"]


@pytest.mark.parametrize(
    ("guess", "marked"),
    [
        ("山岸部長はきっと予算を気にしている。", "山岸部長は予算を気にしているのかもしれない。"),
        ("浅香様は上司に言いにくいはずです。", "(推測)浅香様は上司に言いにくいはずです。"),
        ("山岸部長の本音は先送りだ。", "浅香様によると、山岸部長の本音は先送りだ。"),
    ],
)
def test_guesses_are_marked(guess: str, marked: str) -> None:
    """A guess put as a fact is a complaint; the same guess marked as one, or with its source, is not."""
    assert rules(brief(background=f"背景: 稼働表は{guess}")) == {"L8"}
    assert rules(brief(background=f"背景: 稼働表は{marked}")) == set()


@pytest.mark.parametrize("words", ["浅香様は決められない人です。", "浅香様は権限がない。", "浅香様は正直頼りない。"])
def test_degrading_words(words: str) -> None:
    """Words that talk the contact down are pointed at."""
    assert rules(brief() + "\n" + words) == {"L9"}


@pytest.mark.parametrize("words", ["費用の約束は私に権限がない。", "現行機は休日に使えない時間がある。"])
def test_plain_words_about_others(words: str) -> None:
    """What the rep may not decide, or a machine cannot do, degrades nobody."""
    assert rules(f"{brief()}\n{words}") == set()


def test_credit_neither_never_nor_always() -> None:
    """No thanks at all and thanks at every turn are both complaints; thanking one's own manager is no credit."""
    bare = "お願い:\n①" + PARTS["asks"].rsplit("②", 1)[1]
    assert rules(brief(asks=bare, background="")) == {"L10"}
    assert rules(brief(asks=bare, background="") + "\nいつもご対応いただき感謝しております。") == {"L10"}
    flattery = "\n見積の前にも浅香様を褒めてください。お別れの際も浅香様に感謝を伝えてください。"
    assert rules(brief() + "\n" + flattery) == {"L10"}


def test_the_manager_is_not_the_one_who_leads() -> None:
    """Asking the manager to run the meeting does not state the rep's role."""
    assert "L11" in rules(brief(flow="進行: 課長にお任せします"))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (("浅香様の稼働表に", "三宅様の稼働表に"), ["三宅"]),
        (("見積の説明", "見積1,300万円の説明"), ["1,300万円"]),
        (("名刺交換のあと", "6月11日の名刺交換のあと"), ["6月11日"]),
        (("名刺交換のあと", "火曜の名刺交換のあと"), ["火曜"]),
    ],
)
def test_what_the_facts_do_not_hold(wrong: tuple[str, str], words: list[str]) -> None:
    """An invented name, number or date is pointed at, once facts are given."""
    text = brief().replace(*wrong, 1)
    assert [one.words for one in lint(text, facts=FACTS) if one.rule == "L12"] == words
    assert "L12" not in rules(text)


@pytest.mark.parametrize(
    "said",
    [
        "見積は１，２００万円。",
        "見積は12,000,000円。",
        "6月10日にお会いする。",
        "６／１０にお会いする。",
        "面談は3回目。",
        "面談は三回目。",
        "資材部の＿＿様と［　］様。",
        "○○様に5分で話す。お願いは2点。",
        "皆様、お客様、仕様、同様、多様、奥様。",
        "先方の担当者様、営業部長。",
    ],
)
def test_the_same_fact_in_other_signs(said: str) -> None:
    """Width, notation, blanks and counts of the brief itself are no invention."""
    assert "L12" not in rules(f"{brief()}\n{said}", FACTS)


def test_name_variants_are_the_same_name() -> None:
    """髙橋 and 高橋, 渡邉 and 渡辺 are found in each other."""
    assert "L12" not in rules("高橋様と渡辺様", "髙橋さん、渡邉さん")


def test_facts_in_english() -> None:
    """Titles, spelled-out numbers and month names are compared as what they mean."""
    facts = "Call with Nadia Rahman on 18 March: three failures, 42,000 pounds. Her manager is Mr Pryce."
    text = "On March 18 thank Nadia, tell Mr Pryce about the 3 failures and the £42,000. Then ask Mr Lockhart about 41 more."
    assert [one.words for one in lint(text, facts=facts) if one.rule == "L12"] == ["Lockhart", "41"]


def test_before_the_introduction_is_accepted() -> None:
    """A brief for the meeting has to wait; a request for what the 打診 needs is welcome, but no less polite."""
    request = "引き合わせの打診に使いたいので、来月伺える日を二ついただけますか。"
    assert "L13" in rules(brief(), introduction="proposed")
    assert "L13" not in rules(brief(), introduction="accepted")
    assert "L13" not in rules(brief())
    assert rules(request, introduction="none") == set()
    assert rules(f"{request}浅香様は頼りないので。", introduction="none") == {"L9"}


@pytest.mark.parametrize(("unit", "most"), [("あ", 600), ("word ", 220)])
def test_length(unit: str, most: int) -> None:
    """The last character or word that fits is no complaint, the next one is and is pointed at."""
    assert "L14" not in rules(unit * most)
    found = [one for one in lint(unit * (most + 1)) if one.rule == "L14"]
    assert [one.words for one in found] == [unit.strip()]


def test_offsets_are_of_the_original() -> None:
    """Signs that grow or shrink under NFKC do not shift what is pointed at."""
    text = "㈱北浜…ﾊﾟｿｺﾝ⑩😀\r\n浅香様は決められない人です。"
    (found,) = [one for one in lint(text) if one.rule == "L9"]
    assert text[found.start : found.end] == found.words == "決められない"


FRAGMENTS = st.sampled_from(
    [
        *[
            "目的:",
            "お願い",
            "①",
            "②",
            "1.",
            "・",
            "- ",
            "■",
            "【背景】",
            "進行: 私",
            "だめなら",
            "\n",
            "\r\n",
            "。",
            "「",
            "」",
            "(",
            ")",
            "**",
        ],
        *[
            "山岸部長に",
            "浅香様",
            "＿＿様",
            "冒頭、",
            "尋ねて",
            "てください",
            "お任せ",
            "同行",
            "きっと",
            "1,200万円",
            "6/10",
            "㈱",
            "ﾊﾟ",
            "…",
        ],
        *[
            "Goal: ",
            "Asks\n",
            "Ms Reed ",
            "please ask ",
            "if not, ",
            "rescue ",
            "somehow",
            ". ",
            "\n\n",
            "\t",
            "\u3000",
            "😀",
            "\x00",
        ],
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(FRAGMENTS, max_size=40).map("".join))


@given(
    text=TEXTS,
    facts=st.none() | TEXTS,
    introduction=st.sampled_from([None, "none", "proposed", "accepted", "declined"]),
)
@settings(deadline=None, max_examples=300)
def test_any_text_can_be_linted(text: str, facts: str | None, introduction: str | None) -> None:
    """The lint never fails, and every complaint's words stand where it says."""
    for one in lint(text, facts=facts, introduction=introduction):
        assert one.words == text[one.start : one.end]
        assert re.fullmatch(r"L(?:[1-9]|1[0-4])", one.rule)


def test_a_pasted_book_does_not_hang() -> None:
    """Cost grows with the length, not with its square: 100,000 characters without a full stop take seconds at most."""
    assert _seconds("私から山岸様に見積の日付をなければ(" * 6_000) < 20


def _seconds(text: str) -> float:
    """Processor time, so that a busy machine does not count."""
    begin = time.process_time()
    lint(text, facts=FACTS)
    return time.process_time() - begin


def test_light_to_import() -> None:
    """Linting needs nothing heavier than pydantic."""
    heavy = "openai langchain_core streamlit sqlalchemy sudachipy numpy docx yaml"
    check = f"import sys, analyzer.brief.lint; print([name for name in '{heavy}'.split() if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
