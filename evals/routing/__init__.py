"""Routing: does the parser take a sentence the right way, with the right calls?"""
