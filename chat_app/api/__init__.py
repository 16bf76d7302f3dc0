"""Plain HTTP routes: what needs cookies or has no page."""
