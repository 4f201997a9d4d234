"""Labelled replies against the reader of replies."""
