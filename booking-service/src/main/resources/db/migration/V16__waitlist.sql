-- A patient who waits for an opening. The line is in the order of created_at.
create table waitlist_entry (
    id            uuid        primary key,
    patient_id    uuid        not null,
    visit_type_id uuid,                      -- null: any visit
    doctor_id     uuid,                      -- null: any doctor
    state         text,                      -- null: that of the patient's address
    starts_from   timestamptz not null,
    starts_before timestamptz not null,
    booking_id    uuid,                      -- the booking that ended it
    created_at    timestamptz not null,

    constraint waitlist_entry_has_length check (starts_from < starts_before)
);

create index waitlist_entry_in_line on waitlist_entry (created_at, id) where booking_id is null;
create index waitlist_entry_of_patient on waitlist_entry (patient_id, created_at, id);

-- A slot that is or was held for an entry. An offer that is OPEN is over all the same once its hold is.
create table waitlist_offer (
    id            uuid        primary key,   -- that of the hold
    entry_id      uuid        not null references waitlist_entry (id) on delete cascade,
    patient_id    uuid        not null,
    doctor_id     uuid        not null,
    visit_type_id uuid,
    starts_at     timestamptz not null,
    ends_at       timestamptz not null,
    held_until    timestamptz not null,
    token         bytea       not null,      -- SHA-256 of the secret in the mail
    status        text        not null,
    created_at    timestamptz not null,

    constraint offer_status_is_known check (status in ('OPEN', 'LAPSED', 'BOOKED')),
    constraint entry_is_asked_once_about_a_slot unique (entry_id, doctor_id, starts_at)
);

create unique index slot_has_one_open_offer on waitlist_offer (doctor_id, starts_at) where status = 'OPEN';
create unique index patient_has_one_open_offer on waitlist_offer (patient_id) where status = 'OPEN';

-- Time of a doctor that became free, written in the transaction that freed it, until the line has been asked.
create table freed_time (
    id            bigint      generated always as identity primary key,
    doctor_id     uuid        not null,
    patient_id    uuid        not null,      -- who had it before, and is not asked
    visit_type_id uuid,
    starts_at     timestamptz not null,
    busy_from     timestamptz not null,
    busy_until    timestamptz not null,
    due_at        timestamptz not null
);

create index freed_time_due on freed_time (due_at, id);

-- Finds the holds that have expired; they become LAPSED soon after.
create index hold_by_end on booking (held_until) where status = 'HELD';
