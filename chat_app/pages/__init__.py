"""Routes only: which view stands at which address."""
