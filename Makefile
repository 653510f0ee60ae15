# Everything that a person or a server needs to type. `make` lists it.

PYTHON ?= python3
PORT ?= 8000
CONFIRM ?=
VENV := .venv
RUN := $(VENV)/bin/python
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help demo demo-passwords demo-reset dev test check css bench lock

help: ## lists these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-22s %s\n", $$1, $$2 }'

demo: $(VENV)/installed ## sets up the portal with its example content and serves it (PORT=8000)
	@DJANGO_SETTINGS_MODULE=portal.settings.demo $(RUN) manage.py demo_serve --port "$(PORT)"

demo-passwords: $(VENV)/installed ## prints the sign-ins of the demonstration
	@DJANGO_SETTINGS_MODULE=portal.settings.demo $(RUN) manage.py demo_passwords

demo-reset: $(VENV)/installed ## asks, then removes the demonstration, so that it starts over
	@DJANGO_SETTINGS_MODULE=portal.settings.demo $(RUN) manage.py demo_reset $(if $(filter yes,$(CONFIRM)),--yes)

dev: $(VENV)/installed-dev ## the reloading server with DEBUG on, on the demonstration's data
	@DJANGO_SETTINGS_MODULE=portal.settings.demo $(RUN) manage.py demo_serve --prepare-only
	@$(RUN) manage.py runserver "127.0.0.1:$(PORT)"

test: $(VENV)/installed-dev ## sets up what the tests need and runs them all
	@$(PYTHON) tests/machine.py
	@npm ci --silent --no-audit --no-fund
	@$(RUN) -m pytest -n auto $(TESTS)

check: $(VENV)/installed-dev ## format, lint, types, imports, templates, migrations, deployment, audit
	@$(RUN) -m ruff format --check .
	@$(RUN) -m ruff check .
	@$(RUN) -m mypy
	@$(VENV)/bin/lint-imports
	@$(RUN) -m djlint --lint --quiet portal programs playbooks site_visits
	@DJANGO_SETTINGS_MODULE=portal.settings.test $(RUN) manage.py makemigrations --check --dry-run
	@DJANGO_SETTINGS_MODULE=portal.settings.production SECRET_KEY="$$($(RUN) -c 'import secrets; print(secrets.token_urlsafe(60))')" \
		ALLOWED_HOSTS=portal.example.gov $(RUN) manage.py check --deploy --fail-level WARNING
	@$(RUN) tests/audit.py

css: ## builds the style sheet from portal/theme/sass
	@npm ci --silent --no-audit --no-fund
	@npm run --silent css

bench: $(VENV)/installed-dev ## measures every kind of page against a plain view
	@$(RUN) -m tests.benchmarks

lock: $(VENV)/installed-dev ## pins the newest versions that pyproject.toml allows
	@$(RUN) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade pyproject.toml -o requirements.lock
	@$(RUN) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

# The stamps are written last: an interrupted installation simply starts again.
$(VENV)/installed: requirements.lock
	@$(PYTHON) portal/demo/check_machine.py
	@echo "Installing the portal's packages …"
	@$(PYTHON) -m venv $(VENV)
	@$(RUN) -m pip install --quiet --require-hashes --requirement requirements.lock
	@touch $@

$(VENV)/installed-dev: requirements-dev.lock
	@$(PYTHON) portal/demo/check_machine.py
	@echo "Installing the portal's packages and its tools …"
	@$(PYTHON) -m venv $(VENV)
	@$(RUN) -m pip install --quiet --require-hashes --requirement requirements-dev.lock
	@touch $@ $(VENV)/installed
