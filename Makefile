# Parley. Two commands matter: make demo and make test.

.PHONY: help demo test quick build release format bench fuzz torture

help: ## Show these targets
	@sed -n 's/^\([a-z]*\): ## \(.*\)/make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 14

demo: ## Install the libraries, build, and run a small school's day (DEMO_EXIT=1: end by itself)
	@Scripts/install-packages.sh build
	@printf 'Building parley; the first time takes a few minutes …\n'
	@Scripts/build.sh --product parley
	@.build/debug/parley demo

test: ## Install and start what it needs, check and test everything; what CI runs
	@Scripts/test.sh

quick: ## The tests on SQLite without servers, for the minute between two edits
	@Scripts/test.sh quick

build: ## Build parley and the tests
	@Scripts/build.sh --build-tests

release: ## Build the program for a server, where no Swift need be: .build/release/parley
	@Scripts/install-packages.sh build
	@Scripts/build.sh -c release --static-swift-stdlib --product parley
	@printf 'Copy %s to the server; docs/operators.md names the packages that it wants there.\n' \
		.build/release/parley

bench: ## Measure a release build against named baselines (BENCH=NAME: one alone, BENCH=graph draws)
	@Scripts/bench.sh $(BENCH)

torture: ## 700 kills, power cuts, faulty servers, full disks, clock jumps (TORTURE=NAME: only those)
	@Scripts/torture.sh full $(TORTURE)

fuzz: ## Mutated mail, replies, bounces, calendars, webhooks, messages and words to translate (FUZZ=NAME)
	@Scripts/fuzz.sh

format: ## Lay out all Swift files by .swift-format
	@swift format --in-place --parallel --recursive $(wildcard Package.swift Sources Tests Benchmarks)
