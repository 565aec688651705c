"""Drafts say what exactly is asked, only from the notes and the profile, and pass the product's own lint."""

from __future__ import annotations

import email
import io
from email.policy import default
from pathlib import Path

import pytest

from analyzer import Profile, analyze
from analyzer.analysis import Analysis, assess
from analyzer.brief.documents import fill, to_docx, to_markdown, to_text
from analyzer.brief.draft import Brief
from analyzer.brief.lint import lint
from analyzer.brief.mail import to_eml
from analyzer.case import Case
from analyzer.engines import read_case
from analyzer.page.samples import SAMPLES, sample
from analyzer.reading import Finding, Quote
from analyzer.words import Language, Words
from eval.labelled import LabelledCase, read_cases

TUNE = read_cases(Path(__file__).parents[2] / "eval" / "cases" / "tune.jsonl")
PROFILE = {
    "ja": Profile(name="佐藤", company="みらいソフト", manager_name="山田", manager_rank="部長", manager_strengths="同じ更新で一度つまずいた経験"),
    "en": Profile(name="Sato", company="Mirai", manager_name="Yamada", manager_rank="sales director", manager_strengths="one failed start of your own"),
}  # fmt: skip
FOUNDING = """2025/10/3 アサヒ精機 生産管理課 白石様
この半年で打合せは7回。デモも見積も事例も出し尽くし、白石様は運用の流れをホワイトボードに描いて課内で説明してくれている。質問ももう出ない。
ただ、社内では話が進まない。稟議を二度上げたが二度とも課長の机で止まったままで、「私が言っても動かないんですよ」と苦笑いされた。
そこで、うちの部長と先方の大久保部長の引き合わせをお願いした。ひと月ほど返事がなかったが、大久保部長が11月12日の14時なら30分会うと言っている、とのご連絡をいただいた。"""


def analysed(case: LabelledCase) -> Analysis:
    """A tune case read and reasoned about with the profile of its language."""
    return analyze(case.case, "offline", language=case.language, profile=PROFILE[case.language])


def founding(language: Language = "ja", profile: Profile | None = None) -> Brief:
    """The brief of the founding situation."""
    brief = analyze(FOUNDING, "offline", language=language, profile=profile).brief
    assert brief is not None
    return brief


@pytest.fixture(scope="module")
def briefs() -> list[tuple[LabelledCase, Analysis, Brief]]:
    """Every tune case that gets a brief."""
    made = [(case, analysed(case)) for case in TUNE]
    return [(case, analysis, analysis.brief) for case, analysis in made if analysis.brief]


def test_the_founding_situation_gets_a_full_brief() -> None:
    """Consent that came late leads to a request to come along whose asks have verb, person, moment and observable result."""
    analysis = analyze(FOUNDING, "offline", profile=PROFILE["ja"])
    assert analysis.quadrant == "weak_sufficient"
    assert analysis.findings["introduction"].value == "accepted"
    assert analysis.moves[0].id == "brief_own_manager"
    standing = {one.id: one.standing for one in analysis.hypotheses}
    assert standing["moves_direct_boss"] == "supported"
    assert analysis.brief is not None
    assert 1 <= len(analysis.brief.asks) <= 3
    for ask in analysis.brief.asks:
        assert all((ask.verb, ask.moment, ask.what, ask.result))
        assert "大久保部長" in ask.person


def test_own_drafts_pass_the_lint(briefs: list[tuple[LabelledCase, Analysis, Brief]]) -> None:
    """With a profile, no draft of the tune cases has anything to mend: no invented name, number or date, no 丸投げ, no length over the limit."""
    assert {brief.kind for _, _, brief in briefs} == {"attendance", "introduction_request"}
    for case, analysis, brief in briefs:
        facts = "\n".join([*(note.text for note in case.notes), *PROFILE[case.language].model_dump().values()])
        found = lint(to_text(brief), facts=facts, introduction=analysis.findings["introduction"].value)
        assert [(case.id, one.rule, one.words, one.why.en) for one in found] == []


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_samples_drafts_have_room_for_date_and_place(name: str, language: Language) -> None:
    """What the page shows first is read in a minute also once date and place are filled in, with a talkative profile too."""
    strengths = PROFILE[language].manager_strengths * 3
    for profile in (None, PROFILE[language].model_copy(update={"manager_strengths": strengths})):
        note = sample(name, language)
        brief = analyze(note, "offline", language=language, profile=profile).brief
        if brief:
            where = {"ja": "先方本社 三階の会議室", "en": "their head office"}[language]
            text = to_text(fill(brief, {"date": "5/13 14:00", "place": where}))
            facts = "\n".join([note, "5/13 14:00", where, *(profile or Profile()).model_dump().values()])
            assert [one.rule for one in lint(text, facts=facts, introduction="accepted")] == []


def test_no_two_accepted_introductions_get_the_same_asks(briefs: list[tuple[LabelledCase, Analysis, Brief]]) -> None:
    """What the notes show decides what is asked: over the tune cases no two full briefs ask the same."""
    asks = [tuple(ask.what for ask in brief.asks) for _, _, brief in briefs if brief.kind == "attendance"]
    assert len(asks) == len(set(asks))


@pytest.mark.parametrize(
    ("words", "deed"),
    [
        ("白石様は運用の流れを図にして、課内で説明してくれている。", True),
        ("He worked out the savings himself.", True),
        ("月に1〜2回のペースで会っている。", False),
        ("質問ももう出ない。", False),
        ("We meet twice a month.", False),
    ],
)
def test_thanks_are_for_something_done(words: str, deed: bool) -> None:
    """The manager thanks the contact for a deed that the notes tell; meeting often is none, and then the thanks stay plain."""
    notes = f"""アサヒ精機の白石様と七回目の面談。稟議は二度とも課長の机で止まったまま。
先方の大久保部長とうちの部長の引き合わせに、了承をいただいた。{words}"""
    reading = read_case(Case.of_notes(notes), "offline", Profile())

    def shown(value: str, words: str) -> Finding:
        start = notes.index(words)
        quote = Quote(note=0, start=start, end=start + len(words), text=words)
        return Finding(value=value, reason=Words(ja="理由", en="reason"), quotes=(quote,))

    answered = shown("accepted", "了承をいただいた。")
    findings = {**reading.findings, "information": shown("sufficient", words), "introduction": answered}
    brief = assess(Case.of_notes(notes), reading.model_copy(update={"findings": findings, "signals": ()})).brief
    assert brief is not None
    assert (words.rstrip("。.")[:12] in brief.asks[0].what) is deed


def test_facts_about_the_manager_come_from_the_profile_only() -> None:
    """Without a profile the reason why the manager is asked stays a blank; with one it is said in the profile's words."""
    without = founding()
    assert {"manager", "why_manager"} <= {blank.id for blank in without.blanks}
    assert "同じ更新で一度つまずいた経験" in founding(profile=PROFILE["ja"]).why_manager


def test_filled_blanks_stand_in_the_documents() -> None:
    """Date, place and reason that the rep fills in appear in every export, and the blanks are gone."""
    words = {"date": "12月3日 14時", "place": "先方本社", "why_manager": "同じ立場で話していただけるため"}
    brief = fill(founding(), words)
    assert not {blank.id for blank in brief.blanks} & set(words)
    for text in (to_text(brief), to_markdown(brief)):
        assert all(word in text for word in words.values())


def test_a_filled_name_replaces_the_contacts_manager_everywhere() -> None:
    """Where the notes do not name the contact's boss, the rep's name for them takes the place of the description."""
    notes = FOUNDING.replace("大久保部長", "上の方")
    brief = analyze(notes, "offline").brief
    assert brief is not None
    blank = next(blank for blank in brief.blanks if blank.id == "boss")
    text = to_text(fill(brief, {"boss": '大"久保\\部長'}))
    assert blank.stands_for not in text
    assert '大"久保\\部長' in text


def test_the_word_document_opens_and_says_the_same() -> None:
    """The docx holds the title, every heading and every line of the brief."""
    from docx import Document

    brief = founding(profile=PROFILE["ja"])
    words = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(to_docx(brief))).paragraphs)
    assert brief.title in words
    assert all(ask.result in words for ask in brief.asks)
    assert brief.fallback in words


def test_the_mail_draft_keeps_its_japanese_subject() -> None:
    """The eml opens as a draft with the brief's title as subject and its text as body; a broken address is left out."""
    brief = founding(profile=PROFILE["ja"])
    message = email.message_from_bytes(to_eml(brief, to="boss@example.com"), policy=default)
    assert message["Subject"] == brief.title
    assert message["To"] == "boss@example.com"
    assert message.get_content().replace("\r\n", "\n") == to_text(brief)
    assert email.message_from_bytes(to_eml(brief, to="a\nBcc: x@y"), policy=default)["To"] is None


def test_markdown_from_notes_stays_text() -> None:
    """Words of a note that look like Markdown or HTML are escaped in the Markdown export."""
    brief = founding().model_copy(update={"goal": "<b>*太字*</b> [x](http://y) $z$"})
    assert r"\<b\>\*太字\*\</b\> \[x\](http://y) \$z\$" in to_markdown(brief)


def test_before_consent_the_draft_asks_for_the_introduction() -> None:
    """While the introduction has not been raised the brief asks one's manager for dates and gives the sentence for the customer."""
    notes = FOUNDING.split("そこで", maxsplit=1)[0]
    brief = analyze(notes, "offline", profile=PROFILE["ja"]).brief
    assert brief is not None
    assert brief.kind == "introduction_request"
    assert brief.customer_wording
    assert "白石様" in brief.customer_wording
    assert not brief.customer_wording.startswith("上司の方にご同席")


def test_where_no_move_needs_the_manager_the_page_says_so() -> None:
    """A strong contact whose own step is under way gives no brief but a sentence why."""
    analysis = analyze(
        "資材部長の木村様が「この額なら私の決裁で」とその場で発注書に判を押し、来週月曜に初回分が入ると連絡をくださった。",
        "offline",
    )
    assert analysis.brief is None
    assert analysis.no_brief_because
