"""Where mail is read from."""
