"""Measuring: labelled sets, scorecards, benches. `python -m evals`; nothing imports this room."""
