// Types of the entries and of what modules compute are generated from Python into .types (`make types`).

type Timer = ReturnType<typeof setTimeout> | undefined;

// Merge entries into a store, in this tab only; null ends an entry.
type SetFeed = (entries: FeedStore) => void;
type SetRooms = (entries: RoomsStore) => void;
type SetComposer = (entries: ComposerStore) => void;
type SetPresence = (entries: PresenceStore) => void;
type SetSearch = (entries: SearchStore) => void;
type SetSwitcher = (entries: SwitcherStore) => void;
type SetPage = (entries: PageStore) => void;
