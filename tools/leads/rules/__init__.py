"""The deterministic part of the slice: status words, names, places, verdicts. Values in, values out."""
