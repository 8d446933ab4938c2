-- The outcome of each request with an Idempotency-Key, stored in the transaction that made it true.
create table idempotency_key (
    caller_id  uuid        not null,   -- all zeros without a token
    key        text        not null,
    path       text        not null,
    request    bytea       not null,   -- SHA-256 of the body, without passwords
    outcome    text        not null,   -- JSON
    created_at timestamptz not null,

    primary key (caller_id, key)
);

create index idempotency_key_by_age on idempotency_key (created_at);
