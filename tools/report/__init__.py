"""How it goes: the funnel, reply rates with how sure they are, runs, and what could be done next."""
