# Needs Python 3.11 or newer, git and make; everything else comes by itself, into .venv.

.DEFAULT_GOAL := help
.PHONY: help run dev test hosts load bench docs examples openapi messages lint lint-assets types format lock

# On the command line, a $ in a password is an ordinary character.
ifeq ($(origin ADMIN_PASSWORD),command line)
override ADMIN_PASSWORD := $(value ADMIN_PASSWORD)
export ADMIN_PASSWORD
endif

# cms.start, run by the Python that PYTHON= names, or else by the newest on this machine.
define START
for python in $(or $(PYTHON),python3.14 python3.13 python3.12 python3.11 python3 python); do \
	if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	then exec $$python -m cms.start $(1); fi; \
done; \
echo >&2 "Python 3.11 or newer is needed, but $(or $(PYTHON),what is installed here) is older or \
does not start: install it, or name it with 'make $@ PYTHON=/path/to/python3.11'."; \
exit 1
endef

IN_VENV = .venv/bin/python -m
# Node comes with requirements-dev.txt.
NODE = PATH="$(CURDIR)/.venv/bin:$$PATH"
# CSS, JavaScript and TypeScript.
BIOME = $(NODE) npx --yes @biomejs/biome@2.6.8

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' Makefile

run: ## the site on http://localhost:8000 (PORT=, ADMIN_PASSWORD=)
	@$(call START,run)

dev: ## the same with autoreload and debug pages
	@$(call START,dev)

test: .venv/development ## the whole suite (ARGS= for a part of it, or --cov for coverage)
	@$(IN_VENV) pytest -n auto $(ARGS)

hosts: .venv/development ## the plugin in projects of hosts (ARGS= for a part); sheets of pictures in build/hosts
	@$(IN_VENV) pytest -n auto $(or $(ARGS),tests/hosts)
	@$(IN_VENV) tests.hosts.look.pictures

load: .venv/development ## make up positions on the site of .env (COUNT=, ARGS=--help)
	@DJANGO_SETTINGS_MODULE=tests.load.settings .venv/bin/python manage.py load_positions \
		$(and $(COUNT),--count $(COUNT)) $(ARGS)

bench: .venv/development ## how fast the pages are (ARGS=--help, DATABASE_URL= for PostgreSQL)
	@$(IN_VENV) tests.bench $(ARGS)

docs: .venv/development ## the documents as a site, in build/docs; fails for links that lead nowhere
	@$(IN_VENV) sphinx -W --keep-going -q -E -c docs/site . build/docs

examples: .venv/development ## take the examples in docs/openapi.json from the demo content again
	@WRITE_EXAMPLES=1 $(IN_VENV) pytest -q tests/careers/api/test_openapi_examples.py
	@$(MAKE) openapi

openapi: .venv/development ## write docs/openapi.json, and the client's types from it
	@.venv/bin/python manage.py write_openapi docs/openapi.json
	@cd clients/typescript && $(NODE) npm ci --silent && $(NODE) npm run --silent generate

messages: .venv/development ## write careers/locale from the code, and compile it (needs gettext)
	@cd careers && ../.venv/bin/django-admin makemessages --all --no-obsolete --add-location file
	@cd careers && ../.venv/bin/django-admin compilemessages

openapi lint types format: export ENV_FILE =
openapi lint types format: export SECRET_KEY = no-secret-is-needed-to-read-code
openapi lint types format: export DATABASE_URL = sqlite:///:memory:

lint: .venv/development lint-assets ## style of Python, templates, CSS and JavaScript, missing migrations
	@$(IN_VENV) ruff check .
	@$(IN_VENV) ruff format --check .
	@$(IN_VENV) djlint --quiet --lint careers home templates
	@.venv/bin/python manage.py makemigrations --check --dry-run

lint-assets: .venv/development
	@$(BIOME) check --error-on-warnings .

types: .venv/development ## mypy
	@$(IN_VENV) mypy

format: .venv/development ## put imports and layout in order
	@$(IN_VENV) ruff check --fix-only --select I .
	@$(IN_VENV) ruff format .
	@$(BIOME) format --write .

lock: .venv/development ## write requirements*.txt from requirements*.in (ARGS=--upgrade for what is brought along)
	@for name in requirements requirements-dev; do \
		.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras \
			--custom-compile-command "make lock" --output-file $$name.txt $$name.in $(ARGS) || exit 1; \
	done

.PHONY: .venv/development
.venv/development:
	@$(call START,install)
