"""The sections of a pack that this app reads: the territory, its geography, its dated zones."""
