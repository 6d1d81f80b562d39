# `make` alone lists what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.current
# The black-box scorers and their data, where they stand beside the project.
SCORERS ?= ../shared/score
PYTEST := $(BIN)/python -m pytest --numprocesses auto --dist loadfile

.DEFAULT_GOAL := help
.PHONY: help setup run test slow coverage check format lint sql types imports floors docs lock notebook bench clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

setup: $(STAMP) ## build .venv with the `dateline` command in it; nothing to do when it is current

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dateline needs Python 3.11 or later")'
	@echo "Installing $$(grep -c == requirements.lock) packages into $(VENV); this takes some minutes."
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@# The lock is complete. With dependencies pip 23 looks for newer releases behind extras, and refuses what it finds.
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $(STAMP)

run: setup ## ingest seeds/ and show what can be asked
	$(BIN)/dateline ingest
	$(BIN)/dateline sql --named people
	@echo "More questions, each with its SQL in warehouse/sql/queries (dateline sql --named NAME):"
	@$(BIN)/dateline sql --list

test: setup ## run the tests but the slow ones: simulated days, kills, backfills, replays, namesakes, damage, rewordings …
	$(PYTEST) -m "not slow"

slow: setup ## run only the tests that `make test` leaves out
	$(PYTEST) -m slow

coverage: setup ## run the fast tests and list the lines and branches that they leave out, subprocesses measured too
	rm -rf build/coverage
	$(BIN)/coverage run -m pytest --numprocesses auto --dist loadfile -m "not slow"
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

check: notebook format lint sql types imports floors test slow ## everything that CI runs, with the packages for notebooks; leaves out only the benchmarks

format: setup
	$(BIN)/ruff format --check .

lint: setup
	$(BIN)/ruff check .

sql: setup ## lint the SQL files; migrations cannot be changed and are left out
	$(BIN)/sqlfluff lint --disable-progress-bar --processes 2 $(filter-out warehouse/sql/migrations,$(wildcard warehouse/sql/*))

types: setup
	$(BIN)/mypy

imports: setup
	$(BIN)/lint-imports

floors: setup ## compare measured quality with the floors of tests/floors.json
	$(BIN)/python tests/floors.py --scorers $(SCORERS)

docs: setup ## write the generated pages of docs/ and the answers in the README
	$(BIN)/python -m tests.support.pages
	DATELINE_HOME=build/docs $(BIN)/dateline ingest seeds
	$(BIN)/python -m tests.support.readme README.md build/docs/news.duckdb
	rm -rf build/cookbook && $(BIN)/python -m tests.support.newsroom build/cookbook/records
	DATELINE_HOME=build/cookbook $(BIN)/dateline ingest build/cookbook/records/first.jsonl
	DATELINE_HOME=build/cookbook $(BIN)/dateline ingest build/cookbook/records/second.jsonl
	$(BIN)/python -m tests.support.readme docs/cookbook.md build/cookbook/news.duckdb

lock: setup ## resolve requirements.lock anew (needs uv)
	uv pip compile --universal --python-version 3.11 --extra dev --generate-hashes --no-emit-index-url --no-header \
	  --no-annotate --upgrade pyproject.toml --output-file requirements.lock
	$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["notebook"], sep="\n")' \
	  | uv pip compile --universal --python-version 3.11 --constraint requirements.lock --generate-hashes --no-emit-index-url \
	  --no-header --no-annotate --upgrade --output-file requirements-notebook.lock -

notebook: setup ## add pandas, Polars and pyarrow to .venv, for notebooks and for the tests of docs/extend.md
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-notebook.lock

bench: setup ## run the benchmarks; they judge nothing
	for bench in load start poll latency names copies stories related cookbook; do echo "== $$bench"; $(BIN)/python -m tests.bench.bench_$$bench || exit 1; done

clean: ## remove the environment, caches and built files, not the data
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis *.egg-info
