"""Adapters to databases, Redis, mail and the file system, behind small Protocols."""
