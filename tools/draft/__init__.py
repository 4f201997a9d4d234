"""Writes mails that say only what is stored, judges them, and records what a person decides about them."""
