"""Assembly: settings, workspaces, the one place that wires things, logs, doctor."""
