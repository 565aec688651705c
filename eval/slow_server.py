"""A model's server on loopback that always takes the same time: ``python -m eval.slow_server SECONDS [EVERY]`` prints its address.

With EVERY each so-manieth request is turned away at once with 429, as a busy server would. What it was last asked is at ``/asked``.
"""

from __future__ import annotations

import json
import re
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_NOTE = re.compile(r"<note 1[^>]*>\n(.+?)\n</note 1", re.DOTALL)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def __init__(self, seconds: float, every: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.seconds, self.every = seconds, every
        self.lock = threading.Lock()
        self.count = 0
        self.asked: dict[str, Any] = {}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    server: _Server

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with self.server.lock:
            self.server.count += 1
            self.server.asked = asked
            busy = bool(self.server.every) and self.server.count % self.server.every == 0
        if busy:
            self._send(429, {"error": {"message": "slow down", "type": "x", "param": None, "code": "rate_limit"}})
            return
        time.sleep(self.server.seconds)
        self._send(200, _completion(_answer(asked["messages"])))

    def do_GET(self) -> None:
        self._send(200, self.server.asked)

    def _send(self, status: int, body: dict[str, Any]) -> None:
        data = json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        pass


def _answer(messages: list[dict[str, Any]]) -> dict[str, Any]:
    """An answer that quotes the note's first line, or an empty list of extractions where the request is not ours."""
    note = _NOTE.search(str(messages[-1]["content"]))
    if note is None:
        return {"extractions": []}
    quote = {"note": 1, "text": note[1].splitlines()[0][:200]}
    nothing = {"quotes": [], "value": "unknown"}
    return {
        "contact": None,
        "people": [],
        "authority": {"quotes": [quote], "value": "weak"},
        "information": {"quotes": [quote], "value": "insufficient"},
        "momentum": nothing,
        "introduction": nothing | {"value": "none"},
        "outside_cause": nothing | {"value": "false"},
        "signals": [],
    }


def _completion(answer: dict[str, Any]) -> dict[str, Any]:
    message = {"role": "assistant", "content": json.dumps(answer, ensure_ascii=False)}
    return {
        "id": "x",
        "object": "chat.completion",
        "created": 1,
        "model": "slow",
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }


def main() -> None:
    """Serve until the process is ended."""
    server = _Server(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever(poll_interval=0.05)


if __name__ == "__main__":
    main()
