# What people do here, a word each. Everything installs what it needs first.

SWIFT ?= swift
PYTHON ?= python3
RMSPEC = "$$($(SWIFT) build -c release --show-bin-path)/rmspec"
SOURCES = Package.swift Sources Tests \
  Benchmarks/Package.swift Benchmarks/Sources Benchmarks/Benchmarks \
  Benchmarks/Exhaustive/Package.swift Benchmarks/Exhaustive/Sources

.PHONY: help run test soak verify recompute figures exhaustive steps randomsteps bench proofs
.PHONY: bench-against profiles slurm-test
.PHONY: format lint setup build

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## /  make \1 - /p' Makefile

run: build ## check the bundled implementation against every vector
	@$(RMSPEC) check

test: setup-python ## run all tests
	$(SWIFT) test --no-parallel
	$(PYTHON) -m unittest discover -s Adapters/python/tests
	$(PYTHON) -m unittest discover -s Benchmarks/tests -t Benchmarks
	$(PYTHON) -m unittest discover -s Scripts/tests

MINUTES ?= $(if $(INPUTS),,10)
soak: setup ## search for counterexamples to the rules' promises (MINUTES=10, INPUTS=5000)
	RMSPEC_SOAK_MINUTES=$(MINUTES) RMSPEC_SOAK_INPUTS=$(INPUTS) \
	  $(SWIFT) test --filter PropertyTests.SoakTests/soak

verify: build ## recompute the published vectors and compare
	@$(RMSPEC) verify

recompute: ## recompute the vectors in Python, from SPEC.md alone, minutes
	@Scripts/setup.sh python venv
	@test -x .venv-recompute/bin/python || $(PYTHON) -m venv .venv-recompute
	@.venv-recompute/bin/pip install --quiet gmpy2==2.3.2
	@cd Tests/Recomputation && ../../.venv-recompute/bin/python -m unittest
	@cd Tests/Recomputation && ../../.venv-recompute/bin/python -m recompute $(ARGS)

FRAMEWORKS ?= $$($(RMSPEC) list --profiles | tail -n +2 | cut -d' ' -f1)
profiles: build ## check the library in every dialect of every framework, minutes
	@for framework in $(FRAMEWORKS); do \
	  echo "== $$framework"; \
	  report=$$($(RMSPEC) check --profile $$framework $(ARGS)) \
	    || { echo "$$report"; exit 1; }; \
	  echo "$$report" | grep '^conforms'; \
	done

figures: build ## draw the figures of the documentation
	@Scripts/setup.sh gnuplot
	@$(RMSPEC) plot all --kind svg --output Documentation/Figures

exhaustive: ## round all 2^32 binary32 values to every narrow format, minutes
	$(SWIFT) run -c release --package-path Benchmarks/Exhaustive ExhaustiveRounding

steps: setup ## check steps in optimized code at every place in memory, a minute
	$(SWIFT) run -c release --package-path Benchmarks/Exhaustive StepChecks

randomsteps: setup ## compare 10^8 random steps with the oracle, minutes (ARGS="--seed 2")
	$(SWIFT) run -c release --package-path Benchmarks/Exhaustive RandomSteps $(ARGS)

slurm-test: build ## run a job array on a real Slurm, kill a task, compare the digests
	@Cluster/slurm-test.sh

bench: ## measure against other libraries, side by side (ARGS="--quick": 2 minutes)
	@SWIFT="$(SWIFT)" PYTHON="$(PYTHON)" Scripts/bench.sh $(ARGS)

bench-against: ## measure this library beside an older bench-server (OLD=path)
	$(SWIFT) build --package-path Benchmarks -c release --product bench-server
	$(PYTHON) Benchmarks/before_after.py $(OLD) $(ARGS)

proofs: ## build the Coq proofs from nothing and check their index, a minute
	@PYTHON="$(PYTHON)" Scripts/proofs.sh $(ARGS)
	@$(PYTHON) -m unittest discover -s Proofs/tests

format: ## lay the sources out
	$(SWIFT) format -i --recursive --parallel --configuration .swift-format $(SOURCES)

lint: ## judge the layout of the sources
	$(SWIFT) format lint --strict --recursive --parallel \
	  --configuration .swift-format $(SOURCES)
	@for script in Scripts/*.sh; do sh -n $$script || exit; done
	@for script in .ci/run Cluster/*.s*; do bash -n $$script || exit; done

build: setup ## build the command line in release
	@$(SWIFT) build -c release --product rmspec

setup: ## install what a build needs and this machine lacks
	@Scripts/setup.sh

.PHONY: setup-python
setup-python:
	@Scripts/setup.sh python

.PHONY: proofs-table
proofs-table: # bring the table of Proofs/README.md up to date with the index
	@$(PYTHON) Scripts/check_proofs.py --write-table
