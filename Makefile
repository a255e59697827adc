# Two commands do all the set-up: `make run` and `make test`. `make help` lists the others, gathered from make/*.mk.
PYTHON ?= python3
VENV_PYTHON := .venv/bin/python
# Relative folders given on the command line start from where make was called (make -C changes folder).
export CALLER_DIR := $(or $(realpath $(PWD)),$(CURDIR))
# Variables of the command line (PORT=8001) reach the tools through the environment.
START := @command -v $(PYTHON) >/dev/null 2>&1 || { echo "$(PYTHON) was not found: install Python 3.11 or newer with its venv module." >&2; exit 1; }; \
	exec $(PYTHON) tools/start.py

.DEFAULT_GOAL := help
include $(sort $(wildcard make/*.mk))
