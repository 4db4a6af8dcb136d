# Deep Learning, Live: `make lab` opens the course, `make test` checks it. `make help` lists the rest.

PYTHON  ?= python3
BROWSER ?=
PORT    ?=

VENV := .venv
BIN  := $(VENV)/bin
PIP  := $(BIN)/python -m pip --disable-pip-version-check --quiet

# One thread for the linear algebra: a browser shares the machine, and more threads are slower then.
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1
export MKL_NUM_THREADS := 1

LAB_OPTIONS := --LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb
ifeq ($(BROWSER),none)
LAB_OPTIONS += --no-browser
endif
ifneq ($(PORT),)
LAB_OPTIONS += --port=$(PORT) --ServerApp.port_retries=0
endif
ifeq ($(shell id -u),0)
LAB_OPTIONS += --allow-root
endif

PYTEST    := $(BIN)/python -m pytest
# Two at a time, the longest files first; a browser beside them may interrupt.
PARALLEL  := nice $(PYTEST) -n 2 --dist loadfile --no-loadscope-reorder
# Two browsers: a page waits more than it computes.
BROWSERS  := $(PYTEST) -n 2 --dist loadscope
RINGS     := $(wildcard $(addprefix tests/,widgets claims experiments notebooks setup core))
NOTEBOOKS := $(wildcard notebooks/*.ipynb)
NBVAL     := --nbval-lax --nbval-current-env
TOGETHER  := $(MAKE) --no-print-directory --jobs=2

# The site that needs no server (binder/site), and the programs that build it
SITE       := build/site
SITE_FILES := $(shell find binder/site dlcore widgets notebooks -type f -not -name '*.pyc' -not -path '*/.*' \
                  -not -name 'my_predictions*')

# make lecture NAME=dropout_ensemble
NAME      ?=
LECTURES  := $(shell ls notebooks | sed -n '/start_here/d; s/^[0-9]*_\(.*\)\.ipynb$$/\1/p')
OF_NAME   := $(wildcard $(addsuffix /test_$(NAME)*.py,tests/experiments tests/claims))

.PHONY: help lab site test lint test-code test-notebooks test-claims test-long test-browser \
    test-site beside \
    lecture lecture-known lecture-code lecture-notebook lecture-browser bench bench-peers clean

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' Makefile | expand -t 22

lab: $(VENV)/lab.stamp ## open the course in JupyterLab (BROWSER=none: no browser, PORT=8899: that port)
	$(BIN)/jupyter lab $(LAB_OPTIONS)

site: $(SITE)/www/index.html ## build the course as a site that needs no server, and as a zip to take along

test: $(VENV)/test.stamp ## run all checks and tests, the browser beside the others
	@$(TOGETHER) BESIDE=test-browser beside lint test-code test-notebooks test-site

lint: $(VENV)/test.stamp ## check style and formatting
	$(BIN)/ruff check
	$(BIN)/ruff format --check

test-code: $(VENV)/test.stamp ## test the core, the claims, the panels and this set-up
	$(PARALLEL) $(RINGS) $(if $(wildcard dlcore),--doctest-modules dlcore)

test-notebooks: $(VENV)/test.stamp ## run every notebook from top to bottom
	$(if $(NOTEBOOKS),$(PARALLEL) $(NBVAL) $(NOTEBOOKS))

test-claims: $(VENV)/test.stamp ## the claims with other luck: make test-claims SEEDS=400 SPLIT=7
	SEEDS=$(SEEDS) SPLIT=$(SPLIT) $(PARALLEL) tests/claims

test-long: $(VENV)/test.stamp site ## 500 random actions on every panel, all notebooks on the site (takes an hour)
	ACTIONS=500 $(PARALLEL) --timeout 3000 --dist load tests/widgets/test_actions.py
	NOTEBOOKS=all $(PYTEST) --timeout 3000 tests/site

test-browser: $(VENV)/test.stamp ## use the panels in a real JupyterLab in a real browser
	$(BIN)/python tests/browser/chromium.py
	$(BROWSERS) $(if $(NAME),--lecture=$(NAME)) tests/browser

test-site: $(VENV)/test.stamp site ## two notebooks on the site, offline, in a real browser
	$(BIN)/python tests/browser/chromium.py
	$(PYTEST) tests/site

# What runs beside other tests speaks when it is done, so that both can be read.
beside:
	@mkdir -p build
	@$(MAKE) --no-print-directory $(BESIDE) > build/$(BESIDE).log 2>&1; \
	    code=$$?; cat build/$(BESIDE).log; exit $$code

lecture: lecture-known $(VENV)/test.stamp ## all that concerns one: make lecture NAME=dropout_ensemble
	@$(TOGETHER) BESIDE=test-browser beside lecture-code lecture-notebook

lecture-known:
	@$(if $(and $(filter 1,$(words $(NAME))),$(filter $(NAME),$(LECTURES))),true,echo \
	    "There is no lecture '$(NAME)'. Say make lecture NAME=... with one of: $(LECTURES)"; exit 1)

lecture-code: $(VENV)/test.stamp
	$(PARALLEL) --lecture=$(NAME) tests/widgets $(OF_NAME) $(wildcard tests/notebooks/test_[sb]*.py)

lecture-notebook: $(VENV)/test.stamp
	$(PYTEST) $(NBVAL) $(wildcard notebooks/*_$(NAME).ipynb)

bench: $(VENV)/test.stamp ## measure speed against other libraries (not part of the tests)
	$(BIN)/python -m tests.benchmarks.training_speed
	$(BIN)/python -m tests.benchmarks.figure_streaming

bench-peers: $(VENV)/test.stamp ## install the libraries that bench compares with, about 1 GB
	$(PIP) install torch==2.13.0 jax==0.10.2 jaxlib==0.10.2

clean: ## delete the virtual environment and everything else that was generated
	rm -rf $(VENV) build *.egg-info .pytest_cache .ruff_cache .hypothesis tests/browser/artefacts
	find dlcore widgets tests -name __pycache__ -prune -exec rm -rf {} +

# The stamps say which set of packages the environment holds; a changed pyproject.toml renews them.
$(VENV)/lab.stamp: pyproject.toml | $(BIN)/python
	$(PIP) install --editable .
	@touch $@

$(VENV)/test.stamp: pyproject.toml | $(BIN)/python
	$(PIP) install --editable ".[test]"
	@touch $@ $(VENV)/lab.stamp

$(VENV)/site.stamp: binder/site/requirements.txt | $(BIN)/python
	$(BIN)/python -m venv $(VENV)/site
	$(VENV)/site/bin/python -m pip --disable-pip-version-check --quiet install --requirement $<
	@touch $@

$(SITE)/www/index.html: $(SITE_FILES) | $(VENV)/site.stamp
	$(VENV)/site/bin/python -m binder.site.build
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo \
	    "Python 3.11 or newer is needed, and '$(PYTHON)' is not. Name another one: make PYTHON=python3.12 lab"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { echo \
	    "'$(PYTHON)' lacks its venv module. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
