"""The embedded engine: segments, people, features, small learned models, decisions."""
