"""Every word that is said to a model, and the playbooks that say how to sell: files, with loaders that check them."""
