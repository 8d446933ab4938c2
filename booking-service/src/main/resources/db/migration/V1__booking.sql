create extension if not exists btree_gist;   -- lets one index hold ids and ranges

create table patient (
    id         uuid        primary key,
    version    integer     not null,
    email      text        not null,
    password   text        not null,
    first_name text        not null,
    last_name  text        not null,
    phone      text,
    time_zone  text        not null,
    street     text        not null,
    city       text        not null,
    state      text        not null,
    zip        text        not null,
    reminders  boolean     not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,

    constraint email_belongs_to_one_patient unique (email),
    constraint email_is_lower_case check (email = lower(email))
);

create index patient_by_name on patient (last_name, first_name, id);

-- What the availability service told us; version and sequence keep what is older from coming back.
create table doctor (
    id         uuid   primary key,
    sequence   bigint not null,
    first_name text,
    last_name  text,
    time_zone  text,
    licenses   jsonb  not null
);

create table doctor_day (
    doctor_id uuid          not null,
    date      date          not null,
    version   bigint        not null,
    starts    timestamptz[] not null,
    ends      timestamptz[] not null,
    licensed  bigint        not null,       -- one bit per state

    primary key (doctor_id, date)
);

create index doctor_day_by_date on doctor_day (date);

-- Bookings, and holds under the same constraints. A hold whose time is over is in nobody's way: a claim that meets it
-- sets it to LAPSED. No foreign key to patient: the claim has that row locked already.
create table booking (
    id                  uuid        primary key,
    status              text        not null,
    version             integer     not null,
    doctor_id           uuid        not null,
    patient_id          uuid        not null,
    starts_at           timestamptz not null,
    ends_at             timestamptz not null,
    patient_state       text        not null,
    reason              text,
    cancellation_reason text,
    held_until          timestamptz,
    hold_version        bigint,
    created_at          timestamptz not null,
    updated_at          timestamptz not null,

    constraint booking_ends_after_it_starts check (starts_at < ends_at),
    constraint booking_status_is_known check (
        status in ('CONFIRMED', 'COMPLETED', 'NO_SHOW', 'CANCELLED', 'HELD', 'LAPSED', 'RELEASED')),
    constraint only_holds_are_held check (
        (status in ('HELD', 'LAPSED', 'RELEASED')) = (held_until is not null)
        and (held_until is null) = (hold_version is null)),

    -- [) lets back-to-back slots touch; what is over or cancelled frees its time.
    constraint doctor_sees_one_patient_at_a_time exclude using gist (
        doctor_id with =,
        tstzrange(starts_at, ends_at, '[)') with &&
    ) where (status in ('CONFIRMED', 'HELD')),

    constraint patient_is_at_one_visit_at_a_time exclude using gist (
        patient_id with =,
        tstzrange(starts_at, ends_at, '[)') with &&
    ) where (status in ('CONFIRMED', 'HELD'))
);

create unique index slot_has_one_live_booking on booking (doctor_id, starts_at) where status in ('CONFIRMED', 'HELD');
create index booking_of_patient on booking (patient_id, starts_at, id);
create index booking_of_doctor on booking (doctor_id, starts_at, id);
create index booking_in_order on booking (starts_at, id);

-- Every version of every booking, written with it, and the event that told of it.
create table booking_history (
    booking_id         uuid        not null,
    version            integer     not null,
    change             text        not null,
    event_id           uuid        not null,
    occurred_at        timestamptz not null,
    actor_id           uuid,
    actor_role         text        not null,
    status             text        not null,
    doctor_id          uuid        not null,
    starts_at          timestamptz not null,
    ends_at            timestamptz not null,
    patient_state      text        not null,

    primary key (booking_id, version)
);

create table rating (
    id         uuid        primary key,
    version    integer     not null,
    booking_id uuid        not null,
    doctor_id  uuid        not null,
    patient_id uuid        not null,
    stars      smallint    not null,
    comment    text,
    created_at timestamptz not null,
    updated_at timestamptz not null,

    constraint booking_is_rated_once unique (booking_id),
    constraint stars_are_one_to_five check (stars between 1 and 5)
);

create index rating_of_doctor on rating (doctor_id, created_at, id);

create table doctor_rating (
    doctor_id uuid    primary key,
    version   bigint  not null,
    stars     bigint  not null,
    count     integer not null
);

-- The first answer to a request with an Idempotency-Key, stored in the transaction that made it true.
create table idempotency_key (
    caller_id  uuid        not null,
    key        text        not null,
    request    bytea       not null,
    status     smallint    not null,
    location   text,
    etag       text,
    body       text        not null,
    created_at timestamptz not null,

    primary key (caller_id, key)
);

create index idempotency_key_by_age on idempotency_key (created_at);
