"""Contact finders: one file per source of people."""
