"""What strangers and forgers get: nothing, in an orderly way."""
