"""What a sentence means: the parser, pure and without a model. It knows no ledger and runs nothing."""
