-- The private address under which a person's appointments can be subscribed to; a new one takes the old one's place.
create table calendar_feed (
    person_id  uuid        primary key,
    secret     text        not null unique,
    created_at timestamptz not null
);
