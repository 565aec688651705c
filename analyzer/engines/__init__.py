"""Engines turn a case's notes into a reading; every quote is re-checked against the notes before anyone sees it."""

from analyzer.engines.choosing import EngineError, Reader, read_case
from analyzer.settings import EngineName

__all__ = ["EngineError", "EngineName", "Reader", "read_case"]
