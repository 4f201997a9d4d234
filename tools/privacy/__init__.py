"""Privacy: who is never written to, and erasure of a person with the proof."""
