"""Files and pasted text become notes; bad input gets one clear sentence."""

from analyzer.intake.errors import IntakeError
from analyzer.intake.files import note_from_text, read_bytes, read_file

__all__ = ["IntakeError", "note_from_text", "read_bytes", "read_file"]
