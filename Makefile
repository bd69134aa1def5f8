# `make demo` runs the main job, `make test` passes the tests. Each installs what it needs into .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint soak bench lock clean

demo: .venv/installed
	$(BIN)/mamarr demo --to demo

test: .venv/tested-with
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

soak: .venv/tested-with
	MAMARR_SOAK=1 $(BIN)/python -m pytest tests/soak tests/properties tests/twins tests/trust/logbook

bench: .venv/installed
	$(BIN)/python benchmarks/main_job.py

.venv/pip:
	$(PYTHON) -m venv .venv
	touch $@

.venv/installed: .venv/pip requirements.lock pyproject.toml $(shell find src -type f -not -path '*/__pycache__/*')
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --force-reinstall .
	touch $@

.venv/tested-with: .venv/installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@command -v chromium >/dev/null 2>&1 || (apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium)
	touch $@

# Renew the locks: versions and hashes, no index address. `hatchling` is the build backend.
lock:
	$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --all-build-deps --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

clean:
	rm -rf .venv demo build dist
