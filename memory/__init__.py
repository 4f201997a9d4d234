"""What Leadloop remembers between turns: who the user is and how he sells. Stored as versions in the ledger."""
