"""Start the page's server for a test and look at what it shows."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
"""Asks the server itself, whatever proxy the environment names."""


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(program: Sequence[str], environment: Mapping[str, str], cwd: Path) -> Iterator[int]:
    """Run ``program app`` in ``cwd`` until the block ends; gives the port once the server answers with 200."""
    port = free_port()
    process = subprocess.Popen(
        [*program, "app", "--port", str(port), "--no-browser"],
        env=dict(environment),
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        _wait_until_up(process, port)
        yield port
    finally:
        os.killpg(process.pid, signal.SIGTERM)  # the server is a child of the command line
        process.communicate(timeout=20)


def _wait_until_up(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if process.poll() is not None:
            raise AssertionError(f"the server ended with {process.returncode}: {process.communicate()[0].decode()}")
        try:
            with DIRECT.open(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not answer within 60 s")


def first_page(port: int) -> str:
    """Everything the page sends to a browser that has just opened it, as one text; fails where the script broke off."""
    shown: list[str] = []
    with connect(f"ws://127.0.0.1:{port}/_stcore/stream", subprotocols=["streamlit"], proxy=None) as session:  # type: ignore[list-item]
        ask = BackMsg()
        ask.rerun_script.query_string = ""
        session.send(ask.SerializeToString())
        until = time.monotonic() + 60
        while time.monotonic() < until:
            message = ForwardMsg()
            data = session.recv(timeout=60)
            message.ParseFromString(data if isinstance(data, bytes) else data.encode())
            shown.append(str(message))
            if message.WhichOneof("type") == "script_finished":
                assert message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY, "\n".join(shown)
                return "\n".join(shown)
    raise AssertionError("the page's script did not finish within 60 s")
