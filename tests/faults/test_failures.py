"""Every way a model's server can fail, through the real client: one clear line, or the embedded engine with the reason."""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import trustme

from analyzer.analysis import analyze
from analyzer.engines import EngineError
from analyzer.engines.language_model.failures import FAILURES, Failed
from tests.engines.language_model.conftest import KEY, Serve, configure
from tests.model_server import Answering, Reply, completion, refused

NOTE = "営業部の田中様と面談。「私が決めます」とのこと。"
JSON = {"Content-Type": "application/json"}
ANSWER = {
    "contact": {"note": 1, "name": "田中", "title": None, "organization": None},
    "people": [],
    "authority": {"quotes": [{"note": 1, "text": "「私が決めます」"}], "value": "strong"},
    "information": {"quotes": [], "value": "unknown"},
    "momentum": {"quotes": [], "value": "unknown"},
    "introduction": {"quotes": [], "value": "none"},
    "outside_cause": {"quotes": [], "value": "false"},
    "signals": [],
}


def _whole(body: dict[str, Any]) -> Reply:
    return Reply(body=json.dumps(body).encode(), headers=JSON)


def _slowly(_: dict[str, Any]) -> str:
    time.sleep(2)
    return "{}"


FAULTS: dict[str, tuple[str, Answering, int]] = {
    "wrong key": ("key", lambda _: refused(401, f"Incorrect API key provided: {KEY}", "invalid_api_key"), 1),
    "forbidden": ("key", lambda _: refused(403, "no access"), 1),
    "no such model": ("model", lambda _: refused(404, "The model does not exist", "model_not_found"), 1),
    "no credit": ("credit", lambda _: refused(429, "You exceeded your quota", "insufficient_quota"), 1),
    "request timeout": ("timeout", lambda _: refused(408, "slow"), 3),
    "conflict": ("busy", lambda _: refused(409, "conflict"), 3),
    "busy": ("busy", lambda _: refused(429, "slow down"), 3),
    "busy, says when": ("busy", lambda _: refused(429, "slow down", **{"Retry-After": "0.1"}), 3),
    "busy for an hour": ("busy", lambda _: refused(429, "slow down", **{"Retry-After": "3600"}), 1),
    "own error": ("server", lambda _: refused(500, "boom"), 3),
    "overloaded": ("server", lambda _: refused(503, "overloaded"), 3),
    "unknown refusal": ("request", lambda _: refused(400, "something else"), 1),
    "too long": ("too_long", lambda _: refused(400, "too long", "context_length_exceeded"), 1),
    "redirect": ("redirect", lambda _: Reply(307, b"", {"Location": "http://192.0.2.1/v1/chat/completions"}), 1),
    "reset in mid-body": ("reset", lambda _: _whole(completion("{}"))._replace(cut=40), 3),
    "stall": ("timeout", _slowly, 3),
    "truncated": ("truncated", lambda _: _whole(completion('{"contact": nu', "length")), 1),
    "refusal": ("refusal", lambda _: _whole(completion(None, refusal="I cannot help with that")), 1),
    "content filter": ("filtered", lambda _: _whole(completion("", "content_filter")), 1),
    "filter on the request": ("filtered", lambda _: refused(400, "filtered", "content_filter"), 1),
    "no choices": ("empty", lambda _: _whole(completion("{}") | {"choices": []}), 1),
    "empty words": ("empty", lambda _: _whole(completion("  ")), 1),
    "wrong shape": ("shape", lambda _: _whole(completion('{"answer": 42}')), 2),
    "ignores the schema": ("shape", lambda _: _whole(completion("田中様は決裁者です。")), 2),
    "web page": ("not_json", lambda _: Reply(body=b"<html>proxy</html>", headers={"Content-Type": "text/html"}), 1),
    "web page called JSON": ("not_json", lambda _: Reply(body=b"<html>proxy</html>", headers=JSON), 1),
    "JSON of something else": ("not_json", lambda _: _whole({"hello": 1}), 1),
    "a list": ("not_json", lambda _: Reply(body=b"[1]", headers=JSON), 1),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_failing_server_ends_in_one_clear_line(fault: str, serve: Serve) -> None:
    """Each fault is told in its own sentence in both languages, after as many attempts as make sense, without the key."""
    kind, answering, attempts = FAULTS[fault]
    server = serve(answering)
    began = time.monotonic()
    with pytest.raises(Failed) as failure:
        analyze(NOTE, "language_model")
    assert failure.value.kind == kind
    assert len(server.requests) == attempts
    assert time.monotonic() - began < 10
    for words in (failure.value.words.ja, failure.value.words.en):
        assert words.count("\n") == 0
        assert "{" not in words
        assert KEY not in words


def test_a_busy_server_is_asked_again(serve: Serve) -> None:
    """A 429 and a 503 that pass are invisible, but counted."""
    replies: list[Any] = [refused(429, "slow down", **{"Retry-After": "0.05"}), refused(503, "overloaded"), ANSWER]
    serve(lambda _: replies.pop(0))
    analysis = analyze(NOTE, "language_model")
    assert analysis.findings["authority"].value == "strong"
    assert analysis.usage
    assert analysis.usage.requests == 3


def test_retry_after_is_honoured(serve: Serve) -> None:
    """The next attempt comes no sooner than the server asked for."""
    times: list[float] = []

    def answering(_: dict[str, Any]) -> Any:
        times.append(time.monotonic())
        return refused(429, "slow down", **{"Retry-After": "1"}) if len(times) == 1 else ANSWER

    serve(answering)
    analyze(NOTE, "language_model")
    assert 1.0 <= times[1] - times[0] < 2.0


def test_the_embedded_engine_takes_over_and_says_why(serve: Serve) -> None:
    """With ``auto`` the same fault leaves a reading by the embedded engine and a warning with the reason."""
    serve(lambda _: refused(401, "no", "invalid_api_key"))
    analysis = analyze(NOTE, "auto", language="en")
    assert analysis.engine.name == "offline"
    assert analysis.contact
    assert "did not accept the key" in analysis.warnings[0]


def test_nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    """A refused connection says so."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    configure(monkeypatch, OPENAI_BASE_URL=f"http://127.0.0.1:{port}/v1", KAMOSHIRENAI_ATTEMPTS="2")
    assert _kind() == "refused"


def _kind() -> str:
    with pytest.raises(Failed) as failure:
        analyze(NOTE, "language_model")
    return failure.value.kind


class _Raw(BaseHTTPRequestHandler):
    """Writes what its server is told to write, for as long as anybody listens."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        try:
            self.server.write(self.wfile.write)  # type: ignore[attr-defined]
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def raw(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Start a server that writes raw bytes, with TLS if a context is given."""
    servers: list[ThreadingHTTPServer] = []

    def start(write: Callable[[Callable[[bytes], int]], None], tls: ssl.SSLContext | None = None) -> None:
        server = ThreadingHTTPServer(("127.0.0.1", 0), _Raw)
        server.daemon_threads = True
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        server.write = write  # type: ignore[attr-defined]
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        scheme = "https" if tls else "http"
        configure(monkeypatch, OPENAI_BASE_URL=f"{scheme}://127.0.0.1:{server.server_port}/v1", OPENAI_API_KEY=KEY)

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"


def test_an_answer_that_never_ends_in_bytes(raw: Callable[..., None]) -> None:
    """A body without end is cut off."""

    def write(out: Callable[[bytes], int]) -> None:
        out(HEAD + b'{"choices": [{"message": {"content": "')
        while True:
            out(b"x" * 65_536)

    raw(write)
    assert _kind() in ("endless", "timeout")


def test_an_answer_that_never_ends_in_time(raw: Callable[..., None]) -> None:
    """A body that drips a byte at a time, each within the time-out, is cut off too."""

    def write(out: Callable[[bytes], int]) -> None:
        out(HEAD)
        while True:
            out(b" ")
            time.sleep(0.05)

    raw(write)
    began = time.monotonic()
    assert _kind() == "timeout"
    assert time.monotonic() - began < 8


def test_a_refusal_that_never_ends(raw: Callable[..., None]) -> None:
    """The body of a refusal is bounded like any other."""

    def write(out: Callable[[bytes], int]) -> None:
        out(HEAD.replace(b"200 OK", b"400 Bad Request"))
        while True:
            out(b"y" * 65_536)

    raw(write)
    assert _kind() in ("endless", "timeout")


def test_a_certificate_nobody_trusts(raw: Callable[..., None]) -> None:
    """Nothing is sent to a server whose certificate cannot be verified."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    raw(lambda _: None, context)
    assert _kind() == "tls"


def test_no_server_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without key, server or model file ``language_model`` says what to set, and ``auto`` reads with the embedded engine without a word."""
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "KAMOSHIRENAI_MODEL"):
        monkeypatch.delenv(name, raising=False)
    configure(monkeypatch)
    assert _kind() == "not_configured"
    assert analyze(NOTE, "auto").warnings == ()


def test_every_failure_has_both_languages() -> None:
    """Each sentence exists in Japanese and English with the same details."""
    import re

    for words in FAILURES.values():
        assert set(re.findall(r"\{\w+\}", words.ja)) == set(re.findall(r"\{\w+\}", words.en))
        assert not words.ja.isascii()
        assert isinstance(EngineError(words), RuntimeError)
