# Two commands matter: `make demo` issues one card, `make test` runs every test.
# Each sets itself up; `make help` lists the rest.
SHELL := /bin/bash
CARGO ?= cargo

.PHONY: help demo test python node kotlin swift packages reference check-targets fuzz-smoke residents
help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

demo: ## issue one card end to end; what passed is in out/
	@.ci/setup demo
	@$(CARGO) build --locked -p cie-cli
	@$(CARGO) run --quiet --locked -p cie-cli -- demo $(DEMO_ARGS)

test: ## run every test
	@.ci/setup test
	@.ci/test

python: ## build the Python package into .venv and try it
	@.ci/setup test
	@scripts/test-python

node: ## build the Node package and try it
	@.ci/setup test
	@scripts/test-node

kotlin: ## build the package for Kotlin and Java and try it
	@.ci/setup test
	@scripts/test-mobile kotlin

swift: ## write the Swift package and try what can be tried without its compiler
	@.ci/setup test
	@scripts/test-mobile swift

packages: ## build the packages of the languages into dist/, and try each where nothing else is installed
	@.ci/setup test
	@scripts/packages
	@PATH=$$PWD/.venv/bin:$$PATH scripts/test-packages

reference: ## write the API references of the packages into dist/reference (after `make packages`)
	@.ci/setup test
	@PATH=$$PWD/.venv/bin:$$PATH scripts/reference

check-targets: ## check that everything compiles for Windows and phones (says what it lacks; not gating)
	@scripts/check-targets

fuzz-smoke: ## run every fuzz target for a few seconds
	@scripts/fuzz-smoke

residents: ## make the demo's residents.csv again
	@python3 examples/counter/generate_residents.py
