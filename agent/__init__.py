"""The mind: understands a turn, decides, asks. The only room with LangChain and LangGraph."""
