# One short target for each thing that a person does here. `make` alone lists them.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
UV := .tools/bin/uv
BIN := .venv/bin
SOURCES := manage.py tracker events people tests docs/client
TEMPLATES := find templates -name '*.html' -print0 | xargs -0r $(BIN)/djade --target-version 5.2

# The code is checked, not a database: the addresses lead nowhere, so that no server is started.
CHECK := DATABASE_URL=postgres://nobody@/nothing?host=/nonexistent REDIS_URL=unix:///nonexistent \
	$(BIN)/python -W error -W 'ignore:Got an error checking a consistent migration' manage.py

help:  ## list the targets
	@grep -hE '^[a-z0-9]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: .venv/demo  ## run everything on this machine, with sample articles, until Ctrl-C
	@exec $(BIN)/python manage.py demo

test: .venv/dev  ## run the whole test suite
	$(BIN)/pytest

e2e: .venv/dev  ## follow the journeys of readers and editors in a real browser
	@command -v chromium chromium-browser google-chrome >/dev/null || { $(GET_CHROMIUM); }
	$(BIN)/pytest tests/e2e --numprocesses=0 --force-enable-socket

GET_CHROMIUM = if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; \
	then apt-get update && apt-get install --yes --no-install-recommends chromium; \
	else echo "make e2e needs a browser: install chromium, as with apt-get install chromium." >&2; \
	exit 1; fi

eval: .venv/dev  ## measure on labelled data how well facts are found and who and what is told apart
	$(BIN)/python -m tests.evaluation
	$(BIN)/python -m tests.evaluation.identity

bench: .venv/dev  ## measure speed on a large invented record, as ratios to baselines
	$(BIN)/python -m tests.bench

faults: .venv/dev  ## kill, hang and repeat everything, in minutes; FAULTS=full for all of it
	TIDELINE_VAR=$(CURDIR)/var/faults EMBEDDED_DURABLE=true $(BIN)/pytest tests/faults \
		--numprocesses=0 --force-enable-socket -p no:randomly

fuzz: .venv/dev  ## ask the API what a machine makes up, anew each time; FUZZ=200 requests an operation
	FUZZ=$${FUZZ:-200} $(BIN)/pytest tests/contract/test_fuzz.py --numprocesses=0

lint: .venv/dev  ## run every static check
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(TEMPLATES) --check
	$(CHECK) makemigrations --check --dry-run
	$(CHECK) check --fail-level WARNING
	$(CHECK) client --check

format: .venv/dev  ## rewrite the code in the form that lint asks for
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)
	$(TEMPLATES)

lock: $(UV)  ## choose the versions of all dependencies anew, within pyproject.toml
	$(COMPILE) requirements.txt
	$(COMPILE) requirements-demo.txt --extra embedded --constraint requirements.txt
	$(COMPILE) requirements-llm.txt --extra llm --constraint requirements.txt
	$(COMPILE) requirements-parquet.txt --extra parquet --constraint requirements.txt
	$(COMPILE) requirements-dev.txt --extra embedded --extra llm --extra parquet --group dev \
		--constraint requirements.txt --constraint requirements-llm.txt \
		--constraint requirements-parquet.txt

COMPILE = $(UV) pip compile pyproject.toml --quiet --python-version 3.11 --universal \
	--generate-hashes --no-header --upgrade --output-file

clean:  ## remove the environment and all data of the embedded servers
	-[ ! -e $(BIN)/python ] || $(BIN)/python manage.py services stop
	rm -rf .venv .tools var staticfiles .mypy_cache .ruff_cache .pytest_cache .hypothesis

# --- set-up: each stamp is an environment that holds what its lock file says ---------------------

.venv/demo: requirements-demo.txt | .venv/pyvenv.cfg
	@$(call install,$<)
	@touch $@

.venv/dev: requirements-dev.txt | .venv/pyvenv.cfg
	@$(call install,$<)
	@touch $@ .venv/demo

.venv/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is \
	needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv .venv

$(UV):
	$(PYTHON) -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check uv==0.13.9

# With uv in a few seconds, or with pip where uv cannot be had.
install = echo "Installing $(1)"; \
	if $(MAKE) --no-print-directory $(UV); \
	then $(UV) pip install --quiet --python .venv --require-hashes --requirement $(1); \
	else $(BIN)/pip install --quiet --require-hashes --requirement $(1); fi

.PHONY: help demo test e2e eval bench faults fuzz lint format lock clean
