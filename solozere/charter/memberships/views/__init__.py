"""The pages of what follows a label."""
