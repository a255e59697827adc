# Front-end sources: copied from npm at the versions that package.json pins, cut, and checked in with their hashes.
VENDOR_PYTHON ?= .venv/bin/python

.PHONY: vendor
vendor: ## copy icons, fonts and licences from npm again (needs Node and the development requirements)
	npm ci --ignore-scripts --no-audit --no-fund --silent
	$(VENDOR_PYTHON) tools/fonts.py
	$(VENDOR_PYTHON) tools/vendor.py
