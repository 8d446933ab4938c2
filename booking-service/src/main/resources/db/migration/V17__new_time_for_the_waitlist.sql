-- Null for time that the doctor did not offer before.
alter table freed_time alter column patient_id drop not null;

-- Finds whether any patient waits for a time.
create index waitlist_entry_by_time on waitlist_entry using gist (tstzrange(starts_from, starts_before))
    where booking_id is null;

-- What a day offers: the doctor's time with buffers, and the states whose patients may book it, one bit each.
create function time_of_day(day doctor_day) returns table (visit_type_id uuid, busy tstzrange, licensed bigint)
    language sql stable as $$
    select null::uuid, tstzrange(slot.starts_at, slot.ends_at), states_of_slot(day, slot.starts_at)
    from unnest(day.starts, day.ends) slot (starts_at, ends_at)
    union all
    select v.id, tstzrange(start.at - v.before * interval '1 minute',
                           start.at + (v.minutes + v.after) * interval '1 minute'), start.licensed
    from jsonb_to_recordset(case when day.visits_version = day.version then day.visits else '[]' end)
         v (id uuid, minutes int, before int, after int, starts jsonb)
    cross join lateral (
        select to_timestamp(key::bigint * 60) as at, value::bigint as licensed from jsonb_each_text(v.starts)) start
$$;

-- The time that a day offers and its former version did not, or not for that visit or for fewer states.
create function new_time_of_day(former doctor_day, day doctor_day) returns tstzmultirange language sql stable as $$
    select range_agg(present.busy)
    from time_of_day(day) present
    where not exists (
        select 1 from time_of_day(former) past
        where past.visit_type_id is not distinct from present.visit_type_id and past.busy @> present.busy
          and present.licensed & ~past.licensed = 0)
$$;
