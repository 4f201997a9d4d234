"""Leads as a person looks at them: lists, one in full, the decision who is worth writing to, and which are meant."""
