"""What this app declares to the registries."""
