-- Times when the clinic is closed, so that no doctor offers anything. Local to the zone of each doctor, as time off is.
create table closure (
    id               uuid        primary key,
    starts_at        timestamp   not null,
    ends_at          timestamp   not null,
    reason           text,
    cancels_bookings boolean     not null,      -- of the slots that it takes away
    actor_id         uuid,                      -- in whose name
    actor_role       text        not null,
    created_at       timestamptz not null default now(),

    constraint closure_has_length check (starts_at < ends_at)
);

create index closure_by_start on closure (starts_at, id);

-- Doctors whose days follow from a closure that was added or deleted; a worker publishes them again.
alter table doctor add column closures_due boolean not null default false;

-- Replaces doctor_to_republish, which a previous release still uses.
create index doctor_to_publish_again on doctor (id) where to_republish or closures_due;
