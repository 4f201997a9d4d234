"""Finding firms of a trade in a place that the ledger does not have yet."""
