-- How patients attend visits of a doctor, apart from the doctor's other facts: it is personal data.
create table doctor_contact (
    doctor_id    uuid   primary key,
    version      bigint not null,
    video_link   text,
    place_name   text,
    place_street text,
    place_city   text,
    place_state  text,
    place_zip    text,
    place_phone  text
);

-- Also answers the state of the doctor's place, of visits in person.
drop function visit_of_slot;
create function visit_of_slot(day doctor_day, visit_type uuid, start timestamptz)
    returns table (name text, mode text, ends_at timestamptz, busy_from timestamptz, busy_until timestamptz,
                   licensed bigint, place_state text)
    language sql stable as $$
    select v.name, v.mode, start + v.minutes * interval '1 minute', start - v.before * interval '1 minute',
           start + (v.minutes + v.after) * interval '1 minute',
           (v.starts ->> (extract(epoch from start) / 60)::bigint::text)::bigint, v.state
    from jsonb_to_recordset(case when day.visits_version = day.version then day.visits else '[]' end)
         v (id uuid, name text, mode text, minutes int, before int, after int, starts jsonb, state text)
    where v.id = visit_type and v.starts ? (extract(epoch from start) / 60)::bigint::text
$$;
