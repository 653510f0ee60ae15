# Everything that a person or a server needs to type. `make` lists it.

PORT ?= 8000
ENGINE ?= sqlite
CONFIRM ?=
TESTS ?=
# The first Python that is new enough; portal/demo/environment.py says what to do where there is none.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$name; exit; }; done; echo python3)
RUN := .venv/bin/python
DEMO := DJANGO_SETTINGS_MODULE=portal.settings.demo $(RUN) manage.py
# Started before the demonstration, from the same downloads as for tests, and ended after it.
SERVER := $(if $(filter-out sqlite,$(ENGINE)),$(RUN) -m tests.servers.chosen $(ENGINE))
SERVE = $(SERVER) $(RUN) manage.py demo_serve --port "$(PORT)"
ifeq ($(ENGINE),postgresql)
# Another database is another demonstration.
override export DATA_DIR := $(or $(DATA_DIR),$(CURDIR)/var)/postgresql
endif
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --upgrade pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help demo demo-passwords demo-reset dev test test-postgresql check format css bench bench-growth \
	bench-search bench-import eval lock environment developing node-packages

help: ## lists these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' Makefile \
		| awk -F'|' '{ printf "  %-22s %s\n", $$1, $$2 }'

demo: environment ## sets up the portal with its example and serves it (PORT=8000 ENGINE=sqlite)
	@exec env DJANGO_SETTINGS_MODULE=portal.settings.demo $(SERVE)

demo-passwords: environment ## prints the sign-ins of the demonstration
	@$(DEMO) demo_passwords

demo-reset: environment ## asks, then removes the demonstration and sets it up anew
	@$(DEMO) demo_reset $(if $(filter yes,$(CONFIRM)),--yes)
	@exec env DJANGO_SETTINGS_MODULE=portal.settings.demo $(SERVE)

dev: developing ## the reloading server with DEBUG on, on the demonstration's data
	@exec env DJANGO_SETTINGS_MODULE=portal.settings.dev $(SERVE) --reload

test: developing ## sets up what the tests need and runs them all (TESTS=tests/programs: some)
	@$(RUN) tests/tools.py
	@$(MAKE) --no-print-directory node-packages
	@$(RUN) -m pytest --numprocesses=auto $(TESTS)

test-postgresql: developing ## the same on a PostgreSQL of their own (TESTS=tests/search: some)
	@$(RUN) tests/tools.py
	@$(RUN) -m tests.servers.postgresql $(RUN) -m pytest --numprocesses=auto $(TESTS)

check: developing ## format, lint, types, imports, templates, migrations, deployment, audit
	@$(RUN) -m ruff format --check .
	@$(RUN) -m ruff check .
	@$(RUN) -m mypy
	@$(RUN) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'
	@$(RUN) -m djlint --lint --quiet portal programs playbooks site_visits
	@DJANGO_SETTINGS_MODULE=portal.settings.test $(RUN) manage.py makemigrations --check --dry-run
	@DJANGO_SETTINGS_MODULE=portal.settings.production ALLOWED_HOSTS=portal.example.gov \
		SECRET_KEY="$$($(RUN) -c 'import secrets; print(secrets.token_urlsafe(60))')" \
		$(RUN) manage.py check --deploy --fail-level WARNING
	@$(RUN) tests/audit.py

format: developing ## formats the code, and mends what the linter can mend by itself
	@$(RUN) -m ruff check --fix --quiet . || true
	@$(RUN) -m ruff format .

css: node-packages ## builds the style sheet from portal/theme/sass
	@npm run --silent css

bench: developing ## measures every kind of page against a plain view, on the demo's own server
	@$(RUN) -m tests.benchmarks

bench-growth: developing ## measures pages and lists with 20, 2,000 and 20,000 programs
	@$(RUN) -m tests.benchmarks.growth

bench-search: developing ## measures every search engine (SIZES=1000,5000,20000 ENGINES=sqlite,...)
	@$(RUN) -m tests.benchmarks.search --sizes "$(SIZES)" --engines "$(ENGINES)"

bench-import: developing ## measures 50,000 figures from a workbook: checked, applied, undone
	@$(RUN) -m tests.benchmarks.figures_in

eval: developing ## judges the answers of every search engine with questions of the field
	@$(RUN) -m tests.search.judgements

lock: developing ## pins the newest versions that pyproject.toml allows
	@$(RUN) -m $(LOCK) --output-file requirements.lock
	@$(RUN) -m $(LOCK) --extra dev --constraint requirements.lock --output-file requirements-dev.lock

# -- What the commands rest on ------------------------------------------------------------------

environment developing:
	@command -v "$(PYTHON)" >/dev/null || { echo "Missing: Python 3.11 or newer. Debian and \
	Ubuntu: apt-get install python3 python3-venv; macOS: brew install python." >&2; exit 1; }
	@"$(PYTHON)" portal/demo/environment.py $(if $(filter developing,$@),--dev)

node-packages: node_modules/.package-lock.json

node_modules/.package-lock.json: package-lock.json
	@for pause in 5 20 60 0; do \
		npm ci --silent --no-audit --no-fund && touch $@ && exit 0; sleep $$pause; \
	done; echo "The packages of package-lock.json could not be installed." >&2; exit 1
