CREATE FUNCTION public.parley_vector(text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$ SELECT coalesce(string_agg('''' || word || ''':' || place, ' '), '')::tsvector
            FROM unnest(string_to_array($1, ' ')) WITH ORDINALITY AS split(word, place) WHERE word <> '' $_$;
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.audit_entries (
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    actor_id uuid,
    action character varying(60) NOT NULL,
    subject_id uuid,
    subject character varying(254) NOT NULL,
    ip character varying(45) NOT NULL,
    detail json DEFAULT '{}'::json NOT NULL
);
CREATE TABLE public.drafts (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    room_id uuid NOT NULL,
    text text NOT NULL,
    client_msg_id uuid NOT NULL,
    reply_to_id uuid,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL
);
CREATE TABLE public.flags (
    id uuid NOT NULL,
    message_id uuid NOT NULL,
    filter character varying(80) NOT NULL,
    reason character varying(254) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    settled_by uuid
);
CREATE TABLE public.identities (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    provider character varying(40) NOT NULL,
    subject character varying(255) NOT NULL,
    created_at timestamp with time zone NOT NULL
);
CREATE TABLE public.invites (
    id uuid NOT NULL,
    code character varying(43) NOT NULL,
    role character varying(10) NOT NULL,
    created_by uuid,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    max_uses integer NOT NULL,
    uses integer NOT NULL,
    revoked_at timestamp with time zone,
    email character varying(254),
    room_ids json DEFAULT '[]'::json NOT NULL
);
CREATE TABLE public.login_tokens (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    token_hash character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    mailed boolean DEFAULT false NOT NULL
);
CREATE TABLE public.memberships (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    room_id uuid NOT NULL,
    role character varying(10) NOT NULL,
    involvement character varying(12) NOT NULL,
    read_seq integer NOT NULL,
    read_posts integer NOT NULL,
    starred boolean NOT NULL,
    version integer NOT NULL,
    room_version integer NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    left_at timestamp with time zone,
    removed_by uuid,
    mentions integer DEFAULT 0 NOT NULL
);
CREATE TABLE public.mentions (
    id uuid NOT NULL,
    message_id uuid NOT NULL,
    user_id uuid NOT NULL,
    room_id uuid NOT NULL,
    post_no integer NOT NULL,
    kind character varying(10) NOT NULL
);
CREATE TABLE public.messages (
    id uuid NOT NULL,
    room_id uuid NOT NULL,
    seq integer NOT NULL,
    post_no integer NOT NULL,
    version integer NOT NULL,
    kind character varying(10) NOT NULL,
    sender_id uuid NOT NULL,
    content text NOT NULL,
    html text NOT NULL,
    client_msg_id uuid NOT NULL,
    reply_to_id uuid,
    created_at timestamp with time zone NOT NULL,
    edited_at timestamp with time zone,
    deleted_at timestamp with time zone,
    reactions json DEFAULT '[]'::json NOT NULL,
    mentions json DEFAULT '[]'::json NOT NULL,
    pinned_at timestamp with time zone,
    deleted_by uuid,
    words text DEFAULT ''::text NOT NULL,
    search_vector tsvector GENERATED ALWAYS AS ((public.parley_vector(words) || array_to_tsvector(ARRAY[('=r'::text || replace((room_id)::text, '-'::text, ''::text)), ('=p'::text || replace((sender_id)::text, '-'::text, ''::text)),
CASE
    WHEN (html ~~ '%<a href=%'::text) THEN '=haslink'::text
    ELSE '=nolink'::text
END]))) STORED,
    CONSTRAINT ck_messages_content_length CHECK ((length(content) <= 4000))
);
CREATE TABLE public.passkeys (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    credential_id character varying(1400) NOT NULL,
    public_key bytea NOT NULL,
    sign_count integer NOT NULL,
    name character varying(80) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone
);
CREATE TABLE public.passwords (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    hashed character varying(200) NOT NULL,
    changed_at timestamp with time zone NOT NULL
);
CREATE TABLE public.pictures (
    user_id uuid NOT NULL,
    data bytea NOT NULL,
    created_at timestamp with time zone NOT NULL
);
CREATE TABLE public.reactions (
    id uuid NOT NULL,
    message_id uuid NOT NULL,
    user_id uuid NOT NULL,
    emoji character varying(32) NOT NULL,
    created_at timestamp with time zone NOT NULL
);
CREATE TABLE public.revisions (
    id uuid NOT NULL,
    message_id uuid NOT NULL,
    content text NOT NULL,
    created_at timestamp with time zone NOT NULL
);
CREATE TABLE public.rooms (
    id uuid NOT NULL,
    kind character varying(10) NOT NULL,
    name character varying(80) NOT NULL,
    name_key character varying(160),
    topic character varying(250) NOT NULL,
    direct_key character varying(480),
    last_seq integer NOT NULL,
    posts integer NOT NULL,
    version integer NOT NULL,
    created_by uuid,
    created_at timestamp with time zone NOT NULL,
    archived_at timestamp with time zone,
    description character varying(1000) DEFAULT ''::character varying NOT NULL,
    about_version integer DEFAULT 1 NOT NULL,
    members integer DEFAULT 0 NOT NULL,
    pins integer DEFAULT 0 NOT NULL,
    removed json DEFAULT '[]'::json NOT NULL
);
CREATE TABLE public.saved_messages (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    message_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL
);
CREATE TABLE public.sessions (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    refresh_id uuid NOT NULL,
    previous_id uuid,
    rotated_at timestamp with time zone NOT NULL,
    device character varying(255) NOT NULL,
    ip character varying(45) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    method character varying(20) DEFAULT ''::character varying NOT NULL,
    ended_because character varying(20) DEFAULT ''::character varying NOT NULL
);
CREATE TABLE public.sightings (
    user_id uuid NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.users (
    id uuid NOT NULL,
    name character varying(80) NOT NULL,
    email character varying(254),
    email_verified_at timestamp with time zone,
    role character varying(10) NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    deactivated_at timestamp with time zone,
    title character varying(80) DEFAULT ''::character varying NOT NULL,
    pronouns character varying(40) DEFAULT ''::character varying NOT NULL,
    time_zone character varying(64) DEFAULT ''::character varying NOT NULL,
    availability character varying(10) DEFAULT ''::character varying NOT NULL,
    status_emoji character varying(16) DEFAULT ''::character varying NOT NULL,
    status_text character varying(80) DEFAULT ''::character varying NOT NULL,
    picture integer DEFAULT 0 NOT NULL,
    profile_version integer DEFAULT 0 NOT NULL,
    status_until timestamp with time zone,
    banned_at timestamp with time zone
);
CREATE TABLE public.workspace (
    id uuid NOT NULL,
    "only" integer NOT NULL,
    name character varying(80) NOT NULL,
    accent character varying(20) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    people_version integer DEFAULT 0 NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    join_domains json DEFAULT '[]'::json NOT NULL,
    who_creates character varying(10) DEFAULT 'everyone'::character varying NOT NULL,
    who_invites character varying(10) DEFAULT 'everyone'::character varying NOT NULL,
    seen_by boolean DEFAULT true NOT NULL,
    picture integer DEFAULT 0 NOT NULL,
    CONSTRAINT ck_workspace_only_one CHECK (("only" = 1))
);
CREATE TABLE public.workspace_pictures (
    workspace_id uuid NOT NULL,
    data bytea NOT NULL,
    created_at timestamp with time zone NOT NULL
);
INSERT INTO public.alembic_version VALUES ('0001_first');
INSERT INTO public.identities VALUES ('01a21c0d-ed40-77bc-bf7f-039405f6e7d8', '01a21c0d-ed1d-755b-8791-ee8af6789a14', 'email', 'ada@watercooler.example', '2026-11-27 08:10:04.480124+00');
INSERT INTO public.identities VALUES ('01a21c0d-edf2-7213-b94e-532ff0e7536a', '01a21c0d-ede5-74ff-8073-bbac1b73ec07', 'email', 'grace@watercooler.example', '2026-11-27 08:10:04.658706+00');
INSERT INTO public.memberships VALUES ('01a21c0d-ed73-74c4-9cce-9c9e3f18d2fc', '01a21c0d-ed1d-755b-8791-ee8af6789a14', '01a21c0d-ed4e-740d-9f38-4da910573210', 'owner', 'everything', 4, 3, false, 3, 2, '2026-11-27 08:10:04.531605+00', NULL, NULL, 0);
INSERT INTO public.memberships VALUES ('01a21c0d-ee15-76a5-9c57-a575b3ae2b82', '01a21c0d-ede5-74ff-8073-bbac1b73ec07', '01a21c0d-ed4e-740d-9f38-4da910573210', 'member', 'everything', 0, 0, false, 3, 3, '2026-11-27 08:10:04.694029+00', NULL, NULL, 1);
INSERT INTO public.mentions VALUES ('01a21c0d-efb2-737a-9172-d47ce6a06ce1', '01a21c0d-efa4-70f9-b34c-0830de3712db', '01a21c0d-ede5-74ff-8073-bbac1b73ec07', '01a21c0d-ed4e-740d-9f38-4da910573210', 2, 'person');
INSERT INTO public.messages VALUES ('01a21c0d-eec1-7463-a7da-c7fa07b987e5', '01a21c0d-ed4e-740d-9f38-4da910573210', 1, 0, 4, 'system', '01a21c0d-ede5-74ff-8073-bbac1b73ec07', '{"act":"joined","people":[],"text":""}', '', '01a21c0d-eec1-7463-a7da-c7f94ff4fda1', NULL, '2026-11-27 08:10:04.942972+00', NULL, NULL, '[]', '[]', NULL, NULL, '', DEFAULT);
INSERT INTO public.messages VALUES ('01a21c0d-efa4-70f9-b34c-0830de3712db', '01a21c0d-ed4e-740d-9f38-4da910573210', 3, 2, 9, 'post', '01a21c0d-ed1d-755b-8791-ee8af6789a14', '@Grace Hopper look at **this**', '<p><span class="mention" data-mention="01a21c0d-ede5-74ff-8073-bbac1b73ec07" role="button" tabindex="0">@Grace Hopper</span> look at <strong>this</strong></p>', '4f6601fe-5a7f-4a17-95f7-cd2cbbdb53dc', NULL, '2026-11-27 08:10:05.09238+00', '2026-11-27 08:10:05.168646+00', NULL, '[]', '["01a21c0d-ede5-74ff-8073-bbac1b73ec07"]', NULL, NULL, 'grace hopper look at this', DEFAULT);
INSERT INTO public.messages VALUES ('01a21c0d-efa4-70f9-b34c-0831e0165b70', '01a21c0d-ed4e-740d-9f38-4da910573210', 4, 3, 10, 'post', '01a21c0d-ed1d-755b-8791-ee8af6789a14', 'oh', '', 'a8ebc79a-2289-46fc-b23f-49c7e2d468b0', NULL, '2026-11-27 08:10:05.092393+00', NULL, '2026-11-27 08:10:05.197469+00', '[]', '[]', NULL, '01a21c0d-ed1d-755b-8791-ee8af6789a14', 'oh', DEFAULT);
INSERT INTO public.messages VALUES ('01a21c0d-efa4-70f9-b34c-082f7eac2423', '01a21c0d-ed4e-740d-9f38-4da910573210', 2, 1, 11, 'post', '01a21c0d-ed1d-755b-8791-ee8af6789a14', 'Größe, 東京 and http://watercooler.example', '<p>Größe, 東京 and <a href="http://watercooler.example" target="_blank" rel="noopener noreferrer nofollow">http://watercooler.example</a></p>', '3dd68a42-8faf-42e8-810c-5c02e31a4e6e', NULL, '2026-11-27 08:10:05.092359+00', NULL, NULL, '[{"emoji": "\ud83d\udc4d", "people": ["01a21c0d-ede5-74ff-8073-bbac1b73ec07"]}]', '[]', '2026-11-27 08:10:05.357626+00', NULL, 'grosse 東京 京 and http watercooler example', DEFAULT);
INSERT INTO public.reactions VALUES ('01a21c0d-efe2-748a-933d-ead9d12be496', '01a21c0d-efa4-70f9-b34c-082f7eac2423', '01a21c0d-ede5-74ff-8073-bbac1b73ec07', '👍', '2026-11-27 08:10:05.154339+00');
INSERT INTO public.revisions VALUES ('01a21c0d-eff0-7133-828e-340521e9db83', '01a21c0d-efa4-70f9-b34c-0830de3712db', '@Grace Hopper look', '2026-11-27 08:10:05.168546+00');
INSERT INTO public.rooms VALUES ('01a21c0d-ed4e-740d-9f38-4da910573210', 'open', 'watercooler', 'watercooler', 'Everything and nothing', NULL, 4, 3, 11, '01a21c0d-ed1d-755b-8791-ee8af6789a14', '2026-11-27 08:10:04.495403+00', NULL, '', 4, 2, 1, '[3]');
INSERT INTO public.saved_messages VALUES ('01a21c0d-f121-72f6-82a3-619e3cc81f1a', '01a21c0d-ede5-74ff-8073-bbac1b73ec07', '01a21c0d-efa4-70f9-b34c-0830de3712db', '2026-11-27 08:10:05.473071+00');
INSERT INTO public.users VALUES ('01a21c0d-ed1d-755b-8791-ee8af6789a14', 'Ada Lovelace', 'ada@watercooler.example', NULL, 'owner', 3, '2026-11-27 08:10:04.445483+00', NULL, '', '', '', '', '', '', 0, 0, NULL, NULL);
INSERT INTO public.users VALUES ('01a21c0d-ede5-74ff-8073-bbac1b73ec07', 'Grace Hopper', 'grace@watercooler.example', NULL, 'member', 4, '2026-11-27 08:10:04.645865+00', NULL, '', '', '', '', '', '', 0, 0, NULL, NULL);
INSERT INTO public.workspace VALUES ('01a21c0d-ece2-74ff-9a2a-b53ed26cb369', 1, 'Watercooler Ltd', 'iris', '2026-11-27 08:10:04.387072+00', 0, 1, '[]', 'everyone', 'everyone', true, 0);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.audit_entries
    ADD CONSTRAINT pk_audit_entries PRIMARY KEY (id);
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT pk_drafts PRIMARY KEY (id);
ALTER TABLE ONLY public.flags
    ADD CONSTRAINT pk_flags PRIMARY KEY (id);
ALTER TABLE ONLY public.identities
    ADD CONSTRAINT pk_identities PRIMARY KEY (id);
ALTER TABLE ONLY public.invites
    ADD CONSTRAINT pk_invites PRIMARY KEY (id);
ALTER TABLE ONLY public.login_tokens
    ADD CONSTRAINT pk_login_tokens PRIMARY KEY (id);
ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT pk_memberships PRIMARY KEY (id);
ALTER TABLE ONLY public.mentions
    ADD CONSTRAINT pk_mentions PRIMARY KEY (id);
ALTER TABLE ONLY public.messages
    ADD CONSTRAINT pk_messages PRIMARY KEY (id);
ALTER TABLE ONLY public.passkeys
    ADD CONSTRAINT pk_passkeys PRIMARY KEY (id);
ALTER TABLE ONLY public.passwords
    ADD CONSTRAINT pk_passwords PRIMARY KEY (id);
ALTER TABLE ONLY public.pictures
    ADD CONSTRAINT pk_pictures PRIMARY KEY (user_id);
ALTER TABLE ONLY public.reactions
    ADD CONSTRAINT pk_reactions PRIMARY KEY (id);
ALTER TABLE ONLY public.revisions
    ADD CONSTRAINT pk_revisions PRIMARY KEY (id);
ALTER TABLE ONLY public.rooms
    ADD CONSTRAINT pk_rooms PRIMARY KEY (id);
ALTER TABLE ONLY public.saved_messages
    ADD CONSTRAINT pk_saved_messages PRIMARY KEY (id);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT pk_sessions PRIMARY KEY (id);
ALTER TABLE ONLY public.sightings
    ADD CONSTRAINT pk_sightings PRIMARY KEY (user_id);
ALTER TABLE ONLY public.users
    ADD CONSTRAINT pk_users PRIMARY KEY (id);
ALTER TABLE ONLY public.workspace
    ADD CONSTRAINT pk_workspace PRIMARY KEY (id);
ALTER TABLE ONLY public.workspace_pictures
    ADD CONSTRAINT pk_workspace_pictures PRIMARY KEY (workspace_id);
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT uq_drafts_user_id_room_id UNIQUE (user_id, room_id);
ALTER TABLE ONLY public.identities
    ADD CONSTRAINT uq_identities_provider_subject UNIQUE (provider, subject);
ALTER TABLE ONLY public.invites
    ADD CONSTRAINT uq_invites_code UNIQUE (code);
ALTER TABLE ONLY public.login_tokens
    ADD CONSTRAINT uq_login_tokens_token_hash UNIQUE (token_hash);
ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT uq_memberships_room_id_user_id UNIQUE (room_id, user_id);
ALTER TABLE ONLY public.mentions
    ADD CONSTRAINT uq_mentions_message_id_user_id UNIQUE (message_id, user_id);
ALTER TABLE ONLY public.messages
    ADD CONSTRAINT uq_messages_room_id_client_msg_id UNIQUE (room_id, client_msg_id);
ALTER TABLE ONLY public.messages
    ADD CONSTRAINT uq_messages_room_id_seq UNIQUE (room_id, seq);
ALTER TABLE ONLY public.passkeys
    ADD CONSTRAINT uq_passkeys_credential_id UNIQUE (credential_id);
ALTER TABLE ONLY public.passwords
    ADD CONSTRAINT uq_passwords_user_id UNIQUE (user_id);
ALTER TABLE ONLY public.reactions
    ADD CONSTRAINT uq_reactions_message_id_user_id_emoji UNIQUE (message_id, user_id, emoji);
ALTER TABLE ONLY public.rooms
    ADD CONSTRAINT uq_rooms_direct_key UNIQUE (direct_key);
ALTER TABLE ONLY public.saved_messages
    ADD CONSTRAINT uq_saved_messages_user_id_message_id UNIQUE (user_id, message_id);
ALTER TABLE ONLY public.users
    ADD CONSTRAINT uq_users_email UNIQUE (email);
ALTER TABLE ONLY public.workspace
    ADD CONSTRAINT uq_workspace_only UNIQUE ("only");
CREATE INDEX ix_audit_entries_action ON public.audit_entries USING btree (action);
CREATE INDEX ix_audit_entries_actor_id ON public.audit_entries USING btree (actor_id);
CREATE INDEX ix_audit_entries_at ON public.audit_entries USING btree (at);
CREATE INDEX ix_audit_entries_subject_id ON public.audit_entries USING btree (subject_id);
CREATE INDEX ix_flags_created_at ON public.flags USING btree (created_at);
CREATE INDEX ix_flags_message_id ON public.flags USING btree (message_id);
CREATE INDEX ix_identities_user_id ON public.identities USING btree (user_id);
CREATE INDEX ix_invites_email ON public.invites USING btree (email);
CREATE INDEX ix_login_tokens_user_id ON public.login_tokens USING btree (user_id);
CREATE INDEX ix_memberships_user_id_version ON public.memberships USING btree (user_id, version);
CREATE INDEX ix_mentions_user_id_room_id_post_no ON public.mentions USING btree (user_id, room_id, post_no);
CREATE INDEX ix_messages_pinned ON public.messages USING btree (room_id) WHERE (pinned_at IS NOT NULL);
CREATE INDEX ix_messages_room_id_version ON public.messages USING btree (room_id, version);
CREATE INDEX ix_messages_search ON public.messages USING gin (search_vector);
CREATE INDEX ix_messages_sender_id_id ON public.messages USING btree (sender_id, id);
CREATE INDEX ix_messages_to_erase ON public.messages USING btree (deleted_at) WHERE ((deleted_at IS NOT NULL) AND (content <> ''::text));
CREATE INDEX ix_passkeys_user_id ON public.passkeys USING btree (user_id);
CREATE INDEX ix_reactions_message_id ON public.reactions USING btree (message_id);
CREATE INDEX ix_revisions_message_id ON public.revisions USING btree (message_id);
CREATE INDEX ix_sessions_user_id ON public.sessions USING btree (user_id);
CREATE INDEX ix_users_profile_version ON public.users USING btree (profile_version);
CREATE UNIQUE INDEX uq_rooms_open_name ON public.rooms USING btree (name_key) WHERE ((kind)::text = 'open'::text);
ALTER TABLE ONLY public.audit_entries
    ADD CONSTRAINT fk_audit_entries_actor_id_users FOREIGN KEY (actor_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT fk_drafts_room_id_rooms FOREIGN KEY (room_id) REFERENCES public.rooms(id);
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT fk_drafts_user_id_users FOREIGN KEY (user_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.flags
    ADD CONSTRAINT fk_flags_message_id_messages FOREIGN KEY (message_id) REFERENCES public.messages(id);
ALTER TABLE ONLY public.flags
    ADD CONSTRAINT fk_flags_settled_by_users FOREIGN KEY (settled_by) REFERENCES public.users(id);
ALTER TABLE ONLY public.identities
    ADD CONSTRAINT fk_identities_user_id_users FOREIGN KEY (user_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.invites
    ADD CONSTRAINT fk_invites_created_by_users FOREIGN KEY (created_by) REFERENCES public.users(id);
ALTER TABLE ONLY public.login_tokens
    ADD CONSTRAINT fk_login_tokens_user_id_users FOREIGN KEY (user_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT fk_memberships_removed_by_users FOREIGN KEY (removed_by) REFERENCES public.users(id);
ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT fk_memberships_room_id_rooms FOREIGN KEY (room_id) REFERENCES public.rooms(id);
ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT fk_memberships_user_id_users FOREIGN KEY (user_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.mentions
    ADD CONSTRAINT fk_mentions_message_id_messages FOREIGN KEY (message_id) REFERENCES public.messages(id);
ALTER TABLE ONLY public.mentions
    ADD CONSTRAINT fk_mentions_room_id_rooms FOREIGN KEY (room_id) REFERENCES public.rooms(id);
ALTER TABLE ONLY public.mentions
    ADD CONSTRAINT fk_mentions_user_id_users FOREIGN KEY (user_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.messages
    ADD CONSTRAINT fk_messages_reply_to_id_messages FOREIGN KEY (reply_to_id) REFERENCES public.messages(id);
ALTER TABLE ONLY public.messages
    ADD CONSTRAINT fk_messages_room_id_rooms FOREIGN KEY (room_id) REFERENCES public.rooms(id);
ALTER TABLE ONLY public.messages
    ADD CONSTRAINT fk_messages_sender_id_users FOREIGN KEY (sender_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.passkeys
    ADD CONSTRAINT fk_passkeys_user_id_users FOREIGN KEY (user_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.passwords
    ADD CONSTRAINT fk_passwords_user_id_users FOREIGN KEY (user_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.pictures
    ADD CONSTRAINT fk_pictures_user_id_users FOREIGN KEY (user_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.reactions
    ADD CONSTRAINT fk_reactions_message_id_messages FOREIGN KEY (message_id) REFERENCES public.messages(id);
ALTER TABLE ONLY public.reactions
    ADD CONSTRAINT fk_reactions_user_id_users FOREIGN KEY (user_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.revisions
    ADD CONSTRAINT fk_revisions_message_id_messages FOREIGN KEY (message_id) REFERENCES public.messages(id);
ALTER TABLE ONLY public.rooms
    ADD CONSTRAINT fk_rooms_created_by_users FOREIGN KEY (created_by) REFERENCES public.users(id);
ALTER TABLE ONLY public.saved_messages
    ADD CONSTRAINT fk_saved_messages_message_id_messages FOREIGN KEY (message_id) REFERENCES public.messages(id);
ALTER TABLE ONLY public.saved_messages
    ADD CONSTRAINT fk_saved_messages_user_id_users FOREIGN KEY (user_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT fk_sessions_user_id_users FOREIGN KEY (user_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.sightings
    ADD CONSTRAINT fk_sightings_user_id_users FOREIGN KEY (user_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.workspace_pictures
    ADD CONSTRAINT fk_workspace_pictures_workspace_id_workspace FOREIGN KEY (workspace_id) REFERENCES public.workspace(id);
