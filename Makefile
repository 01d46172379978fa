# make run    build everything and open the site at http://localhost:8000
# make test   the whole test suite, browser tests included
# make check  every gate: lint, format, types, contracts, templates, migrations, messages, pins
# make bench  the engines against their peers
# make scale  linking on Spark against DuckDB (needs Java 17 or 21)
# make clean  back to a fresh checkout (the example database goes too; a municipality's own rows do not)

PYTHON ?= python3
PORT ?= 8000
JOBS ?= 2
# Folder of published instances of shared rides, for the benchmarks.
RIDES ?= ../shared/data/rides
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

# Modules are compiled once, also where the surroundings say otherwise; each process would compile the house anew.
unexport PYTHONDONTWRITEBYTECODE

# A stamp carries the sum of the file it was made from, so that only a changed file is installed again.
sum = $(shell cksum < $(1) | tr ' ' '-')
WEB := $(VENV)/.web-$(call sum,requirements/web.txt)
DEV := $(VENV)/.dev-$(call sum,requirements/dev.txt)
BENCH := $(VENV)/.bench-$(call sum,requirements/bench.txt)
SCALE := $(VENV)/.scale-$(call sum,requirements/scale.txt)
PACKAGE := $(VENV)/.package-$(call sum,pyproject.toml)

# What the engines compile lies beside their sources and is compiled again when one of them changes.
COMPILED := $(wildcard src/huangyai/engines/rides/*.py src/huangyai/engines/ballot/*.py)
MACHINE_CODE := src/huangyai/engines/rides/__pycache__/ready.stamp

GATES := check-style check-format check-types check-contracts check-templates check-migrations check-messages check-pins

.PHONY: run build test check bench scale messages requirements clean $(GATES)
.DEFAULT_GOAL := run

run: $(WEB) $(PACKAGE) build
	@$(BIN)/python -m huangyai.config.first_run
	@exec $(BIN)/huangyai serve --port $(PORT)

build: $(PACKAGE)
	@$(BIN)/python -m compileall -q -j 0 src
	@$(MAKE) --no-print-directory -s $(MACHINE_CODE)
	@$(BIN)/python -m huangyai.design.build
	@$(BIN)/python -m huangyai.config.messages compile

test: $(DEV) $(PACKAGE) build
	@if .ci/browser; then \
		$(BIN)/python -m pytest -n $(JOBS) --no-loadscope-reorder; \
	else \
		echo "ไม่มี Chromium: จะข้ามการทดสอบในเบราว์เซอร์ และถือว่าไม่ผ่าน" >&2; \
		echo "No Chromium: the browser tests (marked 'browser') can't run, so this run does not pass." >&2; \
		$(BIN)/python -m pytest -n $(JOBS) --no-loadscope-reorder -m "not browser"; \
		exit 1; \
	fi

check: $(DEV) $(PACKAGE) build
	@$(MAKE) --no-print-directory --keep-going $(GATES)
	@echo "ผ่านทุกด่าน · every gate is clean"

check-style:
	$(BIN)/ruff check

check-format:
	$(BIN)/ruff format --check

check-types:
	$(BIN)/mypy

check-contracts:
	$(BIN)/lint-imports

check-templates:
	$(BIN)/djlint src --check --lint --quiet

check-migrations:
	$(BIN)/huangyai manage makemigrations --check --dry-run

check-messages:
	$(BIN)/python -m huangyai.config.messages check

# No file may say where packages were fetched from, and none may be installed without its hash.
check-pins:
	@! grep -n "http" requirements/*.txt
	@! grep -n '"resolved"' frontend/package-lock.json
	@for file in requirements/*.txt; do grep -q -e "--hash=sha256:" $$file || { echo "$$file has no hashes"; exit 1; }; done

# Those that measure on published instances name what is missing and go on.
bench: $(DEV) $(BENCH) $(PACKAGE)
	@for subject in ballot deprivation linkage portfolio timetable; do \
		echo "== $$subject"; $(BIN)/python benchmarks/$$subject.py || failed=1; done; \
	for subject in import search; do \
		echo "== $$subject"; HUANGYAI_DATA=$(CURDIR)/.benchmarks/data $(BIN)/python benchmarks/$$subject.py || failed=1; done; \
	HUANGYAI_REMOVE_ALL=yes HUANGYAI_DATA=$(CURDIR)/.benchmarks/data $(BIN)/python -m huangyai.config.removal; \
	if [ -d "$(RIDES)" ]; then echo "== rides"; $(BIN)/python benchmarks/rides.py "$(RIDES)" --peers --days || failed=1; \
	else echo "== rides: no instances in $(RIDES); say make bench RIDES=FOLDER" >&2; fi; \
	exit $${failed:-0}

scale: $(WEB) $(PACKAGE)
	@command -v java >/dev/null || [ -n "$$JAVA_HOME" ] || { \
		echo "ไม่พบ Java จึงใช้ Spark ไม่ได้ โปรดติดตั้ง Java 17 หรือ 21 (Debian: openjdk-17-jre-headless)" >&2; \
		echo "No Java, so Spark can't run; install Java 17 or 21 (Debian: openjdk-17-jre-headless)." >&2; \
		exit 1; }
	@$(MAKE) --no-print-directory $(SCALE)
	@$(BIN)/python benchmarks/scale.py

messages: $(WEB) $(PACKAGE)
	@$(BIN)/python -m huangyai.config.messages update

clean:
	@if [ -x $(BIN)/python ]; then $(BIN)/python -m huangyai.config.removal; fi
	rm -rf $(VENV) var frontend/node_modules src/huangyai/design/static/design/built
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .benchmarks test-results
	find locale -name '*.mo' -delete 2>/dev/null || true
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "ต้องใช้ Python 3.11 ขึ้นไป (พบ: $$($(PYTHON) --version 2>&1)) โปรดติดตั้ง หรือสั่ง make PYTHON=python3.12" >&2; \
		echo "Python 3.11 or newer is needed (found: $$($(PYTHON) --version 2>&1)); install it, or say make PYTHON=python3.12" >&2; \
		exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || .ci/from-debian python3-venv
	@echo "เตรียม Python · preparing Python"
	@rm -rf $(VENV) && $(PYTHON) -m venv $(VENV)

$(WEB): | $(BIN)/python
	@echo "ติดตั้งส่วนประกอบ · installing what the product needs"
	@$(PIP) install --require-hashes -r requirements/web.txt
	@rm -f $(VENV)/.web-* && touch $@

$(DEV): | $(BIN)/python
	@echo "ติดตั้งเครื่องมือทดสอบ · installing the tests' tools"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@rm -f $(VENV)/.dev-* && touch $@

$(MACHINE_CODE): $(COMPILED)
	@echo "แปลงส่วนจัดรถและนับคะแนนเป็นรหัสเครื่อง · compiling the engines"
	@$(BIN)/python -c 'from huangyai.engines.ballot.fast_shares import load_compiled_count as compile; compile()' & \
		$(BIN)/python -c 'from huangyai.engines.rides import prepare; prepare()' && wait $$!
	@touch $@

$(BENCH): | $(BIN)/python
	@$(PIP) install --require-hashes -r requirements/bench.txt
	@rm -f $(VENV)/.bench-* && touch $@

$(SCALE): | $(BIN)/python
	@echo "ติดตั้ง Spark · installing Spark"
	@$(PIP) install --require-hashes -r requirements/scale.txt
	@rm -f $(VENV)/.scale-* && touch $@

# The package itself, from this folder; its builder is pinned with everything else.
$(PACKAGE): | $(BIN)/python
	@$(BIN)/python -c 'import hatchling, editables' 2>/dev/null || $(MAKE) --no-print-directory $(WEB)
	@$(PIP) install --no-deps --no-index --no-build-isolation -e .
	@rm -f $(VENV)/.package-* && touch $@
