"""Scores leads against the ideal customer profile: 0 to 100, a tier, and the reasons that add up to it."""
