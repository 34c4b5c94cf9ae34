# The tasks of this project; `make help` lists them.

SWIFT ?= swift
DEBUG = .build/debug/slidectl
RELEASE = .build/release/slidectl
RELEASE_FLAGS = -c release --static-swift-stdlib -Xlinker -s
PREFIX ?= /usr/local
PYTHON = .venv/bin/python3
DECK ?= lectures/08-containers.slide

.PHONY: help demo test test-all bench build check format lint snapshots web docs install clean

help: ## List the tasks
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

demo: ## Install what is missing, build, and serve the lecture about containers
	scripts/install-dependencies build
	$(SWIFT) build $(RELEASE_FLAGS) --product slidectl
	$(RELEASE) serve $(DECK)

test: ## Install what is missing, build, and run the tests
	scripts/install-dependencies test
	$(SWIFT) build --build-tests
	scripts/swift-tests
	$(DEBUG) check --strict lectures
	$(PYTHON) -m pytest -q Tests/Browser

test-all: test build ## Run the tests, build the release binary, then run what is too long for every day
	SLIDECTL_LONG_TESTS=1 scripts/swift-tests --filter '[.]TranscriptTests'
	SLIDECTL_LONG_TESTS=1 scripts/swift-tests --filter EmbeddedTranscriptTests
	SLIDECTL_LONG_TESTS=1 $(PYTHON) -m pytest -q Tests/Browser
	SLIDECTL_LONG_TESTS=1 scripts/swift-tests --filter 'GradeClassSerialTests|MutantTests'

bench: ## Measure slidectl beside the real present, the gate beside the bare engine, the embedded engine, the cluster
	scripts/install-dependencies test
	$(SWIFT) build $(RELEASE_FLAGS) --product slidectl
	$(SWIFT) build $(RELEASE_FLAGS) --product BenchRender
	$(SWIFT) build $(RELEASE_FLAGS) --product BenchMatch
	$(SWIFT) build $(RELEASE_FLAGS) --product BenchEngine
	$(SWIFT) build $(RELEASE_FLAGS) --product BenchCluster
	$(PYTHON) scripts/bench/run.py $(RELEASE)

build: ## Build the release binary
	scripts/install-dependencies build
	$(SWIFT) build $(RELEASE_FLAGS) --product slidectl

check: lint ## Lint the sources, build without warnings, and check the lectures
	$(SWIFT) build --product slidectl
	$(DEBUG) check --strict lectures

lint: ## Check the format of the sources
	$(SWIFT) format lint --strict --parallel -r Package.swift Sources Tests

format: ## Format the sources
	$(SWIFT) format --in-place --parallel -r Package.swift Sources Tests

snapshots: ## Record the golden files anew; the run fails, look at the difference
	SNAPSHOTS=record $(SWIFT) test

web: ## Make the style sheets and scripts small anew
	scripts/make-web

docs: ## Make the man page and the completions anew
	$(SWIFT) build --product slidectl
	scripts/make-docs $(DEBUG)

install: build ## Install the binary, its man page and its completions below PREFIX
	install -D -m 755 $(RELEASE) $(DESTDIR)$(PREFIX)/bin/slidectl
	install -D -m 644 docs/slidectl.1 $(DESTDIR)$(PREFIX)/share/man/man1/slidectl.1
	install -D -m 644 docs/completions/slidectl.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/slidectl
	install -D -m 644 docs/completions/_slidectl $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_slidectl
	install -D -m 644 docs/completions/slidectl.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/slidectl.fish

clean: ## Remove what was built
	rm -rf .build .venv out
