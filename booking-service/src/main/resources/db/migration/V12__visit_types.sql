-- What a doctor with visit types offers that day: a list of {id, name, mode, minutes, before, after, starts}, where
-- starts has the states of each start, one bit each, by its minute since 1970. An earlier release that stores a newer
-- version of the day leaves visits_version behind, and with it visits.
alter table doctor_day
    add column visits         jsonb,
    add column visits_version bigint;

-- The visit of that type that can start then; no row without one.
create function visit_of_slot(day doctor_day, visit_type uuid, start timestamptz)
    returns table (name text, mode text, ends_at timestamptz, busy_from timestamptz, busy_until timestamptz,
                   licensed bigint)
    language sql stable as $$
    select v.name, v.mode, start + v.minutes * interval '1 minute', start - v.before * interval '1 minute',
           start + (v.minutes + v.after) * interval '1 minute',
           (v.starts ->> (extract(epoch from start) / 60)::bigint::text)::bigint
    from jsonb_to_recordset(case when day.visits_version = day.version then day.visits else '[]' end)
         v (id uuid, name text, mode text, minutes int, before int, after int, starts jsonb)
    where v.id = visit_type and v.starts ? (extract(epoch from start) / 60)::bigint::text
$$;

-- Null for the default visit: its buffers are none, and an earlier release writes no other.
alter table booking
    add column visit_type_id   uuid,
    add column visit_type_name text,
    add column mode            text,
    add column busy_from       timestamptz,
    add column busy_until      timestamptz,
    add constraint buffers_surround_the_visit check (busy_from <= starts_at and ends_at <= busy_until),
    drop constraint doctor_sees_one_patient_at_a_time,
    -- The time of the doctor has the buffers; that of the patient has not.
    add constraint doctor_sees_one_patient_at_a_time exclude using gist (
        doctor_id with =,
        tstzrange(coalesce(busy_from, starts_at), coalesce(busy_until, ends_at), '[)') with &&
    ) where (status in ('CONFIRMED', 'HELD'));

alter table booking_history add column visit_type_id uuid;
