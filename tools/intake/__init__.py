"""Reading a person's own file of firms: into the ledger as leads, or into the directory to search in."""
