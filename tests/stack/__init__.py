"""What the tests stand on: PostgreSQL, Redis, Chromium and the product itself, as real processes."""
