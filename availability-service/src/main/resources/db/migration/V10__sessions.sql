-- A row is a session that can still be refreshed; ended ones are deleted.
create table session (
    id           uuid        not null primary key,   -- the sid of its access tokens
    person_id    uuid        not null,
    role         text        not null,
    family       bytea       not null,               -- SHA-256 of what all its refresh tokens have in common
    token        bytea       not null,               -- SHA-256 of the refresh token that is valid now
    former_token bytea,                              -- SHA-256 of the one before
    created_at   timestamptz not null,
    refreshed_at timestamptz not null,
    expires_at   timestamptz not null,

    constraint session_family unique (family)
);

create index session_of_person on session (person_id);
create index session_by_expiry on session (expires_at);
