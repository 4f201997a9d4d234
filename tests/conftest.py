"""What holds for every test. Sockets are shut by the options in pyproject.toml (pytest-socket)."""

from hypothesis import settings

# The same examples each time: a red run can be repeated, and a slow machine is no failure.
settings.register_profile("default-suite", derandomize=True, deadline=None, max_examples=60, print_blob=True)
# Looks for new examples: `pytest --hypothesis-profile=explore`.
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile("default-suite")
