"""What leaves the machine: masking and its way back, the preview, the response cache, and the key that is never shown."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import traceback
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.analysis import analyze
from analyzer.case import Case
from analyzer.engines import EngineError
from analyzer.engines.language_model.cache import ResponseCache
from analyzer.engines.language_model.engine import forget, server_of
from analyzer.engines.language_model.masking import masked
from analyzer.engines.language_model.preview import preview
from analyzer.settings import settings as read_settings
from eval.labelled import LabelledCase
from eval.masking import leaks
from tests.conftest import ROOT
from tests.engines.language_model.conftest import KEY, Serve, configure
from tests.engines.language_model.gold import GoldModel, answer_of
from tests.faults.test_failures import ANSWER, NOTE
from tests.model_server import refused

NAMED = "株式会社北都の田中様(tanaka@hokuto.example、03-1234-5678)に見積1,200万円を提示。田中様は￥300とMr Olsenの話を。㈱北都は満足。"


def test_masking_hides_what_it_should() -> None:
    """Person, company, address, telephone number and amounts are gone, each wording under one mask."""
    mask = masked([NAMED])
    shown = mask.texts[0]
    for words in ("田中", "北都", "tanaka", "1234", "1,200万円", "300", "Olsen"):
        assert words not in shown, words
    assert shown.count("〔人1〕") == 2
    assert mask.restored(shown) == NAMED


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kevin様と面談。", "Kevin"),
        ("購買のNgさんと打合せ。", "Ng"),
        ("Müller部長とSmithさんも。", "Müller"),
        ("CHEN様より質問。", "CHEN"),
        ("John Smith様から電話。", "Smith"),
        ("グエン・ティ・ラン様。ランさんは不在。", "ラン"),
        ("TOM: Hello.\nRAO: Hi.\nTOM: Tomorrow at ten?\nRAO: Fine.", "TOM"),
        ("FERREIRA: What is it?\nKOBUS: Ask Ferreira.\nFERREIRA: Fine.", "FERREIRA"),
        ("Then J.T. drew the loop.", "J.T."),
    ],
)
def test_foreign_names_are_masked(text: str, name: str) -> None:
    """A Latin or katakana name does not leave the machine because Japanese letters stand right behind it, nor a speaker in capitals."""
    assert name not in masked([text]).texts[0]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from([NAMED, "〔人1〕と〔社2〕。", "髙橋さん", "Ann Lee said $5", "予算は五百万円", "😀\r\n"]),
        max_size=4,
    ),
    st.text(max_size=40),
)
def test_masking_is_reversible(parts: list[str], odd: str) -> None:
    """Whatever the notes hold, masks of their own included, the way back gives them to the letter."""
    texts = ["".join(parts), odd]
    mask = masked(texts)
    assert [mask.restored(text) for text in mask.texts] == texts


def test_a_masked_case_is_read_as_an_unmasked_one(
    serve: Serve, tune_cases: list[LabelledCase], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A model that only sees masks and quotes them gives the labels, and the quotes come back in the notes' own words."""
    sent: list[str] = []

    def through(case: LabelledCase) -> Any:
        def answering(request: dict[str, Any]) -> Any:
            sent.append(request["messages"][-1]["content"])
            words = json.dumps(answer_of(case), ensure_ascii=False)
            mask = masked([note.text for note in case.notes])
            for made, original in sorted(mask.originals.items(), key=lambda one: -len(one[1])):
                words = words.replace(json.dumps(original, ensure_ascii=False)[1:-1], made)
            return words

        return answering

    configure(monkeypatch, KAMOSHIRENAI_MASK="true", KAMOSHIRENAI_CROSS_CHECK="false")
    right = 0
    for case in tune_cases:
        serve(through(case))
        found = analyze(case.case, "language_model")
        right += all(
            found.findings[aspect].value == answer_of(case)[aspect]["value"]
            for aspect in ("authority", "information", "introduction")
        )
    assert right == len(tune_cases)
    assert any("〔人1〕" in words for words in sent)


def test_few_names_leak_through_the_mask(tune_cases: list[LabelledCase]) -> None:
    """On the tuning cases the contact's name stays visible in at most one case of ten; addresses, numbers and amounts in none."""
    found = leaks(tune_cases)
    names = found.pop("the contact's name")
    assert names.of > 20
    assert len(names.ids) / names.of <= 0.1, names.ids
    assert found["amounts"].of >= 5
    assert not any(one.ids for one in found.values())
    done = subprocess.run([sys.executable, "-m", "eval.masking"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert f"visible in {len(names.ids)} of {names.of} cases" in done.stdout.splitlines()[0]


def test_the_preview_is_what_is_sent(serve: Serve) -> None:
    """Server, model and every word of the request are shown before; the request that follows is just that."""
    server = serve(lambda _: ANSWER)
    shown = preview(Case.of_notes(NOTE))
    assert not server.requests
    analyze(NOTE, "language_model")
    assert [tuple(message.values()) for message in server.requests[0]["messages"]] == list(shown.requests[0])
    assert shown.server == server.url.split("/")[2]
    assert shown.on_this_machine
    assert shown.tokens_in > 1_000


def test_without_a_folder_nothing_is_kept(serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The response cache is off by default: the same case is asked about again."""
    monkeypatch.chdir(tmp_path)
    server = serve(lambda _: ANSWER)
    analyze(NOTE, "language_model")
    analyze(NOTE, "language_model")
    assert len(server.requests) == 2
    assert not list(tmp_path.iterdir())


def test_an_answer_is_kept_by_model_prompt_and_text(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same question is asked once; another model or another text is another question; the case's answers go with the case."""
    monkeypatch.setenv("KAMOSHIRENAI_RESPONSE_CACHE", str(tmp_path / "kept"))
    server = serve(lambda _: ANSWER)
    first = analyze(NOTE, "language_model")
    second = analyze(NOTE, "language_model")
    assert first.findings == second.findings
    assert second.usage
    assert (len(server.requests), second.usage.tokens_in) == (1, 0)
    analyze(NOTE + "以上。", "language_model")
    configure(monkeypatch, KAMOSHIRENAI_MODEL="another-model")
    analyze(NOTE, "language_model")
    assert len(server.requests) == 3
    assert forget(Case.of_notes(NOTE)) == 2
    assert len(list((tmp_path / "kept").iterdir())) == 1


def _write_many(folder: Path) -> None:
    for number in range(150):
        ResponseCache(folder).keep("case", "question", json.dumps({"words": str(number % 10) * 20_000}))


def test_two_processes_may_share_the_cache(tmp_path: Path) -> None:
    """While two processes write the same answer a reader sees a whole one or none, never half of it."""
    with ProcessPoolExecutor(2) as pool:
        writers = [pool.submit(_write_many, tmp_path) for _ in range(2)]
        while not all(writer.done() for writer in writers):
            found = ResponseCache(tmp_path).find("case", "question")
            assert found is None or len(set(json.loads(found)["words"])) == 1
        assert [writer.result() for writer in writers] == [None, None]
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize(
    "reply", [ANSWER, refused(401, f"Incorrect API key provided: {KEY}", "invalid_api_key"), refused(500, KEY)]
)
def test_the_key_shows_nowhere(
    reply: Any, serve: Serve, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key is sent to the server and is in no message, log, repr, traceback or saved analysis."""
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("KAMOSHIRENAI_ATTEMPTS", "1")
    server = serve(lambda _: reply)
    seen = [repr(read_settings()), repr(server_of(read_settings())), str(read_settings().model_dump())]
    try:
        seen.append(analyze(NOTE, "language_model").model_dump_json())
    except EngineError as error:
        seen += [str(error), repr(error), "".join(traceback.format_exception(error))]
        seen.append(analyze(NOTE, "auto").model_dump_json())
    assert server.keys[0] == f"Bearer {KEY}"
    assert KEY not in "".join(seen) + caplog.text
    assert caplog.records


def test_the_embedded_engine_is_asked_whether_it_agrees(serve: Serve) -> None:
    """Where the two engines contradict each other on an axis both values and reasons are shown, in JSON and in the text."""
    from analyzer.report import as_text

    note = "4/12 総務部 田中様と面談。「私では決められません、上に聞かないと」とのこと。稟議は二度差し戻された。"
    answer = ANSWER | {"authority": {"quotes": [{"note": 1, "text": "総務部 田中様と面談。"}], "value": "strong"}}
    serve(lambda _: answer)
    analysis = analyze(note, "language_model")
    doubt = analysis.doubts[0]
    assert (doubt.aspect, doubt.value, doubt.other_value) == ("authority", "strong", "weak")
    assert doubt.reason
    assert doubt.other_reason
    assert "要確認: 権限・影響力" in as_text(analysis) or "要確認" in as_text(analysis)
    assert doubt.other_reason in as_text(analysis)


def test_engines_that_agree_raise_no_doubt(serve: Serve, tune_cases: list[LabelledCase]) -> None:
    """A faultless model and the embedded engine contradict each other only where the embedded one is wrong."""
    serve(GoldModel(tune_cases))
    for case in tune_cases[:10]:
        for doubt in analyze(case.case, "language_model").doubts:
            assert doubt.value == getattr(case.gold, doubt.aspect) != doubt.other_value
