CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO alembic_version ("version_num") VALUES ('0001_first');
CREATE TABLE workspace (
	id CHAR(32) NOT NULL, 
	only INTEGER NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	accent VARCHAR(20) NOT NULL, 
	created_at DATETIME NOT NULL, 
	people_version INTEGER DEFAULT '0' NOT NULL, 
	version INTEGER DEFAULT '1' NOT NULL, 
	join_domains JSON DEFAULT '[]' NOT NULL, 
	who_creates VARCHAR(10) DEFAULT 'everyone' NOT NULL, 
	who_invites VARCHAR(10) DEFAULT 'everyone' NOT NULL, 
	seen_by BOOLEAN DEFAULT 1 NOT NULL, 
	picture INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_workspace PRIMARY KEY (id), 
	CONSTRAINT ck_workspace_only_one CHECK ("only" = 1), 
	CONSTRAINT uq_workspace_only UNIQUE (only)
);
INSERT INTO workspace ("id", "only", "name", "accent", "created_at", "people_version", "version", "join_domains", "who_creates", "who_invites", "seen_by", "picture") VALUES ('01a21c0de4db75a28c6f50141ff510b0', 1, 'Watercooler Ltd', 'iris', '2026-11-27 08:10:02.341019', 0, 1, '[]', 'everyone', 'everyone', 1, 0);
CREATE TABLE workspace_pictures (
	workspace_id CHAR(32) NOT NULL, 
	data BLOB NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_workspace_pictures PRIMARY KEY (workspace_id), 
	CONSTRAINT fk_workspace_pictures_workspace_id_workspace FOREIGN KEY(workspace_id) REFERENCES workspace (id)
);
CREATE TABLE users (
	id CHAR(32) NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	email VARCHAR(254), 
	email_verified_at DATETIME, 
	role VARCHAR(10) NOT NULL, 
	version INTEGER DEFAULT '1' NOT NULL, 
	created_at DATETIME NOT NULL, 
	deactivated_at DATETIME, 
	title VARCHAR(80) DEFAULT '' NOT NULL, 
	pronouns VARCHAR(40) DEFAULT '' NOT NULL, 
	time_zone VARCHAR(64) DEFAULT '' NOT NULL, 
	availability VARCHAR(10) DEFAULT '' NOT NULL, 
	status_emoji VARCHAR(16) DEFAULT '' NOT NULL, 
	status_text VARCHAR(80) DEFAULT '' NOT NULL, 
	picture INTEGER DEFAULT '0' NOT NULL, 
	profile_version INTEGER DEFAULT '0' NOT NULL, 
	status_until DATETIME, 
	banned_at DATETIME, 
	CONSTRAINT pk_users PRIMARY KEY (id), 
	CONSTRAINT uq_users_email UNIQUE (email)
);
INSERT INTO users ("id", "name", "email", "email_verified_at", "role", "version", "created_at", "deactivated_at", "title", "pronouns", "time_zone", "availability", "status_emoji", "status_text", "picture", "profile_version", "status_until", "banned_at") VALUES ('01a21c0de4fd77cbb116a35bc8a2eb85', 'Ada Lovelace', 'ada@watercooler.example', NULL, 'owner', 3, '2026-11-27 08:10:02.365484', NULL, '', '', '', '', '', '', 0, 0, NULL, NULL);
INSERT INTO users ("id", "name", "email", "email_verified_at", "role", "version", "created_at", "deactivated_at", "title", "pronouns", "time_zone", "availability", "status_emoji", "status_text", "picture", "profile_version", "status_until", "banned_at") VALUES ('01a21c0de577735bbcbb5a48ef6e9239', 'Grace Hopper', 'grace@watercooler.example', NULL, 'member', 4, '2026-11-27 08:10:02.487215', NULL, '', '', '', '', '', '', 0, 0, NULL, NULL);
CREATE TABLE pictures (
	user_id CHAR(32) NOT NULL, 
	data BLOB NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_pictures PRIMARY KEY (user_id), 
	CONSTRAINT fk_pictures_user_id_users FOREIGN KEY(user_id) REFERENCES users (id)
);
CREATE TABLE sightings (
	user_id CHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_sightings PRIMARY KEY (user_id), 
	CONSTRAINT fk_sightings_user_id_users FOREIGN KEY(user_id) REFERENCES users (id)
);
CREATE TABLE identities (
	id CHAR(32) NOT NULL, 
	user_id CHAR(32) NOT NULL, 
	provider VARCHAR(40) NOT NULL, 
	subject VARCHAR(255) NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_identities PRIMARY KEY (id), 
	CONSTRAINT uq_identities_provider_subject UNIQUE (provider, subject), 
	CONSTRAINT fk_identities_user_id_users FOREIGN KEY(user_id) REFERENCES users (id)
);
INSERT INTO identities ("id", "user_id", "provider", "subject", "created_at") VALUES ('01a21c0de500753bba58cd637aaa8257', '01a21c0de4fd77cbb116a35bc8a2eb85', 'email', 'ada@watercooler.example', '2026-11-27 08:10:02.368623');
INSERT INTO identities ("id", "user_id", "provider", "subject", "created_at") VALUES ('01a21c0de57873f6a485935099f97fb6', '01a21c0de577735bbcbb5a48ef6e9239', 'email', 'grace@watercooler.example', '2026-11-27 08:10:02.488489');
CREATE TABLE invites (
	id CHAR(32) NOT NULL, 
	code VARCHAR(43) NOT NULL, 
	role VARCHAR(10) NOT NULL, 
	created_by CHAR(32), 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME, 
	max_uses INTEGER NOT NULL, 
	uses INTEGER NOT NULL, 
	revoked_at DATETIME, 
	email VARCHAR(254), 
	room_ids JSON DEFAULT '[]' NOT NULL, 
	CONSTRAINT pk_invites PRIMARY KEY (id), 
	CONSTRAINT uq_invites_code UNIQUE (code), 
	CONSTRAINT fk_invites_created_by_users FOREIGN KEY(created_by) REFERENCES users (id)
);
CREATE TABLE login_tokens (
	id CHAR(32) NOT NULL, 
	user_id CHAR(32) NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	used_at DATETIME, 
	mailed BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_login_tokens PRIMARY KEY (id), 
	CONSTRAINT fk_login_tokens_user_id_users FOREIGN KEY(user_id) REFERENCES users (id), 
	CONSTRAINT uq_login_tokens_token_hash UNIQUE (token_hash)
);
CREATE TABLE passkeys (
	id CHAR(32) NOT NULL, 
	user_id CHAR(32) NOT NULL, 
	credential_id VARCHAR(1400) NOT NULL, 
	public_key BLOB NOT NULL, 
	sign_count INTEGER NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	created_at DATETIME NOT NULL, 
	used_at DATETIME, 
	CONSTRAINT pk_passkeys PRIMARY KEY (id), 
	CONSTRAINT fk_passkeys_user_id_users FOREIGN KEY(user_id) REFERENCES users (id), 
	CONSTRAINT uq_passkeys_credential_id UNIQUE (credential_id)
);
CREATE TABLE passwords (
	id CHAR(32) NOT NULL, 
	user_id CHAR(32) NOT NULL, 
	hashed VARCHAR(200) NOT NULL, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_passwords PRIMARY KEY (id), 
	CONSTRAINT uq_passwords_user_id UNIQUE (user_id), 
	CONSTRAINT fk_passwords_user_id_users FOREIGN KEY(user_id) REFERENCES users (id)
);
CREATE TABLE sessions (
	id CHAR(32) NOT NULL, 
	user_id CHAR(32) NOT NULL, 
	refresh_id CHAR(32) NOT NULL, 
	previous_id CHAR(32), 
	rotated_at DATETIME NOT NULL, 
	device VARCHAR(255) NOT NULL, 
	ip VARCHAR(45) NOT NULL, 
	created_at DATETIME NOT NULL, 
	seen_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	revoked_at DATETIME, 
	method VARCHAR(20) DEFAULT '' NOT NULL, 
	ended_because VARCHAR(20) DEFAULT '' NOT NULL, 
	CONSTRAINT pk_sessions PRIMARY KEY (id), 
	CONSTRAINT fk_sessions_user_id_users FOREIGN KEY(user_id) REFERENCES users (id)
);
CREATE TABLE rooms (
	id CHAR(32) NOT NULL, 
	kind VARCHAR(10) NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	name_key VARCHAR(160), 
	topic VARCHAR(250) NOT NULL, 
	direct_key VARCHAR(480), 
	last_seq INTEGER NOT NULL, 
	posts INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	created_by CHAR(32), 
	created_at DATETIME NOT NULL, 
	archived_at DATETIME, 
	description VARCHAR(1000) DEFAULT '' NOT NULL, 
	about_version INTEGER DEFAULT '1' NOT NULL, 
	members INTEGER DEFAULT '0' NOT NULL, 
	pins INTEGER DEFAULT '0' NOT NULL, 
	removed JSON DEFAULT '[]' NOT NULL, 
	CONSTRAINT pk_rooms PRIMARY KEY (id), 
	CONSTRAINT uq_rooms_direct_key UNIQUE (direct_key), 
	CONSTRAINT fk_rooms_created_by_users FOREIGN KEY(created_by) REFERENCES users (id)
);
INSERT INTO rooms ("id", "kind", "name", "name_key", "topic", "direct_key", "last_seq", "posts", "version", "created_by", "created_at", "archived_at", "description", "about_version", "members", "pins", "removed") VALUES ('01a21c0de50c749981e3fab1a9c1beea', 'open', 'watercooler', 'watercooler', 'Everything and nothing', NULL, 4, 3, 11, '01a21c0de4fd77cbb116a35bc8a2eb85', '2026-11-27 08:10:02.381201', NULL, '', 4, 2, 1, '[3]');
CREATE TABLE memberships (
	id CHAR(32) NOT NULL, 
	user_id CHAR(32) NOT NULL, 
	room_id CHAR(32) NOT NULL, 
	role VARCHAR(10) NOT NULL, 
	involvement VARCHAR(12) NOT NULL, 
	read_seq INTEGER NOT NULL, 
	read_posts INTEGER NOT NULL, 
	starred BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	room_version INTEGER NOT NULL, 
	joined_at DATETIME NOT NULL, 
	left_at DATETIME, 
	removed_by CHAR(32), 
	mentions INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_memberships PRIMARY KEY (id), 
	CONSTRAINT uq_memberships_room_id_user_id UNIQUE (room_id, user_id), 
	CONSTRAINT fk_memberships_user_id_users FOREIGN KEY(user_id) REFERENCES users (id), 
	CONSTRAINT fk_memberships_room_id_rooms FOREIGN KEY(room_id) REFERENCES rooms (id), 
	CONSTRAINT fk_memberships_removed_by_users FOREIGN KEY(removed_by) REFERENCES users (id)
);
INSERT INTO memberships ("id", "user_id", "room_id", "role", "involvement", "read_seq", "read_posts", "starred", "version", "room_version", "joined_at", "left_at", "removed_by", "mentions") VALUES ('01a21c0de52b7411898ab9d6ddd238ff', '01a21c0de4fd77cbb116a35bc8a2eb85', '01a21c0de50c749981e3fab1a9c1beea', 'owner', 'everything', 4, 3, 0, 3, 2, '2026-11-27 08:10:02.411406', NULL, NULL, 0);
INSERT INTO memberships ("id", "user_id", "room_id", "role", "involvement", "read_seq", "read_posts", "starred", "version", "room_version", "joined_at", "left_at", "removed_by", "mentions") VALUES ('01a21c0de58c707aa7918f03d028164b', '01a21c0de577735bbcbb5a48ef6e9239', '01a21c0de50c749981e3fab1a9c1beea', 'member', 'everything', 0, 0, 0, 3, 3, '2026-11-27 08:10:02.509022', NULL, NULL, 1);
CREATE TABLE drafts (
	id CHAR(32) NOT NULL, 
	user_id CHAR(32) NOT NULL, 
	room_id CHAR(32) NOT NULL, 
	text TEXT NOT NULL, 
	client_msg_id CHAR(32) NOT NULL, 
	reply_to_id CHAR(32), 
	version INTEGER NOT NULL, 
	updated_at DATETIME NOT NULL, 
	CONSTRAINT pk_drafts PRIMARY KEY (id), 
	CONSTRAINT uq_drafts_user_id_room_id UNIQUE (user_id, room_id), 
	CONSTRAINT fk_drafts_user_id_users FOREIGN KEY(user_id) REFERENCES users (id), 
	CONSTRAINT fk_drafts_room_id_rooms FOREIGN KEY(room_id) REFERENCES rooms (id)
);
CREATE TABLE messages (
	id CHAR(32) NOT NULL, 
	room_id CHAR(32) NOT NULL, 
	seq INTEGER NOT NULL, 
	post_no INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	kind VARCHAR(10) NOT NULL, 
	sender_id CHAR(32) NOT NULL, 
	content TEXT NOT NULL, 
	html TEXT NOT NULL, 
	client_msg_id CHAR(32) NOT NULL, 
	reply_to_id CHAR(32), 
	created_at DATETIME NOT NULL, 
	edited_at DATETIME, 
	deleted_at DATETIME, 
	reactions JSON DEFAULT '[]' NOT NULL, 
	mentions JSON DEFAULT '[]' NOT NULL, 
	pinned_at DATETIME, 
	deleted_by CHAR(32), 
	words TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_messages PRIMARY KEY (id), 
	CONSTRAINT ck_messages_content_length CHECK (length(content) <= 4000), 
	CONSTRAINT uq_messages_room_id_client_msg_id UNIQUE (room_id, client_msg_id), 
	CONSTRAINT uq_messages_room_id_seq UNIQUE (room_id, seq), 
	CONSTRAINT fk_messages_room_id_rooms FOREIGN KEY(room_id) REFERENCES rooms (id), 
	CONSTRAINT fk_messages_sender_id_users FOREIGN KEY(sender_id) REFERENCES users (id), 
	CONSTRAINT fk_messages_reply_to_id_messages FOREIGN KEY(reply_to_id) REFERENCES messages (id)
);
INSERT INTO messages ("id", "room_id", "seq", "post_no", "version", "kind", "sender_id", "content", "html", "client_msg_id", "reply_to_id", "created_at", "edited_at", "deleted_at", "reactions", "mentions", "pinned_at", "deleted_by", "words") VALUES ('01a21c0de59673878ca8b00ad2f6e2cb', '01a21c0de50c749981e3fab1a9c1beea', 1, 0, 4, 'system', '01a21c0de577735bbcbb5a48ef6e9239', '{"act":"joined","people":[],"text":""}', '', '01a21c0de59673878ca8b0097b1ca34a', NULL, '2026-11-27 08:10:02.518987', NULL, NULL, '[]', '[]', NULL, NULL, '');
INSERT INTO messages ("id", "room_id", "seq", "post_no", "version", "kind", "sender_id", "content", "html", "client_msg_id", "reply_to_id", "created_at", "edited_at", "deleted_at", "reactions", "mentions", "pinned_at", "deleted_by", "words") VALUES ('01a21c0de60170389c895aa2b1152501', '01a21c0de50c749981e3fab1a9c1beea', 2, 1, 11, 'post', '01a21c0de4fd77cbb116a35bc8a2eb85', 'Größe, 東京 and http://watercooler.example', '<p>Größe, 東京 and <a href="http://watercooler.example" target="_blank" rel="noopener noreferrer nofollow">http://watercooler.example</a></p>', '26b4d58fbcf5420786e151ed73a87817', NULL, '2026-11-27 08:10:02.625639', NULL, NULL, '[{"emoji": "\ud83d\udc4d", "people": ["01a21c0d-e577-735b-bcbb-5a48ef6e9239"]}]', '[]', '2026-11-27 08:10:02.979983', NULL, 'grosse 東京 京 and http watercooler example');
INSERT INTO messages ("id", "room_id", "seq", "post_no", "version", "kind", "sender_id", "content", "html", "client_msg_id", "reply_to_id", "created_at", "edited_at", "deleted_at", "reactions", "mentions", "pinned_at", "deleted_by", "words") VALUES ('01a21c0de60170389c895aa34ec6e6e6', '01a21c0de50c749981e3fab1a9c1beea', 3, 2, 9, 'post', '01a21c0de4fd77cbb116a35bc8a2eb85', '@Grace Hopper look at **this**', '<p><span class="mention" data-mention="01a21c0d-e577-735b-bcbb-5a48ef6e9239" role="button" tabindex="0">@Grace Hopper</span> look at <strong>this</strong></p>', 'ee1e1f1030d84efd8365ea78fd1b3207', NULL, '2026-11-27 08:10:02.625672', '2026-11-27 08:10:02.938314', NULL, '[]', '["01a21c0d-e577-735b-bcbb-5a48ef6e9239"]', NULL, NULL, 'grace hopper look at this');
INSERT INTO messages ("id", "room_id", "seq", "post_no", "version", "kind", "sender_id", "content", "html", "client_msg_id", "reply_to_id", "created_at", "edited_at", "deleted_at", "reactions", "mentions", "pinned_at", "deleted_by", "words") VALUES ('01a21c0de60170389c895aa41ec3af82', '01a21c0de50c749981e3fab1a9c1beea', 4, 3, 10, 'post', '01a21c0de4fd77cbb116a35bc8a2eb85', 'oh', '', '967e7b87902f4a7d8413ff0518107c10', NULL, '2026-11-27 08:10:02.625686', NULL, '2026-11-27 08:10:02.960254', '[]', '[]', NULL, '01a21c0de4fd77cbb116a35bc8a2eb85', 'oh');
CREATE TABLE flags (
	id CHAR(32) NOT NULL, 
	message_id CHAR(32) NOT NULL, 
	filter VARCHAR(80) NOT NULL, 
	reason VARCHAR(254) NOT NULL, 
	created_at DATETIME NOT NULL, 
	settled_at DATETIME, 
	settled_by CHAR(32), 
	CONSTRAINT pk_flags PRIMARY KEY (id), 
	CONSTRAINT fk_flags_message_id_messages FOREIGN KEY(message_id) REFERENCES messages (id), 
	CONSTRAINT fk_flags_settled_by_users FOREIGN KEY(settled_by) REFERENCES users (id)
);
CREATE TABLE mentions (
	id CHAR(32) NOT NULL, 
	message_id CHAR(32) NOT NULL, 
	user_id CHAR(32) NOT NULL, 
	room_id CHAR(32) NOT NULL, 
	post_no INTEGER NOT NULL, 
	kind VARCHAR(10) NOT NULL, 
	CONSTRAINT pk_mentions PRIMARY KEY (id), 
	CONSTRAINT uq_mentions_message_id_user_id UNIQUE (message_id, user_id), 
	CONSTRAINT fk_mentions_message_id_messages FOREIGN KEY(message_id) REFERENCES messages (id), 
	CONSTRAINT fk_mentions_user_id_users FOREIGN KEY(user_id) REFERENCES users (id), 
	CONSTRAINT fk_mentions_room_id_rooms FOREIGN KEY(room_id) REFERENCES rooms (id)
);
INSERT INTO mentions ("id", "message_id", "user_id", "room_id", "post_no", "kind") VALUES ('01a21c0de60d73768f1b80c632b4ee79', '01a21c0de60170389c895aa34ec6e6e6', '01a21c0de577735bbcbb5a48ef6e9239', '01a21c0de50c749981e3fab1a9c1beea', 2, 'person');
CREATE TABLE reactions (
	id CHAR(32) NOT NULL, 
	message_id CHAR(32) NOT NULL, 
	user_id CHAR(32) NOT NULL, 
	emoji VARCHAR(32) NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_reactions PRIMARY KEY (id), 
	CONSTRAINT uq_reactions_message_id_user_id_emoji UNIQUE (message_id, user_id, emoji), 
	CONSTRAINT fk_reactions_message_id_messages FOREIGN KEY(message_id) REFERENCES messages (id), 
	CONSTRAINT fk_reactions_user_id_users FOREIGN KEY(user_id) REFERENCES users (id)
);
INSERT INTO reactions ("id", "message_id", "user_id", "emoji", "created_at") VALUES ('01a21c0de6ed73ffa25519297704b2c5', '01a21c0de60170389c895aa2b1152501', '01a21c0de577735bbcbb5a48ef6e9239', '👍', '2026-11-27 08:10:02.861381');
CREATE TABLE revisions (
	id CHAR(32) NOT NULL, 
	message_id CHAR(32) NOT NULL, 
	content TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_revisions PRIMARY KEY (id), 
	CONSTRAINT fk_revisions_message_id_messages FOREIGN KEY(message_id) REFERENCES messages (id)
);
INSERT INTO revisions ("id", "message_id", "content", "created_at") VALUES ('01a21c0de73a75c4bd1412958a484bb5', '01a21c0de60170389c895aa34ec6e6e6', '@Grace Hopper look', '2026-11-27 08:10:02.938141');
CREATE TABLE saved_messages (
	id CHAR(32) NOT NULL, 
	user_id CHAR(32) NOT NULL, 
	message_id CHAR(32) NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_saved_messages PRIMARY KEY (id), 
	CONSTRAINT uq_saved_messages_user_id_message_id UNIQUE (user_id, message_id), 
	CONSTRAINT fk_saved_messages_user_id_users FOREIGN KEY(user_id) REFERENCES users (id), 
	CONSTRAINT fk_saved_messages_message_id_messages FOREIGN KEY(message_id) REFERENCES messages (id)
);
INSERT INTO saved_messages ("id", "user_id", "message_id", "created_at") VALUES ('01a21c0de775705d9b45056a640ad12d', '01a21c0de577735bbcbb5a48ef6e9239', '01a21c0de60170389c895aa34ec6e6e6', '2026-11-27 08:10:02.997346');
CREATE TABLE audit_entries (
	id CHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	actor_id CHAR(32), 
	action VARCHAR(60) NOT NULL, 
	subject_id CHAR(32), 
	subject VARCHAR(254) NOT NULL, 
	ip VARCHAR(45) NOT NULL, 
	detail JSON DEFAULT '{}' NOT NULL, 
	CONSTRAINT pk_audit_entries PRIMARY KEY (id), 
	CONSTRAINT fk_audit_entries_actor_id_users FOREIGN KEY(actor_id) REFERENCES users (id)
);
CREATE TABLE search_entries (id INTEGER PRIMARY KEY, message_id CHAR(32) NOT NULL UNIQUE);
INSERT INTO search_entries ("id", "message_id") VALUES (1, '01a21c0de59673878ca8b00ad2f6e2cb');
INSERT INTO search_entries ("id", "message_id") VALUES (2, '01a21c0de60170389c895aa2b1152501');
INSERT INTO search_entries ("id", "message_id") VALUES (3, '01a21c0de60170389c895aa34ec6e6e6');
INSERT INTO search_entries ("id", "message_id") VALUES (4, '01a21c0de60170389c895aa41ec3af82');
CREATE VIRTUAL TABLE message_search USING fts5(folded, facets, tokenize='ascii', prefix='2 3');
INSERT INTO message_search (rowid, "folded", "facets") VALUES (1, '', 'r01a21c0de50c749981e3fab1a9c1beea p01a21c0de577735bbcbb5a48ef6e9239');
INSERT INTO message_search (rowid, "folded", "facets") VALUES (2, 'grosse 東京 京 and http watercooler example', 'r01a21c0de50c749981e3fab1a9c1beea p01a21c0de4fd77cbb116a35bc8a2eb85 haslink');
INSERT INTO message_search (rowid, "folded", "facets") VALUES (3, 'grace hopper look at this', 'r01a21c0de50c749981e3fab1a9c1beea p01a21c0de4fd77cbb116a35bc8a2eb85');
INSERT INTO message_search (rowid, "folded", "facets") VALUES (4, 'oh', 'r01a21c0de50c749981e3fab1a9c1beea p01a21c0de4fd77cbb116a35bc8a2eb85');
CREATE INDEX ix_users_profile_version ON users (profile_version);
CREATE INDEX ix_identities_user_id ON identities (user_id);
CREATE INDEX ix_invites_email ON invites (email);
CREATE INDEX ix_login_tokens_user_id ON login_tokens (user_id);
CREATE INDEX ix_passkeys_user_id ON passkeys (user_id);
CREATE INDEX ix_sessions_user_id ON sessions (user_id);
CREATE UNIQUE INDEX uq_rooms_open_name ON rooms (name_key) WHERE kind = 'open';
CREATE INDEX ix_memberships_user_id_version ON memberships (user_id, version);
CREATE INDEX ix_messages_room_id_version ON messages (room_id, version);
CREATE INDEX ix_messages_sender_id_id ON messages (sender_id, id);
CREATE INDEX ix_messages_pinned ON messages (room_id) WHERE pinned_at IS NOT NULL;
CREATE INDEX ix_messages_to_erase ON messages (deleted_at) WHERE deleted_at IS NOT NULL AND content <> '';
CREATE INDEX ix_flags_created_at ON flags (created_at);
CREATE INDEX ix_flags_message_id ON flags (message_id);
CREATE INDEX ix_mentions_user_id_room_id_post_no ON mentions (user_id, room_id, post_no);
CREATE INDEX ix_reactions_message_id ON reactions (message_id);
CREATE INDEX ix_revisions_message_id ON revisions (message_id);
CREATE INDEX ix_audit_entries_at ON audit_entries (at);
CREATE INDEX ix_audit_entries_actor_id ON audit_entries (actor_id);
CREATE INDEX ix_audit_entries_action ON audit_entries (action);
CREATE INDEX ix_audit_entries_subject_id ON audit_entries (subject_id);
CREATE TRIGGER message_search_insert AFTER INSERT ON messages WHEN new.content <> '' BEGIN
         INSERT INTO search_entries (message_id) VALUES (new.id);
         INSERT INTO message_search (rowid, folded, facets)
           SELECT id, new.words, 'r' || new.room_id || ' p' || new.sender_id ||
           CASE WHEN new.html LIKE '%<a href=%' THEN ' haslink' ELSE '' END FROM search_entries WHERE message_id = new.id;
       END;
CREATE TRIGGER message_search_update AFTER UPDATE OF content, words ON messages
         WHEN new.content <> '' AND (old.content <> new.content OR old.words <> new.words) BEGIN
         UPDATE message_search SET folded = new.words, facets = 'r' || new.room_id || ' p' || new.sender_id ||
           CASE WHEN new.html LIKE '%<a href=%' THEN ' haslink' ELSE '' END
           WHERE rowid = (SELECT id FROM search_entries WHERE message_id = new.id);
       END;
CREATE TRIGGER message_search_erase AFTER UPDATE OF content ON messages WHEN new.content = '' BEGIN
         DELETE FROM message_search WHERE rowid = (SELECT id FROM search_entries WHERE message_id = new.id);
         DELETE FROM search_entries WHERE message_id = new.id;
       END;
