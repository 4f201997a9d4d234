"""Leadloop's tests. The file makes `tests` ours: a dependency installs a top-level package of the same name."""
