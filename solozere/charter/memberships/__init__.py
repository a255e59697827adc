"""After the label: renewals, suspension, leaving, closing, and what a new version of the charter changes."""
