"""The mind: understands a turn, decides, asks. The only room with LangChain, and none of it is imported from here."""
