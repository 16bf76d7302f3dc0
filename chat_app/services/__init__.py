"""The verbs: what people can do, each authorised here, each committed before it is announced (rule R1)."""
