# Everything sets itself up in .venv: python3 and make are enough (root, or sudo, for Chromium in the UI tests).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ACCOUNT ?=
OUT ?= out
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help demo test lint types floors unit browser quality bench ui golden schema picture wheel clean

help:
	@echo "make demo [ACCOUNT=file]  read the example (or any account), print the findings, write the report"
	@echo "make test                 every check, as in CI"
	@echo "make quality              docs/quality.md anew (needs the corpora beside the checkout)"
	@echo "make bench                docs/benchmarks.md anew"
	@echo "make ui                   build the report's assets from frontend/ (needs Node)"

$(VENV)/runtime: requirements/runtime.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --requirement requirements/runtime.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/test: requirements/test.lock $(VENV)/runtime
	$(BIN)/python -m pip install --quiet --requirement requirements/test.lock
	@touch $@

demo: $(VENV)/runtime
	@BIN=$(BIN) OUT=$(OUT) sh examples/demo.sh $(ACCOUNT)

test: $(VENV)/test browser lint types floors unit

lint:
	$(BIN)/ruff check src tests benches
	$(BIN)/ruff format --check --quiet src tests benches

types:
	$(BIN)/mypy

floors:
	PYTHONPATH=src $(BIN)/lint-imports --no-cache

unit:
	$(BIN)/python -m pytest --quiet

# Debian's Chromium for the UI tests; where it cannot be had they skip visibly, and in CI they fail.
browser:
	@command -v chromium >/dev/null 2>&1 || \
	  { command -v apt-get >/dev/null 2>&1 && [ "$$(id -u)" = 0 ] && \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null; } || \
	  echo "Chromium is not installed and cannot be installed here: the UI tests will be skipped."

quality: $(VENV)/test
	PYTHONPATH=src $(BIN)/python -m whoknew_eval quality

bench: $(VENV)/test
	for bench in benches/*.py; do PYTHONPATH=src $(BIN)/python $$bench || exit 1; done

ui:
	cd frontend && npm ci --no-audit --no-fund && npm run build

schema: $(VENV)/runtime
	$(BIN)/python -m whoknew.model.schema

# The README's picture, from the example account.
picture: $(VENV)/test browser
	PYTHONPATH=src $(BIN)/python frontend/picture.py

wheel: $(VENV)/test
	$(BIN)/python -m build --wheel --outdir out/wheel

clean:
	rm -rf $(VENV) out build dist
