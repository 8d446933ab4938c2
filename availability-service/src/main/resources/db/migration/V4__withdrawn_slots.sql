-- Slots that an edit took away together with their bookings. A booking of one may be heard of later than the edit.
create table withdrawn_slot (
    doctor_id  uuid        not null references doctor,
    starts_at  timestamptz not null,
    ends_at    timestamptz not null,
    states     bigint      not null,             -- those whose patients cannot book it any more, one bit each
    spared     uuid,                             -- the booking that stood there from another state, and stays
    actor_id   uuid,
    actor_role text        not null,

    primary key (doctor_id, starts_at, ends_at)
);
