# Everything that is done with this tree. It needs make and Python 3.11 or newer with venv.

PYTHON ?= python3

version := $(shell $(PYTHON) -c 'import sys; sys.stdout.write("%d.%d" % sys.version_info[:2])' 2>/dev/null)

# A stamp says that .venv holds these pins. It carries the version of Python, so that another one
# makes .venv anew. What serves the tests serves the demo as well, but not the other way round.
dev := .venv/.ready-dev-$(version)
demo := $(if $(wildcard $(dev)),$(dev),.venv/.ready-demo-$(version))
engines := .venv-compare/.ready-$(version)
backends := .venv-backends/.ready-$(version)
fuzzer := .venv-fuzz/.ready-$(version)
plugins := $(patsubst %/pyproject.toml,%,$(wildcard plugins/*/pyproject.toml))
packages := pyproject.toml $(plugins:%=%/pyproject.toml)
editable := --editable . $(plugins:%=--editable %)

pip := .venv/bin/python -m pip --quiet --disable-pip-version-check --no-input

define set-up
	@echo "Setting up .venv with Python $(version) from requirements/$(1).txt"
	@rm -f .venv/.ready-*
	@test "$$(.venv/bin/python -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)" = "$(version)" \
		|| $(PYTHON) -m venv --clear .venv
	@$(pip) install --require-hashes --requirement requirements/$(1).txt
	@$(pip) install --no-index --no-deps --no-build-isolation $(editable)
	@touch $@
endef

# On all cores, file by file: what stands in one page or module goes together.
tests := .venv/bin/python -m pytest --numprocesses auto --dist loadfile

.DEFAULT_GOAL := help
.PHONY: help demo test wheels test-wheels test-backends thorough bench compare fuzz format pins python

help:
	@echo "make demo       show what the library does, on made-up units"
	@echo "make test       every check, then every test"
	@echo "make wheels     build the wheels into dist/"
	@echo "make test-wheels  the wheels in an empty environment, with the plugins' tests and a new plugin"
	@echo "make test-backends  the tests of columns that need DuckDB, PySpark and Dask; PySpark needs Java 17"
	@echo "make thorough   every test, with many more generated examples"
	@echo "make bench      measure"
	@echo "make compare    ask other rule engines what they make of missing evidence"
	@echo "make fuzz       look for input that is not answered; MINUTES=60 looks longer than 10 minutes"
	@echo "make format     put the code into its usual form"
	@echo "make pins       resolve requirements/*.in again; UPGRADE=--upgrade takes newer versions"
	@echo "Another Python: make PYTHON=python3.13 test"

demo: $(demo)
	@.venv/bin/python examples/demo.py

# The tests run last, so that their summary closes the output.
test: $(dev)
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo
	.venv/bin/basedpyright
	@echo .venv/bin/towncrier build --draft
	@fragments=$$(.venv/bin/towncrier build --draft --version next 2>&1) || { echo "$$fragments"; exit 1; }
	$(tests)

wheels: $(demo)
	@$(pip) wheel --no-index --no-deps --no-build-isolation --wheel-dir dist . $(plugins)
	@ls dist/*.whl

test-wheels: $(demo)
	@.venv/bin/python tests/wheels/run.py

# Their tests have an environment of their own, because these engines are heavy; see tests/backends/conftest.py.
test-backends: $(backends)
	.venv-backends/bin/python -m pytest tests/backends

thorough: $(dev)
	HYPOTHESIS_PROFILE=thorough $(tests)

# The tables of docs/speed.md need engines that stay out of .venv, gcc for the loop in C, and Java for Spark.
bench: $(dev) $(backends) $(engines)
	@.venv/bin/python benchmarks/run.py
	@.venv/bin/python benchmarks/json_bytes.py
	@.venv/bin/python benchmarks/review.py
	@.venv-backends/bin/python benchmarks/columns/run.py --page docs/speed.md

compare: $(engines)
	@.venv-compare/bin/python comparison/run.py

MINUTES ?= 10

# One process at a time, and it gives way to others: it may run for hours beside other work.
fuzz: $(fuzzer)
	@nice -n 10 .venv-fuzz/bin/python tests/fuzz/run.py $(MINUTES)

format: $(dev)
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

.venv/.ready-dev-$(version): requirements/dev.txt $(packages) | python
	$(call set-up,dev)

.venv/.ready-demo-$(version): requirements/demo.txt $(packages) | python
	$(call set-up,demo)

# The other engines stay out of .venv. One that has no build for this machine does not hide the rest:
# then each package goes in by itself, the table names what is missing, and the next run tries again.
engines-pip := .venv-compare/bin/python -m pip --quiet --disable-pip-version-check --no-input

.venv-compare/.ready-$(version): requirements/compare.txt pyproject.toml | python
	@echo "Setting up .venv-compare with Python $(version) from requirements/compare.txt"
	@rm -f .venv-compare/.ready-* .venv-compare/.incomplete
	@test "$$(.venv-compare/bin/python -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)" = "$(version)" \
		|| $(PYTHON) -m venv --clear .venv-compare
	@$(engines-pip) install --require-hashes --requirement requirements/compare.txt || { \
		parts=$$(mktemp -d) && trap 'rm -rf "$$parts"' EXIT \
		&& awk -v to="$$parts" '/^[^ #]/ { n++ } n { print > (to "/" n ".txt") }' requirements/compare.txt \
		&& for part in "$$parts"/*.txt; do \
			$(engines-pip) install --no-deps --require-hashes --requirement "$$part" \
				|| { touch .venv-compare/.incomplete; echo "Not installed: $$(head -n 1 "$$part" | cut -d ' ' -f 1)"; }; \
		done; }
	@$(engines-pip) install --no-index --no-deps --no-build-isolation --editable .
	@test -e .venv-compare/.incomplete || touch $@

# The engines that columns are handed to. DuckDB and PySpark are heavy, so they stay out of .venv too.
backends-pip := .venv-backends/bin/python -m pip --quiet --disable-pip-version-check --no-input

.venv-backends/.ready-$(version): requirements/backends.txt $(packages) | python
	@echo "Setting up .venv-backends with Python $(version) from requirements/backends.txt"
	@rm -f .venv-backends/.ready-*
	@test "$$(.venv-backends/bin/python -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)" = "$(version)" \
		|| $(PYTHON) -m venv --clear .venv-backends
	@$(backends-pip) install --require-hashes --requirement requirements/backends.txt
	@$(backends-pip) install --no-index --no-deps --no-build-isolation $(editable)
	@touch $@

# The fuzzer has builds for Linux alone, so it stays out of .venv as well.
fuzzer-pip := .venv-fuzz/bin/python -m pip --quiet --disable-pip-version-check --no-input

.venv-fuzz/.ready-$(version): requirements/fuzz.txt $(packages) | python
	@echo "Setting up .venv-fuzz with Python $(version) from requirements/fuzz.txt"
	@rm -f .venv-fuzz/.ready-*
	@test "$$(.venv-fuzz/bin/python -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)" = "$(version)" \
		|| $(PYTHON) -m venv --clear .venv-fuzz
	@$(fuzzer-pip) install --require-hashes --only-binary atheris --requirement requirements/fuzz.txt
	@$(fuzzer-pip) install --no-index --no-deps --no-build-isolation $(editable)
	@touch $@

python:
	@command -v $(PYTHON) >/dev/null \
		|| { echo "There is no $(PYTHON) here. Name a Python of 3.11 or newer: make PYTHON=/path/to/python"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "This needs Python 3.11 or newer, and $(PYTHON) is $(version). Name another: make PYTHON=python3.13"; exit 1; }

# Resolves for every platform and for 3.11 upwards; the resolver lives in a folder that is thrown away.
compile := pip compile --quiet --no-header --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links $(UPGRADE)

pins: python
	@tools=$$(mktemp -d) && trap 'rm -rf "$$tools"' EXIT \
		&& $(PYTHON) -m venv "$$tools" \
		&& "$$tools/bin/pip" install --quiet --disable-pip-version-check uv \
		&& "$$tools/bin/uv" $(compile) requirements/dev.in --output-file requirements/dev.txt \
		&& "$$tools/bin/uv" $(compile) requirements/demo.in --constraint requirements/dev.txt --output-file requirements/demo.txt \
		&& "$$tools/bin/uv" $(compile) requirements/compare.in --constraint requirements/dev.txt --output-file requirements/compare.txt \
		&& "$$tools/bin/uv" $(compile) requirements/fuzz.in --constraint requirements/dev.txt --output-file requirements/fuzz.txt \
		&& "$$tools/bin/uv" $(compile) requirements/backends.in --constraint requirements/dev.txt --output-file requirements/backends.txt
