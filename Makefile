# `make run` is all a newcomer needs: Python 3.11 or newer, make and a package index, nothing else.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PROJECT := pyproject.toml constraints.txt $(wildcard */__init__.py)

.DEFAULT_GOAL := run
.PHONY: run test test-servers check check-format check-lint check-types check-contracts check-docs bench screenshots
.PHONY: constraints clean

run: $(VENV)/.installed
	@$(BIN)/leadloop serve

test: $(VENV)/.installed-dev
	@$(BIN)/python -m pytest -rs -n auto --maxprocesses 4

# pytest ends with 5 when no test carries the marker.
test-servers: $(VENV)/.installed-dev
	@$(BIN)/python -m pytest -rs -m servers || { code=$$?; \
	  [ $$code -eq 5 ] || exit $$code; \
	  echo "test-servers: nothing ran, because no test needs a real server yet."; }

# `make -k check` goes on after a failure.
check: check-format check-lint check-types check-contracts check-docs

check-format: $(VENV)/.installed-dev
	@$(BIN)/ruff format --check .

check-lint: $(VENV)/.installed-dev
	@$(BIN)/ruff check .

check-types: $(VENV)/.installed-dev
	@$(BIN)/mypy .

check-contracts: $(VENV)/.installed-dev
	@$(BIN)/lint-imports

check-docs: $(VENV)/.installed-dev
	@$(BIN)/python -m pytest -rs tests/architecture

# Every moment of the page in light and dark, into docs/screenshots.
screenshots: $(VENV)/.installed-dev
	@$(BIN)/python tests/browser/take_screenshots.py

bench: $(VENV)/.installed
	@$(BIN)/python -m evals bench

# Resolves every dependency anew and writes the pins; run the tests afterwards.
constraints:
	@rm -rf $(VENV)-pins && $(PYTHON) -m venv $(VENV)-pins
	@$(VENV)-pins/bin/pip install --quiet '.[dev,data]'
	@{ echo '# Exact versions of everything Leadloop and its tests install. Written by `make constraints`.'; \
	   $(VENV)-pins/bin/pip freeze --exclude leadloop; } > constraints.txt
	@rm -rf $(VENV)-pins build

clean:
	@rm -rf $(VENV) $(VENV)-pins build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Leadloop needs Python 3.11 or newer, and '$(PYTHON)' is not. Install one, then say: make run PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "'$(PYTHON)' could not make a virtual environment. Install its venv module (on Debian: python3-venv) and try again."; exit 1; }

INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
FAILED = { echo "The packages could not be installed. Is a package index within reach? Then try again: what is there already is kept."; exit 1; }

$(VENV)/.installed: $(PROJECT) | $(BIN)/python
	@echo "Installing Leadloop into $(VENV) (once, about a minute) ..."
	@$(INSTALL) -e . || $(FAILED)
	@touch $@

$(VENV)/.installed-dev: $(PROJECT) | $(BIN)/python
	@echo "Installing Leadloop and its test tools into $(VENV) (once, about a minute) ..."
	@$(INSTALL) -e '.[dev]' || $(FAILED)
	@touch $@ $(VENV)/.installed
