"""Where a profile can come from besides the person."""
