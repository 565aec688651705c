"""Files and pasted text become notes and cases; bad input gets one clear sentence."""

from analyzer.intake.errors import IntakeError
from analyzer.intake.files import case_name, note_from_text, read_bytes, read_cases, read_file, several_cases
from analyzer.intake.text import in_time_order

__all__ = [
    "IntakeError",
    "case_name",
    "in_time_order",
    "note_from_text",
    "read_bytes",
    "read_cases",
    "read_file",
    "several_cases",
]
