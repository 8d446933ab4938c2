-- How patients attend visits of a doctor, and every how many minutes visits of a type can start; null: the slot length.
alter table doctor
    add column start_every smallint check (start_every between 5 and 480),
    add column video_link  text,
    add column place       jsonb,
    add column place_state text generated always as (place ->> 'state') stored;

-- Of types in person, the state is that of the doctor's place; without a place they are not offered.
create or replace view offered_visit as
    select o.doctor_id, t.id as visit_type_id, t.bit, 1::bigint << t.bit as mask, t.name, t.mode,
           coalesce(o.minutes, t.minutes) as minutes, t.buffer_before, t.buffer_after,
           case when t.mode = 'IN_PERSON' then d.place_state end as state
    from doctor_visit_type o join visit_type t on t.id = o.visit_type_id join doctor d on d.id = o.doctor_id
    where t.active and (t.mode <> 'IN_PERSON' or d.place_state is not null);
