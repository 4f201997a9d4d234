"""Ways a mail can leave; each knows nothing of the ledger."""
