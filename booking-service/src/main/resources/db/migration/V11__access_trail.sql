-- Who has read or changed the data of a patient; ids only. Reads of the same data within an hour of the clock are one
-- row, changes have a period of their own. Rows are never changed, and deleted only when they are too old.
create table access (
    id         bigint      generated always as identity primary key,
    at         timestamptz not null,
    period     timestamptz not null,
    patient_id uuid        not null,
    booking_id uuid,
    actor_id   uuid        not null,
    actor_role text        not null,
    operation  text        not null,
    change     boolean     not null,

    constraint access_once_a_period unique nulls not distinct (patient_id, actor_id, operation, booking_id, period)
);

create index access_of_patient on access (patient_id, at desc, id desc);
create index access_by_age on access (at);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'entries of the access trail do not change';
end
$$;

create trigger access_does_not_change before update on access for each row execute function refuse_change();
