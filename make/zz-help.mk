.PHONY: help clean
clean: ## remove what the commands made, but for the data in var/
	rm -rf .venv node_modules .mypy_cache .ruff_cache .import_linter_cache .hypothesis .pytest_cache
	find solozere tests tools -name __pycache__ -prune -exec rm -rf {} +

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
