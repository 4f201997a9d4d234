"""What fits a search, and how its result is told. Pure."""
