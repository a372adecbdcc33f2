# Everything a person does with the house. `make demo` first, `make test` before a change is offered.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
SETUP := $(VENV)/.set-up

.PHONY: demo test test-real bench fuzz fuzz-ci pages picture clean

demo: $(INSTALLED)
	@tools/demo

test: $(SETUP)
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/pages.py --check
	$(BIN)/python -m mkdocs build --strict
	$(BIN)/python tools/links.py site
	$(BIN)/holdwater check examples/museum.case.md
	$(BIN)/holdwater fmt --check examples/museum.case.md
	$(BIN)/python tools/fuzz.py --count 1000 --seed 1
	$(BIN)/pytest -m "not real"

test-real: $(SETUP)
	tools/install-chromium
	tools/install-editors
	tools/install-sarif-multitool
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .[peers]
	$(BIN)/pytest -m real

bench: $(SETUP)
	-tools/install-argdown
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .[peers]
	$(BIN)/python -m compileall -q src
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/lsp.py

fuzz: $(SETUP)
	$(BIN)/python tools/fuzz.py --count 20000 --seed 7

fuzz-ci: $(SETUP)
	@$(BIN)/python tools/fuzz.py --count 50000 --seed 101 & first=$$!; $(BIN)/python tools/fuzz.py --count 50000 --seed 102 && wait $$first

pages: $(SETUP)
	$(BIN)/python tools/pages.py

picture: $(SETUP)
	$(BIN)/python -m tools.screenshot

$(INSTALLED): pyproject.toml tools/set-up
	tools/set-up $(VENV)

$(SETUP): pyproject.toml tools/set-up
	tools/set-up $(VENV) dev

clean:
	rm -rf $(VENV) site build dist
