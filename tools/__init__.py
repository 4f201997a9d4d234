"""The hands: one folder per capability, all furnished alike."""
