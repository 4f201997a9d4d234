"""The practice world: the one place with fictional firms, people and answers. For providers/practice.py only."""
