# Naober: every task of this project. `make help` lists them.
# A bare Debian 12 with python3.11 (venv, pip) and make is enough; the rest is installed into .venv.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
export UV_PYTHON_DOWNLOADS := never

# Where Python is told to keep nothing of what it compiled, hundreds of processes would each compile
# all of Django anew: they keep it in $(VENV), which stays out of the source.
ifdef PYTHONDONTWRITEBYTECODE
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX := $(CURDIR)/$(VENV)/bytecode
endif

# uv when it can reach the registry, else pip: both check every file against its hash.
define install_locked
	$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r $(1) \
		|| $(BIN)/pip install -q --require-hashes -r $(1)
endef

.DEFAULT_GOAL := help
.PHONY: help install dev demo demo-reset test test-fast check format bench bench-web screenshots lock translations clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

$(BIN)/uv: requirements/bootstrap.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
	@touch $@

$(VENV)/run.stamp: $(BIN)/uv requirements/run.txt pyproject.toml
	$(call install_locked,requirements/run.txt)
	$(BIN)/pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements/dev.txt requirements/peers.txt
	$(call install_locked,requirements/dev.txt)
	$(call install_locked,requirements/peers.txt --no-deps)
	@touch $@

$(VENV)/bench.stamp: $(VENV)/dev.stamp requirements/bench.txt
	$(call install_locked,requirements/bench.txt)
	@touch $@

PO_FILES := $(wildcard src/naober/*/locale/nl/LC_MESSAGES/django.po src/naober/*/*/locale/nl/LC_MESSAGES/django.po)
MO_FILES := $(PO_FILES:.po=.mo)
%.mo: %.po $(VENV)/run.stamp
	@$(BIN)/pybabel -q compile -f -i $< -o $@

translations: $(MO_FILES) ## compile the translations

install: $(VENV)/run.stamp $(MO_FILES) ## make .venv with .venv/bin/naober

dev: install $(VENV)/dev.stamp ## what developers need on top

demo: install ## serve the demo region on 127.0.0.1:8000; what was entered stays
	$(BIN)/naober manage serve --demo

demo-reset: ## forget what was entered in the demo
	rm -rf var

test: dev ## everything: checks, both databases, a real browser
	$(BIN)/python scripts/run_tests.py

test-fast: dev ## the quick tests, on SQLite, without a browser
	$(BIN)/pytest -q -m "not browser and not slow"

check: dev ## format, lint, types, contracts, migrations, translations, API file, lexicon
	$(BIN)/python scripts/run_checks.py

format: dev ## put the code in order
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: install $(VENV)/bench.stamp ## compare with what one would use instead; writes docs/benchmarks.md
	$(BIN)/python -m benchmarks

bench-web: install $(VENV)/bench.stamp ## time every page at the size of a large region; writes docs/benchmarks-web.md
	$(BIN)/python -m benchmarks.web

screenshots: dev ## write the tour that the README shows
	$(BIN)/python scripts/system_packages.py chromium
	$(BIN)/python scripts/screenshots.py

lock: $(BIN)/uv ## solve the dependencies anew and lock them with hashes
	$(BIN)/python scripts/lock.py

clean: ## remove what was installed and made
	rm -rf $(VENV) var build .mypy_cache .ruff_cache .pytest_cache .hypothesis
