"""The sidecar: its own program that does what is due while nobody looks."""
