# host0: everything is a command here. `make help` lists them; each installs what it lacks.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
PY := .venv/bin/python
# Some images of Debian set it: each process, and a run of the tests has hundreds, would compile our code anew.
unexport PYTHONDONTWRITEBYTECODE

# Engines to run on: names, several with commas, or all; without any, the default one (see host0/content/generation.py).
# Workers: as many labs at a time. Labs wait as often as they work, so one more than most machines of ours have cores.
ENGINES ?=
CHOSEN = $(if $(ENGINES),--engines $(ENGINES))
WORKERS ?= 3

# Install the programs that are missing: a name, or PROGRAM:PACKAGE where Debian's package has another.
debian = for program in $(1); do \
    PATH="$$PATH:/usr/sbin:/sbin" command -v "$${program%:*}" >/dev/null || echo "$${program\#*:}"; \
done | xargs --no-run-if-empty tools/debian
# Any of Debian's two Chromiums will do (see host0/lab/needs.py).
browser = command -v chromium >/dev/null || $(call debian,chromium-headless-shell)

help: ## List the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|'

needs: .venv/ready ## Install what tests need beside Python packages, or say in one line what to install
	@$(PY) -m host0 needs

serve: .venv/ready ## Show the site on 127.0.0.1 with live reload (needs no Docker)
	@$(PY) -m host0 serve

write: needs ## Show the site, run a step in a warm lab when it is saved, and show what it prints (PAGE=reference.md)
	@$(PY) -m host0 write $(PAGE)

test: needs ## Run every snippet and every test (ENGINES=all, ARGS="-k bash -x")
	@$(PY) -m pytest -n $(WORKERS) $(CHOSEN) $(ARGS)

changed: .venv/ready ## Run what was changed since it was verified, and the steps before it (ARGS=-x)
	@$(PY) -m host0 changed $(ARGS)

engines: ## Run everything on all engines
	@$(MAKE) --no-print-directory test ENGINES=all

images: needs ## Build the images that labs are made of, as the tests do when they miss one (ENGINES=all)
	@$(PY) -m host0 images $(ENGINES)

record: needs ## Record the outputs anew, then verify them (ENGINES=all, PAGES="index.md reference.md")
	@$(PY) -m host0 record $(ENGINES) $(PAGES)
	@$(PY) -m pytest $(if $(PAGES),$(foreach page,$(PAGES),docs/zh/$(page) docs/en/$(page)),docs) -q -n $(WORKERS) $(CHOSEN)

judge: .venv/ready ## Read sentences against their proof, those that changed (PAGES=reference.md, ARGS=--list)
	@$(PY) -m host0 judge $(ARGS) $(PAGES)

site: .venv/ready ## Build the site into site/ (needs no Docker)
	@$(PY) -m host0 build

bench: needs ## Measure speed as ratios, and keep the table in BENCH.md
	@$(PY) -m host0 bench

drift: .venv/ready ## Try small changes of the files, count which are refused, and keep the table in DRIFT.md (SEED=7)
	@$(PY) -m host0 drift $(if $(SEED),--seed $(SEED)) $(ARGS)

measure: needs ## Measure the network modes, and keep what the page on performance shows (ROUNDS=30)
	@$(PY) -m host0 measure $(ROUNDS)

lighthouse: site ## Measure every page with Lighthouse (needs Node; npm fetches Lighthouse)
	@$(call debian,chromium node:nodejs npm)
	@$(PY) -m tools.lighthouse

pictures: site ## Take pictures of every page, light and dark, wide and on a phone, to be looked at (test-results/pages)
	@$(browser)
	@$(PY) -m tools.pictures

playground: .venv/ready ## Build the machine that runs in the reader's tab (MACHINE=booted: one for tests only, sooner)
	@$(call debian,mmdebstrap arch-test newuidmap:uidmap mkfs.erofs:erofs-utils zstd node:nodejs npm)
	@$(MAKE) --no-print-directory -C playground $(MACHINE)

# Where it is asked for, too, the site waits for it, and gets its start button.
ifneq ($(filter playground,$(MAKECMDGOALS)),)
site: playground
endif

test-js: .venv/ready node_modules/.ready ## Test our JavaScript in Node, what of it needs no page
	@$(call debian,zstd)
	@node --test --test-reporter=spec web/test/*.test.mjs

test-machine: playground ## Run the pages on that machine in Node, part by part, and what readers type there
	@$(PY) -m pytest playground --confcutdir=playground -q -n auto

test-playground: test-machine ## After that, run the pages on it by the buttons of the built site, in two browsers
	@$(browser)
	@$(call debian,firefox-esr)
	@HOST0_TAB=article $(PY) -m pytest tests/site/test_tab.py tests/tab -q

durations: playground ## Measure how long steps take on that machine, for pages to say (PAGES="index.md reference.md")
	@$(PY) -m playground.node.durations $(PAGES)

bench-playground: playground ## Measure that machine in Chromium, and keep the table in playground/bench/BENCH.md
	@$(call debian,chromium)
	@$(PY) -m playground.bench

coverage: needs ## Run all tests, and list the lines of ours that nothing runs (ENGINES=all)
	@rm -f .coverage .coverage.*
	@$(PY) -m coverage run -m pytest -n $(WORKERS) $(CHOSEN) $(ARGS)
	@$(PY) -m coverage combine --quiet
	@$(PY) -m coverage report

lint: .venv/ready lint-js ## Check our own code: ruff, mypy, walls between rooms, dependencies, shellcheck, hadolint; lint-js
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-cache >/dev/null || .venv/bin/lint-imports --no-cache
	@.venv/bin/deptry .
	@.venv/bin/shellcheck docs/assets/doctor.sh tools/debian .ci/run \
	    host0/lab/guest/host0 host0/lab/guest/machine host0/lab/guest/client0 host0/lab/guest/setup \
	    playground/disk/kernel playground/disk/make playground/guest/init playground/guest/initramfs \
	    playground/guest/terminal playground/guest/agent playground/guest/settle
	@# a failed cd leaves the reader where nsenter did
	@.venv/bin/shellcheck --shell=bash --exclude=SC2164 playground/guest/bashrc
	@.venv/bin/hadolint host0/lab/guest/Dockerfile

lint-js: node_modules/.ready ## Check our JavaScript: Biome for style and mistakes, TypeScript for its types
	@node_modules/.bin/biome ci --error-on-warnings
	@node_modules/.bin/tsc
	@node_modules/.bin/tsc --project tsconfig.strict.json

format: .venv/ready node_modules/.ready ## Bring our own code, Python and JavaScript, into its one style
	@.venv/bin/ruff format
	@node_modules/.bin/biome format --write

lock: .venv/ready ## Write the lock file anew from pyproject.toml
	@.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --no-header --extra lab --group dev --output-file requirements.txt pyproject.toml

clean: ## Remove what was built or installed here, but for the tab's machine (make -C playground clean)
	@rm -rf .venv site .site-* test-results .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache node_modules

.venv/ready: requirements.txt
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Python 3.11 or later is needed, here is $$(python3 --version)" >&2; exit 1; }
	@python3 -c 'import ensurepip' 2>/dev/null || tools/debian python3-venv
	@echo "installing Python packages into .venv"
	@rm -rf .venv && python3 -m venv .venv
	@.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	@.venv/bin/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --no-index --editable .
	@touch $@

node_modules/.ready: package-lock.json
	@$(call debian,node:nodejs npm)
	@echo "installing Biome, TypeScript, v86, and xterm.js into node_modules"
	@npm ci --silent --no-audit --no-fund
	@touch $@

.PHONY: help needs serve write test changed engines images record judge site bench drift measure lighthouse pictures playground \
    test-machine test-playground durations bench-playground coverage lint lint-js format test-js lock clean
