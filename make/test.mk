.PHONY: test test-slow check fix
test: ## everything: lint, types, unit, integration and browser tests, on SQLite and PostgreSQL
	$(START) test

test-slow: ## the tests too long for every run: a fresh installation, other territories
	$(START) test slow

check: ## lint, types, import contracts, migrations: no test
	$(START) test check

fix: ## put imports and layout right
	$(START) test fix

.PHONY: lock
lock: ## compile requirements/*.in into files pinned with hashes that name no host
	@for name in prod dev geo; do $(VENV_PYTHON) tools/locks.py $$name || exit 1; done

.PHONY: bench bench-pages
bench: ## measure our pages beside a bare yardstick (SIZES=1000,10000,100000 ENGINES=sqlite,postgresql): bench/README.md
	$(VENV_PYTHON) -m bench.run

bench-pages: ## Lighthouse on a site that runs with DEMO=0 (URL=http://127.0.0.1:8000; needs npm)
	$(VENV_PYTHON) -m bench.pages $(or $(URL),http://127.0.0.1:8000)
