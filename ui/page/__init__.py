"""The chat page: FastAPI with Chainlit mounted in it, in the browser at http://127.0.0.1:8000."""
