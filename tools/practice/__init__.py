"""The practice world: the one place with fictional firms, people and answers. Only providers/practice.py files use it."""
