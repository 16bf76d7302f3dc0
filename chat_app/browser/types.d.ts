// Types of the entries and of what modules compute are generated from Python into .types (`make types`).

type Timer = ReturnType<typeof setTimeout> | undefined;
