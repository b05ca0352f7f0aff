# The only door. Everything it makes stays in this folder: .venv/, out/ and the tools' own caches.

PYTHON ?=
ARGS ?=
JOBS ?= 2
IN_VENV = .venv/bin/python

.PHONY: help setup postgres run test lint bench shots clean
.NOTPARALLEL:

help:
	@echo "make setup    everything the rest needs; nothing to do the second time"
	@echo "make run      the desk with a server of its own and made-up orders (ARGS=... goes to it)"
	@echo "make test     style, types, layers and all tests"
	@echo "make lint     style, types and layers only"
	@echo "make bench    the benchmarks; figures go to out/bench/"
	@echo "make shots    a picture of every screen, in out/shots/"
	@echo "make clean    takes away what was made, except .venv/"

setup:
	@sh packaging/setup/system.sh
	@PYTHON="$(PYTHON)" sh packaging/setup/python.sh

postgres:
	@sh packaging/setup/postgres.sh

run: setup
	@$(IN_VENV) -m desk.demo $(ARGS)

# The tests run even where lint finds something: one run tells everything.
test: setup postgres
	@verdict=0; \
	$(MAKE) --no-print-directory lint || verdict=1; \
	$(IN_VENV) -m pytest -n $(JOBS) --basetemp=out/pytest $(ARGS) || verdict=1; \
	exit $$verdict

lint: setup
	@mkdir -p out; verdict=0; \
	for check in "-m ruff check" "-m ruff format --check" "-m mypy" \
	    ".venv/bin/lint-imports"; do \
	    name=$${check#-m }; name=$${name##*/}; \
	    if $(IN_VENV) $$check >out/lint.txt 2>&1; then echo "passed: $$name"; \
	    else cat out/lint.txt; echo "FAILED: $$name"; verdict=1; fi; \
	done; \
	exit $$verdict

bench: setup postgres
	@mkdir -p out/bench; verdict=0; \
	for file in $$(grep -l '__name__ == "__main__"' bench/*.py); do \
	    name=$$(basename $$file .py); \
	    $(IN_VENV) -m bench.$$name --json out/bench/$$name.json $(ARGS) || verdict=1; \
	done; \
	exit $$verdict

shots: setup
	@$(IN_VENV) -m tests.shots --out out/shots $(ARGS)

clean:
	@rm -rf out build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -path ./.venv -prune -o -path ./.git -prune -o -name __pycache__ -type d -exec rm -rf {} +
