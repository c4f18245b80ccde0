"""`atlas report`: what the warehouse knows as one HTML file that works offline.

A section is a module with its query, its chart and its words; `page.py` puts them together.
"""
