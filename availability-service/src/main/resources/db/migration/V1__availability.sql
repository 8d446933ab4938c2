create extension if not exists btree_gist;   -- lets one index hold uuids and ranges

create table staff_member (
    id         uuid        primary key,
    email      text        not null constraint staff_email_taken unique,
    password   text        not null,
    created_at timestamptz not null default now()
);

create table doctor (
    id              uuid        primary key,
    version         bigint      not null default 1,   -- of the profile and the licenses
    hours_version   bigint      not null default 1,   -- of the week's windows
    email           text        not null constraint doctor_email_taken unique,
    password        text        not null,
    first_name      text        not null,
    last_name       text        not null,
    specialty       text,
    bio             text,
    time_zone       text        not null,
    slot_minutes    smallint    not null check (slot_minutes between 5 and 480),
    published_until date        not null,             -- the first date whose slots are not published yet
    created_at      timestamptz not null default now()
);

create index doctor_by_name on doctor (last_name, first_name, id);
create index doctor_by_specialty on doctor (lower(specialty)) where specialty is not null;

create table license (
    id          uuid   primary key,
    version     bigint not null default 1,
    doctor_id   uuid   not null references doctor,
    state       text   not null,
    number      text   not null,
    valid_from  date   not null,
    valid_until date,

    constraint one_license_per_state unique (doctor_id, state),
    constraint license_has_length check (valid_from <= valid_until)
);

create index license_by_state on license (state, doctor_id) include (valid_from, valid_until);
create index license_by_end on license (valid_until, id) where valid_until is not null;

-- A window in which a doctor sees patients. A recurring one stands on its first date's weekday until a date, one that
-- does not recur stands on its first date alone. Minutes are local, counted from midnight; 1440 is the next midnight.
create table timeslot (
    id           uuid     primary key,
    version      bigint   not null default 1,
    doctor_id    uuid     not null references doctor,
    recurring    boolean  not null,
    first_date   date     not null,
    until        date,
    start_minute smallint not null,
    end_minute   smallint not null,

    constraint timeslot_stays_within_its_day check (0 <= start_minute and start_minute < end_minute and end_minute <= 1440),
    constraint timeslot_ends_after_it_begins check (first_date <= until),
    constraint only_recurring_timeslots_end check (recurring or until is null),

    -- Both ends of the range of dates are days on which the window stands, so two ranges of one weekday meet exactly
    -- where both windows stand on one day. [) lets windows touch.
    constraint timeslots_do_not_overlap exclude using gist (
        doctor_id with =,
        (extract(isodow from first_date)::int) with =,
        daterange(first_date, case when recurring then until - (until - first_date) % 7 else first_date end, '[]') with &&,
        int4range(start_minute, end_minute) with &&
    )
);

-- Local to the doctor's zone, as hours are.
create table time_off (
    id        uuid      primary key,
    doctor_id uuid      not null references doctor,
    starts_at timestamp not null,
    ends_at   timestamp not null,
    reason    text,

    constraint time_off_has_length check (starts_at < ends_at)
);

create index time_off_of_doctor on time_off (doctor_id, starts_at);

-- One doctor's local day as it was published. The version rises for ever, also while the day offers nothing.
create table schedule_day (
    doctor_id uuid   not null references doctor,
    date      date   not null,
    version   bigint not null,
    time_zone text   not null,

    primary key (doctor_id, date)
);

-- What hours offer on each date, time off included, so that a calendar can show it.
create table slot (
    doctor_id uuid        not null references doctor,
    starts_at timestamptz not null,
    ends_at   timestamptz not null,
    date      date        not null,              -- local
    states    bigint      not null,              -- those licensed on that date, one bit each
    time_off  boolean     not null,
    booked    boolean     not null,              -- a live booking of the doctor takes some of its time

    primary key (doctor_id, starts_at),
    constraint slot_has_length check (starts_at < ends_at)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);

create index open_slot on slot (starts_at, doctor_id) include (ends_at, states) where not booked and not time_off;

-- What the booking service told us, and no more of it than is needed here.
create table booking (
    id            uuid        primary key,
    version       int         not null,
    doctor_id     uuid        not null,
    patient_state text        not null,
    status        text        not null,
    starts_at     timestamptz not null,
    ends_at       timestamptz not null
);

create index live_booking_of_doctor on booking (doctor_id, starts_at) where status <> 'CANCELLED';

create table hold (
    doctor_id  uuid        not null,
    starts_at  timestamptz not null,
    ends_at    timestamptz not null,
    held_until timestamptz not null,             -- in the past once released
    version    bigint      not null,

    primary key (doctor_id, starts_at)
);

create table rating (
    doctor_id uuid             primary key,
    version   bigint           not null,
    average   double precision not null,
    count     int              not null
);
