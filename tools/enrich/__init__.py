"""Finds the right person at a firm: people known already first, then the contact finders in order."""
