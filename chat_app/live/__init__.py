"""Everything that touches Reflex's wire: the keyed store, the audiences, and what keeps them true."""
