"""Leads as a file of one's own: CSV or JSON, with scores, reasons and the source of every fact."""
