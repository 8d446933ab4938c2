-- A link that was mailed to a person and works once.
create table account_link (
    token      bytea       primary key,   -- SHA-256 of the secret
    person_id  uuid        not null,
    role       text        not null,
    purpose    text        not null,
    email      text        not null,      -- the address that the link was mailed to
    expires_at timestamptz not null
);

create index account_link_of_person on account_link (person_id, purpose);
create index account_link_by_end on account_link (expires_at);

-- The accounts that exist count as confirmed; a registration writes null.
alter table doctor add column email_confirmed_at timestamptz default now(), add column pending_email text;
