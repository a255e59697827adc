.PHONY: run
run: ## serve on http://127.0.0.1:8000 (PORT=, DATA_DIR=, DEMO=0, TERRITORY=DIR)
	$(START) run
