"""After the label."""
