# Every habit is one word. `make run` starts the product, `make test` passes the tests; each installs what it needs.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/.stamps

.DEFAULT_GOAL := help
.PHONY: help run test check generate bench notebook lock clean

help: ## Show these words
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(STAMPS)/run ## Install, build the graph and serve it at http://127.0.0.1:8000 (PORT=8001 elsewhere)
	@$(BIN)/openness-graph serve --port $(PORT)

test: $(STAMPS)/test ## Install what the tests need and run them
	@$(BIN)/python -m pytest

check: $(STAMPS)/dev ## Lint, types, and the fact files
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/openness-graph check

generate: $(STAMPS)/dev ## Write again what is derived from the declarations
	@$(BIN)/python tools/generate.py

bench: $(STAMPS)/dev ## Measure, as ratios in one run
	@$(BIN)/python -m benchmarks

notebook: $(STAMPS)/dev ## Open the notebooks
	@$(BIN)/jupyter lab notebooks

lock: $(STAMPS)/dev ## Pin every dependency anew
	@$(BIN)/python tools/lock.py

clean: ## Remove what was installed and built
	rm -rf $(VENV) web/node_modules api/static build

$(VENV)/ready:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name one with: make PYTHON=/path/to/python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
	  || { echo "Python's venv module is missing; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@touch $@

$(STAMPS)/run: $(VENV)/ready requirements.txt pyproject.toml $(wildcard web/*.* web/src/* web/queries/*)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python tools/build_web.py
	@mkdir -p $(@D) && touch $@

$(STAMPS)/dev: $(STAMPS)/run requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@mkdir -p $(@D) && touch $@

$(STAMPS)/test: $(STAMPS)/dev
	@$(BIN)/python tools/install_chromium.py
	@$(BIN)/python tools/install_neo4j.py
	@mkdir -p $(@D) && touch $@
