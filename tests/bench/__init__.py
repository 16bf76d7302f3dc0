"""`make bench`: what must be fast, measured on loopback against the product as it is served."""
