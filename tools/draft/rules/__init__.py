"""The deterministic part of writing: values in, texts out. No clock, no I/O, no model."""
