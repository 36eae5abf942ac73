# `make` says what there is. All but Python 3.11 or newer, git and make comes by itself, into .venv.

.DEFAULT_GOAL := help
.PHONY: help run dev test lint types format
MAKEFLAGS += --no-print-directory

# On the command line, $ in a password is an ordinary character.
ifeq ($(origin ADMIN_PASSWORD),command line)
override ADMIN_PASSWORD := $(value ADMIN_PASSWORD)
export ADMIN_PASSWORD
endif

# cms.start, run by the Python that PYTHON= names or else by the newest one of this machine.
START = for python in $(or $(PYTHON),python3.14 python3.13 python3.12 python3.11 python3 python) ""; do \
	$${python:-false} -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; done; \
	if [ -z "$$python" ]; then echo >&2 'Python 3.11 or newer is needed$(if $(PYTHON),, and none was found): install it, or \
	name one that is there with `make $@ PYTHON=…`.'; exit 1; fi; \
	exec $$python -m cms.start
VENV = .venv/bin/python -m
