"""How a file of firms is understood: its table, its columns, its values. Pure."""
