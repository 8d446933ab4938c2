-- Reads of patients' data that were published, so that repeats in the same period are not; ids only.
create table published_read (
    patient_id uuid        not null,
    booking_id uuid,
    actor_id   uuid        not null,
    operation  text        not null,
    period     timestamptz not null,
    forget_at  timestamptz not null,

    constraint published_once_a_period unique nulls not distinct (patient_id, actor_id, operation, booking_id, period)
);

create index published_read_to_forget on published_read (forget_at);
