"""Nothing leaves the machine, whatever the environment asks for."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.serving import first_page, free_port, serving

NOTE = "総務部の田中様と面談。資料はすべてお渡し済み。「私では決められません」とのこと。"

WATCH = """
import os, sys

def watch(event, arguments):
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        where = address[0] if isinstance(address, tuple) else "unix"
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        where = arguments[0]
    else:
        return
    with open(os.environ["CONTACTED"], "a", encoding="utf-8") as file:
        file.write(f"{event} {where}\\n")

sys.addaudithook(watch)
open(os.environ["CONTACTED"], "a").close()
"""

PAGE_RUN = """
import sys
from streamlit.testing.v1 import AppTest
page = AppTest.from_file(sys.argv[1], default_timeout=60).run()
page.text_area(key="notes_text").set_value(sys.argv[2])
next(one for one in page.button if one.label == "見立てる").click().run()
assert not page.exception, page.exception
assert any("田中" in one.proto.body for one in page.get("html"))
"""


class Trap:
    """A proxy on loopback that only counts who comes."""

    def __init__(self) -> None:
        self.visits = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            try:
                visitor, _ = self._socket.accept()
            except OSError:
                return
            self.visits += 1
            visitor.close()

    def close(self) -> None:
        """Stop listening."""
        self._socket.close()


@pytest.fixture
def trap() -> Iterator[Trap]:
    """A proxy trap, set for the length of a test."""
    one = Trap()
    yield one
    one.close()


@pytest.fixture
def watched(tmp_path: Path, trap: Trap, clean_environment: dict[str, str]) -> dict[str, str]:
    """An environment that asks for tracing, sets the trap as proxy, and writes down every address a process turns to."""
    (tmp_path / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    tracing = {
        "LANGSMITH_TRACING": "true",
        "LANGCHAIN_TRACING_V2": "true",
        "LANGCHAIN_API_KEY": "x",
        "LANGSMITH_API_KEY": "x",
    }
    proxies = dict.fromkeys(
        ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"), trap.url
    )
    statistics = {"STREAMLIT_BROWSER_GATHER_USAGE_STATS": "true", "STREAMLIT_SERVER_ADDRESS": "0.0.0.0"}  # noqa: S104  must be overruled
    paths = {"PYTHONPATH": f"{tmp_path}:{ROOT}", "CONTACTED": str(tmp_path / "contacted.txt"), "HOME": str(tmp_path)}
    without = {name: value for name, value in clean_environment.items() if name.lower() != "no_proxy"}
    return without | tracing | proxies | statistics | paths


def _contacted(environment: dict[str, str]) -> set[str]:
    lines = Path(environment["CONTACTED"]).read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line.split(" ", 1)[1] not in ("127.0.0.1", "::1", "localhost", "unix")}


def test_the_watch_sees_what_turns_to_another_machine(watched: dict[str, str]) -> None:
    """The instrument itself works: a process that looks up or connects to an outside address is written down."""
    program = "import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.connect(('192.0.2.1', 9))"
    subprocess.run([sys.executable, "-c", program], env=watched, check=True)
    assert _contacted(watched) == {"socket.connect 192.0.2.1"}


def test_an_analysis_contacts_nobody(kamoshirenai: Run, watched: dict[str, str], trap: Trap) -> None:
    """``kamoshirenai analyze`` looks up no name and opens no connection, with tracing asked for and a proxy set."""
    done = kamoshirenai("analyze", "-", given=NOTE.encode(), environment=watched)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (_contacted(watched), trap.visits) == (set(), 0)


def test_the_page_contacts_nobody_while_it_analyses(watched: dict[str, str], trap: Trap, tmp_path: Path) -> None:
    """Pasting a note into the page and pressing the button contacts nobody."""
    command = [sys.executable, "-c", PAGE_RUN, str(ROOT / "app.py"), NOTE]
    done = subprocess.run(command, env=watched, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert (_contacted(watched), trap.visits) == (set(), 0)


@pytest.mark.slow
def test_the_server_contacts_nobody_and_listens_on_loopback_only(
    watched: dict[str, str], trap: Trap, tmp_path: Path
) -> None:
    """The page's server answers on 127.0.0.1 and on no other address, even where the environment names one, and contacts nobody."""
    with serving([sys.executable, "-m", "analyzer"], watched, tmp_path) as port:
        assert "議事録・メモ" in first_page(port)
        elsewhere = [(socket.AF_INET, "127.0.0.2"), (socket.AF_INET, _own_address()), (socket.AF_INET6, "::1")]
        assert _answers(socket.AF_INET, "127.0.0.1", port)
        assert not [address for family, address in elsewhere if _answers(family, address, port)]
    assert (_contacted(watched), trap.visits) == (set(), 0)


def _answers(family: socket.AddressFamily, address: str, port: int) -> bool:
    with socket.socket(family) as visitor:
        visitor.settimeout(5)
        return visitor.connect_ex((address, port)) == 0


def _own_address() -> str:
    """This machine's address towards others, where it has one (no packet is sent to find it); else one of loopback's."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", free_port()))
        except OSError:
            return "127.0.0.3"
        address: str = probe.getsockname()[0]
        return address
