"""Keeping the facts of a place right: its manager's pages, the word asked every six months, errors that visitors report."""
