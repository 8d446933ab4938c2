-- How to write to a person: the latest of medislot.contacts.v1. An erased person keeps a row, so that nothing older comes back.
create table contact (
    person_id  uuid    primary key,
    version    bigint  not null,
    role       text,
    first_name text,
    last_name  text,
    email      text,
    time_zone  text,
    reminders  boolean not null default true,

    constraint erased_wholly check (num_nulls(role, first_name, last_name, email, time_zone) in (0, 5))
);

-- The latest of each booking, from medislot.bookings.v1.
create table booking (
    id         uuid        primary key,
    version    integer     not null,
    status     text        not null,
    patient_id uuid        not null,
    doctor_id  uuid        not null,
    starts_at  timestamptz not null,
    ends_at    timestamptz not null,
    changed_at timestamptz not null,
    reminded   interval,                  -- the last reminder of this version: how long ahead it was meant

    constraint visit_has_length check (starts_at < ends_at)
);

create index booking_by_start on booking (starts_at) where status = 'CONFIRMED';
create index booking_of_patient on booking (patient_id, starts_at);
create index booking_of_doctor on booking (doctor_id, starts_at);

-- Every mail, stored before it is sent. The facts are those of the booking's version it tells of;
-- the letter (recipient_email to invite) is written as soon as both people are known.
create table notification (
    id                 uuid        primary key,
    number             bigint      generated always as identity,
    kind               text        not null,
    lead               interval    not null default interval '0',
    recipient_id       uuid        not null,
    recipient_role     text        not null,
    booking_id         uuid,
    booking_version    integer,
    patient_id         uuid,
    doctor_id          uuid,
    starts_at          timestamptz,
    ends_at            timestamptz,
    previous_starts_at timestamptz,
    occurred_at        timestamptz not null,
    status             text        not null default 'PENDING',
    attempts           integer     not null default 0,
    resends            integer     not null default 0,
    created_at         timestamptz not null,
    due_at             timestamptz not null,
    sent_at            timestamptz,
    failure            text,
    recipient_email    text,
    sender             text,
    subject            text,
    plain_text         text,
    html               text,
    invite             text,

    constraint one_mail_per_event_recipient_and_kind
        unique nulls not distinct (booking_id, booking_version, recipient_id, kind, lead),
    constraint status_known check (status in ('PENDING', 'SENT', 'FAILED')),
    constraint sent_has_time check ((status = 'SENT') = (sent_at is not null)),
    constraint visit_is_whole check (num_nulls(booking_id, booking_version, patient_id, doctor_id, starts_at, ends_at) in (0, 6))
) with (autovacuum_vacuum_scale_factor = 0.02);

create index notification_due on notification (due_at, number) where status = 'PENDING';
create index notification_in_order on notification (recipient_id, booking_id, number) where status = 'PENDING';
create index notification_newest on notification (created_at desc, id desc);
create index notification_of_recipient on notification (recipient_id, created_at desc, id desc);
create index notification_of_booking on notification (booking_id);

-- When the next mail may go, where their number per minute is limited.
create table mail_pace (
    only_one boolean     primary key default true check (only_one),
    next_at  timestamptz not null
);

insert into mail_pace (next_at) values (now());
