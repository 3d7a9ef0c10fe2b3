# All that a fresh clone needs: Python 3.11 or newer, and make.
# Another Python: make demo PYTHON=/path/to/python3.12

SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?=
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help demo studio test lint format docs site page bench clean

help: ## This list
	@echo "beatreel: a song goes in, a finished music video comes out."
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "Everything is installed into $(VENV), nothing outside this folder."

demo: $(VENV)/.installed ## Make the film of the bundled demo song (more options: make demo ARGS="--help")
	@echo "==> Making the demo film: $(BIN)/beatreel demo $(ARGS)"
	@$(BIN)/beatreel demo $(ARGS)

studio: $(VENV)/.installed-studio beatreel/studio/page/index.html ## Open the Studio page, where films are made and mended (Node.js 20.19 or newer)
	@$(BIN)/beatreel studio $(ARGS)

# Hundreds of processes are started: each would compile our modules anew where the environment forbids to keep them compiled.
test: $(VENV)/.installed-dev ## Check the layers, run the whole test suite (one part: make test ARGS=tests/core)
	@echo "==> Checking who imports whom"
	@$(BIN)/lint-imports
	@echo "==> Running the tests"
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest --numprocesses=2 --dist=loadfile --no-loadscope-reorder $(ARGS)

lint: $(VENV)/.installed-dev ## Style, types and layers
	@echo "==> Style";  $(BIN)/ruff check . && $(BIN)/ruff format --check .
	@echo "==> Types";  $(BIN)/mypy
	@echo "==> Layers"; $(BIN)/lint-imports

format: $(VENV)/.installed-dev ## Put the code in its usual form
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

docs: $(VENV)/.installed-dev ## Write the reference pages that follow from the code
	@$(BIN)/python scripts/make_docs.py

site: $(VENV)/.installed-dev ## Build the documentation site: build/site/index.html
	@$(BIN)/python scripts/make_docs.py
	@$(BIN)/python -m sphinx --quiet --fail-on-warning --keep-going -b html docs build/site
	@echo "The site is ready: build/site/index.html"

page: ## Build the Studio page into the package (Node.js 20.19 or newer)
	cd studio_page && npm ci && npm run build

beatreel/studio/page/index.html: $(wildcard studio_page/*.* studio_page/src/*)
	@command -v npm >/dev/null || { echo "The Studio page is built by npm: install Node.js 20.19 or newer."; exit 1; }
	@$(MAKE) page

bench: $(VENV)/.installed-dev ## Measure speed and memory
	@echo "==> Measuring"
	@$(BIN)/python -m benchmarks $(ARGS)

clean: ## Remove what make and the tests made; your films stay
	rm -rf $(VENV) build dist .pytest_cache .ruff_cache .mypy_cache .hypothesis .import_linter_cache
	find beatreel tests benchmarks examples scripts -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@found=""; \
	for name in "$(PYTHON)" python3 python3.13 python3.12 python3.11 python3.14 python; do \
	    if [ -n "$$name" ] && "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	        found="$$name"; break; \
	    fi; \
	done; \
	if [ -z "$$found" ]; then \
	    echo "beatreel needs Python 3.11 or newer, and none was found."; \
	    echo "Install one (python.org, or your system's packages), or name it: make PYTHON=/path/to/python3.12"; \
	    exit 1; \
	fi; \
	echo "==> Making a private environment in $(VENV) with $$("$$found" --version) ($$found)"; \
	if ! "$$found" -m venv $(VENV); then \
	    rm -rf $(VENV); \
	    echo "This Python cannot make an environment. On Debian or Ubuntu: apt install python3-venv"; \
	    exit 1; \
	fi

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	@echo "==> Installing beatreel and its libraries into $(VENV) (about 300 MB, once)"
	@$(BIN)/python -m pip install --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-studio: pyproject.toml | $(VENV)/bin/python
	@echo "==> Installing beatreel with its Studio into $(VENV) (once)"
	@$(BIN)/python -m pip install --disable-pip-version-check --editable '.[studio]'
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	@echo "==> Installing torch, which the diffusion models run on (once)"
	@$(BIN)/python -m pip install --disable-pip-version-check torch==2.13.0
	@echo "==> Installing beatreel, its libraries and the test tools into $(VENV) (about 1 GB, once)"
	@$(BIN)/python -m pip install --disable-pip-version-check --editable '.[dev,diffusion]' torch==2.13.0
	@echo "==> Building madmom, an optional analyzer that the tests try (a minute, once)"
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation madmom==0.16.1 || { \
	    echo "madmom could not be built; only its own tests will fail."; \
	    echo "It needs a C compiler and Python's headers. On Debian or Ubuntu: apt install gcc python3-dev"; }
	@touch $@ $(VENV)/.installed
