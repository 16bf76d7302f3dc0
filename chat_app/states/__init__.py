"""Thin states: read who asks, call one service, say what came of it."""
