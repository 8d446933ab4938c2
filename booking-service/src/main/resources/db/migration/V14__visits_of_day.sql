-- Every visit of a type that can start on the day, as the day was published; none for a day of the default visit.
create function visits_of_day(day doctor_day)
    returns table (visit_type_id uuid, name text, mode text, starts_at timestamptz, ends_at timestamptz,
                   busy_from timestamptz, busy_until timestamptz, licensed bigint)
    language sql stable as $$
    select v.id, v.name, v.mode, s.starts_at, s.starts_at + v.minutes * interval '1 minute',
           s.starts_at - v.before * interval '1 minute', s.starts_at + (v.minutes + v.after) * interval '1 minute',
           e.states::bigint
    from jsonb_to_recordset(case when day.visits_version = day.version then day.visits else '[]' end)
         v (id uuid, name text, mode text, minutes int, before int, after int, starts jsonb)
    cross join lateral jsonb_each_text(v.starts) e (minute, states)
    cross join lateral (select to_timestamp(e.minute::bigint * 60) as starts_at) s
$$;
