"""All queries of the ledger, one repository per noun. Rows stay in here; domain values go in and out."""
