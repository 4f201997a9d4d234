"""The ledger: the only room with SQLAlchemy. Repositories go in and out in domain values; nobody else sees a row."""
