-- What a visit is for. Each active type has a bit of its own, which the slots of its doctors carry.
create table visit_type (
    id            uuid        primary key,
    version       bigint      not null default 1,
    bit           smallint    not null check (bit between 0 and 61),
    name          text        not null,
    minutes       smallint    not null check (minutes between 5 and 480),
    mode          text        not null check (mode in ('VIDEO', 'PHONE', 'IN_PERSON')),
    buffer_before smallint    not null check (buffer_before between 0 and 120),
    buffer_after  smallint    not null check (buffer_after between 0 and 120),
    description   text,
    active        boolean     not null default true,
    created_at    timestamptz not null default now()
);

create unique index active_visit_type_has_its_own_bit on visit_type (bit) where active;

-- Which doctor offers which type. A doctor without one offers the default visit, as long as the doctor's slot length.
create table doctor_visit_type (
    doctor_id     uuid     not null references doctor,
    visit_type_id uuid     not null references visit_type,
    minutes       smallint check (minutes between 5 and 480),      -- null: as long as the type

    primary key (doctor_id, visit_type_id)
);

create index doctor_visit_type_by_type on doctor_visit_type (visit_type_id, doctor_id);

create view offered_visit as
    select o.doctor_id, t.id as visit_type_id, t.bit, 1::bigint << t.bit as mask, t.name, t.mode,
           coalesce(o.minutes, t.minutes) as minutes, t.buffer_before, t.buffer_after
    from doctor_visit_type o join visit_type t on t.id = o.visit_type_id
    where t.active and t.mode <> 'IN_PERSON';              -- which needs a place

-- The slots of a doctor with visit types are the steps of a grid: fits has the types that can start there as hours and
-- time off go, blocked those whose time with buffers meets a booking. Bit 62 of open is the default visit. An earlier
-- release writes neither, and so the default visit.
alter table slot
    add column fits    bigint,                            -- null: the slot is one default visit
    add column blocked bigint not null default 0,
    add column open    bigint not null generated always as (
        case when fits is not null then fits & ~blocked
             when booked or time_off then 0
             else 4611686018427387904 end) stored;

-- Replace open_slot and open_slot_of_doctor, which a previous release still uses.
create index opening on slot (starts_at, doctor_id) include (ends_at, states, open) where open <> 0;
create index opening_of_doctor on slot (doctor_id, starts_at) include (ends_at, states, open) where open <> 0;

-- Whether a visit that ends then can start with the slot, booked or not.
create function offers(s slot, ends timestamptz) returns boolean language sql stable as $$
    select case when s.fits is null then not s.time_off and s.ends_at = ends
                else exists (select 1 from offered_visit v
                             where v.doctor_id = s.doctor_id and s.fits & v.mask <> 0
                               and s.starts_at + v.minutes * interval '1 minute' = ends) end
$$;

-- The doctor's time that a visit takes with its buffers; null for the default visit, which has none.
alter table booking
    add column visit_type_id uuid,
    add column busy_from     timestamptz,
    add column busy_until    timestamptz;

alter table hold
    add column visit_type_id uuid,
    add column busy_from     timestamptz,
    add column busy_until    timestamptz;

-- Doctors whose days follow from a visit type that was changed; a worker publishes them again.
alter table doctor add column to_republish boolean not null default false;
create index doctor_to_republish on doctor (id) where to_republish;

-- Tells the visit types apart that the day was published with; null for the default visit.
alter table schedule_day add column visits uuid;
