# From a clean clone `make demo` needs cargo, `make test` needs cargo and python3; both set up
# the rest themselves. `make help` lists the targets.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help demo test bless lint format clippy postgres rust-test doc package python-lint \
	python-types python-test lessons docs venv install bench bench-desk clean

# One folder for cargo, clippy and the wheel, so that nothing is compiled twice.
export CARGO_TARGET_DIR ?= $(CURDIR)/target
# How many cases each law suite tries.
export CASES ?= 64
# What maturin would tell pyo3 about a wheel for Python 3.11 and later. Said to cargo too, or each
# of the two would build pyo3 anew after the other.
export PYO3_CONFIG_FILE := $(CURDIR)/python/pyo3-config.txt
export PYO3_BUILD_EXTENSION_MODULE := 1

VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv --quiet

PYTHON_DIRS := $(wildcard python examples/python examples/notebooks examples/verify.py benches)
PYTHON_TESTS := $(wildcard python/tests)
RUST_LESSONS := $(patsubst examples/rust/%.rs,%,$(sort $(wildcard examples/rust/*.rs)))

# What the wheel is made of.
WHEEL_SOURCES := Cargo.toml Cargo.lock python/pyproject.toml $(shell find -L crates python seeds \
	\( -name '*.rs' -o -name '*.toml' -o -name '*.py' -o -name '*.pyi' -o -name '*.md' \
	-o -name py.typed \) -not -path 'python/tests/*' -type f 2>/dev/null | sort)

help: ## List the targets.
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

demo: ## Build, and show a cluster's year from the seed ledgers.
	cargo run --quiet --package ringfence-cli -- demo seeds

test: lint rust-test doc package python-lint python-types python-test lessons ## All that CI runs.

lint: format clippy ## Format and clippy.

format:
	cargo fmt --all --check

clippy:
	cargo clippy --quiet --workspace --all-targets -- --deny warnings

postgres: ## PostgreSQL, a server of which tests start for themselves.
	@ls /usr/lib/postgresql/*/bin/initdb > /dev/null 2>&1 || command -v initdb > /dev/null || \
		{ [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null && apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive apt-get install --yes -qq postgresql > /dev/null; } || \
		{ echo "The tests need PostgreSQL: apt-get install --yes postgresql"; exit 1; }

rust-test: postgres ## Unit, scenario, law and house-rule tests, and the code in the docs.
	cargo test --quiet --workspace --no-fail-fast

doc:
	RUSTDOCFLAGS="--deny warnings" cargo doc --quiet --no-deps --workspace

package: ## Pack the core as it would be published, and build it from its package.
	cargo package --quiet --package ringfence --allow-dirty

python-lint: $(VENV)/.tools
	$(BIN)/ruff check --quiet $(PYTHON_DIRS)
	$(BIN)/ruff format --quiet --check $(PYTHON_DIRS)

python-types: install
	$(BIN)/mypy --config-file python/pyproject.toml python/ringfence
	MYPYPATH=python $(BIN)/stubtest --mypy-config-file python/pyproject.toml ringfence
	$(BIN)/basedpyright --project python/pyproject.toml --pythonpath $(BIN)/python

# The docstrings of the installed package and the lessons in Python run with the tests.
python-test: install postgres ## The tests of the package, and the code in its docs.
	$(BIN)/pytest --config-file python/pyproject.toml --rootdir . --quiet --doctest-modules \
		--pyargs ringfence $(PYTHON_TESTS)

lessons: $(addprefix lesson-,$(RUST_LESSONS)) ## The examples in Rust; those in Python are tests.

# With the features of the whole workspace, as the tests have built them.
lesson-%: examples/rust/%.rs
	cargo build --quiet --workspace --example $*
	$(CARGO_TARGET_DIR)/debug/examples/$* > /dev/null

# Its tools are not those of the tests: python/requirements-docs.txt.
docs: $(VENV)/.docs-tools install doc ## The site of tutorial, how-to, reference and explanation.
	rm -rf target/docs-source target/docs-site
	$(BIN)/python python/docs/assemble.py target/docs-source $(CARGO_TARGET_DIR)/doc
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict --config-file python/docs/mkdocs.yml
	$(BIN)/python python/docs/links.py target/docs-site
	$(BIN)/python python/docs/look.py target/docs-site
	@echo "The site is at target/docs-site/index.html"

$(VENV)/.docs-tools: $(VENV)/.tools python/requirements-docs.txt
	$(UV) pip install --python $(BIN)/python --requirement python/requirements-docs.txt
	touch $@

bless: ## Record golden files and generated pages anew, and show what changed.
	@BLESS=1 cargo test --quiet --workspace --tests --no-fail-fast; outcome=$$?; \
		git diff --stat; exit $$outcome

bench: ## The questions with a size.
	cargo bench --workspace --no-fail-fast

bench-desk: venv ## What an analyst waits for, beside the same work by Polars and PyArrow alone.
	rm -rf $(VENV)/bench
	$(BIN)/maturin build --quiet --manifest-path python/Cargo.toml --interpreter $(BIN)/python \
		--out $(VENV)/bench/wheels
	$(UV) pip install --python $(BIN)/python --no-index --no-deps \
		--find-links $(VENV)/bench/wheels --target $(VENV)/bench/site ringfence
	PYTHONPATH=$(VENV)/bench/site $(BIN)/python benches/desk.py

venv: $(VENV)/.tools ## The Python environment and the tools of the tests.

$(VENV)/.tools: python/requirements-test.txt
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "ringfence needs Python 3.11 or later; found: $$(python3 --version)"; exit 1; }
	@python3 -c 'import venv, ensurepip' || \
		{ echo "Python has no venv here. On Debian: apt-get install --yes python3-venv"; exit 1; }
	python3 -m venv $(VENV)
	$(BIN)/pip install --quiet --constraint python/requirements-test.txt uv
	$(UV) pip install --python $(BIN)/python --requirement python/requirements-test.txt
	touch $@

install: $(VENV)/.package ## Build the wheel in the dev profile and install it.

$(VENV)/.package: $(VENV)/.tools $(WHEEL_SOURCES)
	rm -rf $(VENV)/wheels
	$(BIN)/maturin build --quiet --profile dev --manifest-path python/Cargo.toml \
		--interpreter $(BIN)/python --out $(VENV)/wheels
	$(UV) pip install --python $(BIN)/python --reinstall --no-index --no-deps \
		--find-links $(VENV)/wheels ringfence
	touch $@

clean: ## Remove what was built.
	cargo clean
	rm -rf $(VENV)
