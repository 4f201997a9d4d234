"""The nouns of sales development: values, the lead's life, errors, the clock. Standard library only."""
