"""A model file read inside this program: llama.cpp on loopback with a key of its own, asked through the same client as any server.

The server is threads of this process, so it ends with the program, also after a crash. It answers nobody without the key and no web page.
"""

from __future__ import annotations

import os
import secrets
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

from analyzer.engines.language_model.calling import Server
from analyzer.engines.language_model.failures import Failed

_STARTING = threading.Lock()


def running(model: Path, context: int, threads: int) -> Server:
    """The server for a model file, started when it is first asked for; one question at a time is answered.

    Raises:
        Failed: the ``local`` extra is missing, or the file is no model that can be loaded.
    """
    with _STARTING:
        llama, key = _started(model, context, threads)
    return Server(f"{llama.listening_address}/v1", key, model.name, local=True)


@lru_cache(maxsize=1)
def _started(model: Path, context: int, threads: int) -> tuple[Any, str]:
    try:
        import xllamacpp
    except ImportError:
        raise Failed("not_installed", extra="local") from None
    if not _is_model(model):
        raise Failed("local", model=model.name)
    key = secrets.token_urlsafe(32)
    try:
        return xllamacpp.Server(_parameters(xllamacpp.CommonParams(), model, context, threads, key)), key
    except Exception:  # noqa: BLE001  whatever llama.cpp says about a file it cannot load
        raise Failed("local", model=model.name) from None


def _is_model(path: Path) -> bool:
    """Whether the file begins as a model file does; llama.cpp ends the whole program over some that do not."""
    try:
        with path.open("rb") as file:
            return file.read(4) == b"GGUF"
    except OSError:
        return False


def _parameters(given: Any, model: Path, context: int, threads: int, key: str) -> Any:
    given.model.path = str(model)
    given.hostnames = ["127.0.0.1"]
    given.port = 0
    given.api_keys = [key]
    given.cors_origins = ""
    given.cors_origins_explicit = True
    given.cors_methods = given.cors_headers = ""
    given.cors_credentials = False
    given.ui = given.endpoint_slots = given.endpoint_props = given.endpoint_metrics = False
    given.n_ctx = context
    given.n_parallel = 1
    given.n_predict = context // 2  # bounded, whatever a request asks for
    given.verbosity = -1
    given.warmup = False
    given.n_batch = 512  # it says how far it is after each batch
    # Threads that wait for each other on busy or doubled cores make it several times slower.
    given.cpuparams.n_threads = given.cpuparams_batch.n_threads = threads or max(1, (os.cpu_count() or 1) // 2)
    return given
