"""The public pages of the places and their documents."""
