"""The openings of the next weeks as rows, so that « ouvert » is an indexed query: see docs/adr/0010-search.md."""
