-- The visit types of a doctor are read from the index alone, and the doctor's row for types in person only.
alter table doctor_visit_type
    drop constraint doctor_visit_type_pkey,
    add primary key (doctor_id, visit_type_id) include (minutes);

create or replace view offered_visit as
    select o.doctor_id, t.id as visit_type_id, t.bit, 1::bigint << t.bit as mask, t.name, t.mode,
           coalesce(o.minutes, t.minutes) as minutes, t.buffer_before, t.buffer_after, place.state
    from doctor_visit_type o
    join visit_type t on t.id = o.visit_type_id
    left join lateral (
        select d.place_state as state from doctor d where d.id = o.doctor_id and t.mode = 'IN_PERSON' limit 1
    ) place on true
    where t.active and (t.mode <> 'IN_PERSON' or place.state is not null);
