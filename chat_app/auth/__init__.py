"""Authentication: tokens, cookies, and a file for each sign-in method."""
