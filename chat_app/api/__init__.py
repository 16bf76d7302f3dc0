"""Plain HTTP routes: those that set cookies, and those that have no page."""
