"""The hands: one folder per capability (slice), all furnished alike. Slices meet through the ledger, not each other."""
