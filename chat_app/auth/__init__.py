"""How people prove who they are: tokens, cookies, and one file a login method."""
