"""What is true of the world: trades, places, time zones, holidays, names. Read-only package data, loaded when asked."""
