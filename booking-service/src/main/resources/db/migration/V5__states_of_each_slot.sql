-- On a day on which a license begins or ends, the states differ from slot to slot; null when they do not. An earlier
-- release that stores a newer version of the day leaves slot_states_version behind, and with it slot_states.
alter table doctor_day
    add column slot_states         bigint[],        -- parallel to starts, one bit per state
    add column slot_states_version bigint;

comment on column doctor_day.licensed is 'the states whose patients may book every slot, one bit per state';

-- The states whose patients may book the slot with that start; null without such a slot.
create function states_of_slot(day doctor_day, start timestamptz) returns bigint language sql immutable as $$
    select case
               when not start = any (day.starts) then null
               when day.slot_states is null or day.slot_states_version is distinct from day.version then day.licensed
               else day.slot_states[array_position(day.starts, start)]
           end
$$;
