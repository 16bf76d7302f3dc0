"""Parley: a team chat that a small team hosts itself."""

__version__ = "0.1.0"
