"""From a reading to hypotheses, moves and questions; knows no text and no model."""
