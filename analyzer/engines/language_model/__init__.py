"""The language-model engine: one call to an OpenAI-compatible server, every claim of the answer checked against the notes."""
