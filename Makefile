# Needs nothing but make and Python 3.11 or newer. Everything is installed into .venv, and nowhere else.
#
#   make demo     see what the library does
#   make test     every check; CI runs this and nothing more
#   make clean    remove whatever the targets made
#
# Each check is a target of its own too; CONTRIBUTING.md gives the same commands for use without make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# pyright asks the python it finds first for the installed packages.
PYRIGHT := PATH="$$PWD/$(BIN):$$PATH" pyright

# The shell's own settings must not decide which packages the checks see.
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV

.DELETE_ON_ERROR:
.PHONY: help demo reference test lint format-check format types verify-types imports tests docs wheel \
  mutants clean

help:
	@sed -n 's/^# \{0,1\}//p' Makefile | head -7

# ------------------------------------------------------------------------------------------------------- environment

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "error: Python 3.11 or newer is needed, and '$(PYTHON)' is not; name another: make PYTHON=python3.12 …" >&2; \
	  exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "error: '$(PYTHON)' has no venv module; Debian and Ubuntu bring it as the package python3-venv" >&2; \
	  exit 1; }
	$(PYTHON) -m venv $(VENV)

# For the demo: the library with YAML, and no tools.
$(VENV)/.demo: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[yaml]'
	@touch $@

# For the checks: all tools as well. pip understands dependency groups from 25.1 on.
$(VENV)/.dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[yaml,match,excel,fast]' --group dev
	@touch $@

# -------------------------------------------------------------------------------------------------------------- demo

demo: $(VENV)/.demo
	@echo '== The example dataset is checked =='
	$(BIN)/seesac-model check examples/seesac
	@echo '== Questions in Python =='
	$(BIN)/python examples/quickstart.py
	@echo '== YAML to canonical JSON and back: the second writing must equal the first, byte for byte =='
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && set -ex && \
	  $(BIN)/seesac-model convert examples/seesac "$$folder/first.json" && \
	  $(BIN)/seesac-model convert "$$folder/first.json" "$$folder/second.json" && \
	  cmp "$$folder/first.json" "$$folder/second.json"
	@echo '== Done: equal =='

# The reference data are typed as YAML and shipped as JSON, which the core reads without extras.
REFERENCE := src/seesac_model/reference/data

reference: $(VENV)/.dev
	for file in $(REFERENCE)/*.yaml; do \
	  $(BIN)/seesac-model convert "$$file" "$${file%.yaml}.json" --layout nested --force || exit 1; \
	done

# ------------------------------------------------------------------------------------------------------------ checks

# The order is from the quickest to the slowest.
test: lint format-check imports types verify-types docs tests wheel
	@echo 'Every check has passed.'

lint: $(VENV)/.dev
	$(BIN)/ruff check

format-check: $(VENV)/.dev
	$(BIN)/ruff format --check

format: $(VENV)/.dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

imports: $(VENV)/.dev
	$(BIN)/lint-imports

types: $(VENV)/.dev
	$(BIN)/mypy
	$(PYRIGHT)

verify-types: $(VENV)/.dev
	$(PYRIGHT) --verifytypes seesac_model --ignoreexternal

tests: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 --dist loadfile --cov --cov-report term

docs: $(VENV)/.dev
	$(BIN)/sphinx-build -nWE --keep-going --quiet docs docs/_build/html

wheel: $(VENV)/.dev
	$(BIN)/python .ci/check_wheel.py

# No check: it says what the tests of a rule module would not notice. make mutants MODULE=panels tries one.
MODULE ?=

mutants: $(VENV)/.dev
	$(BIN)/python .ci/mutants.py $(MODULE)

clean:
	rm -rf $(VENV) dist docs/_build docs/reference/generated .coverage .hypothesis \
	  .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests docs examples -name __pycache__ -type d -prune -exec rm -rf {} +
