"""Sending: approved texts into the queue, out of it under every rule, never twice; pausing and undo."""
