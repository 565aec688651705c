"""A model's server on loopback: answers chat completions as a test tells it, and remembers what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple


class Reply(NamedTuple):
    """What goes back over the line; ``cut`` says after how many bytes the line breaks."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = {}  # noqa: RUF012  never changed
    cut: int | None = None


Answering = Callable[[dict[str, Any]], "Reply | str | dict[str, Any]"]
"""From a request to a whole reply, or to the words or the object of a model's answer."""


def completion(words: str | None, finish: str = "stop", **message: Any) -> dict[str, Any]:
    """The body of a chat completion."""
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "test-model",
        "choices": [
            {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": words, **message}}
        ],
        "usage": {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100},
    }


def refused(status: int, message: str, code: str | None = None, **headers: str) -> Reply:
    """A refusal in the form OpenAI gives it."""
    body = json.dumps({"error": {"message": message, "type": "x", "param": None, "code": code}}).encode()
    return Reply(status, body, {"Content-Type": "application/json", **headers})


class ModelServer:
    """A running server; ``requests`` holds every request's body, ``keys`` what stood in its Authorization."""

    def __init__(self, answering: Answering) -> None:
        self.answering = answering
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # head and body in one packet, or the other side waits for its acknowledgement

            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.requests.append(asked)
                server.keys.append(self.headers.get("Authorization", ""))
                self._send(server.answering(asked))

            def _send(self, given: Reply | str | dict[str, Any]) -> None:
                if isinstance(given, Reply):
                    reply = given
                else:
                    words = given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)
                    reply = Reply(
                        body=json.dumps(completion(words)).encode(), headers={"Content-Type": "application/json"}
                    )
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                if reply.cut is not None:
                    self.wfile.write(reply.body[: reply.cut])
                    self.wfile.flush()
                    self.close_connection = True
                    return
                self.wfile.write(reply.body)
                self.wfile.flush()

            def log_message(self, *_: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._http.server_port}/v1"

    def close(self) -> None:
        """Stop serving."""
        self._http.shutdown()
        self._http.server_close()


@contextmanager
def model_server(answering: Answering) -> Iterator[ModelServer]:
    """A server for the length of a block."""
    server = ModelServer(answering)
    try:
        yield server
    finally:
        server.close()
