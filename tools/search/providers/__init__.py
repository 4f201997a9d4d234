"""Where firms come from: one file per source."""
