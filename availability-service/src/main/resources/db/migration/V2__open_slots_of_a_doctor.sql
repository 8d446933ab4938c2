-- A doctor who is booked up is passed over in one step, however many slots are taken.
create index open_slot_of_doctor on slot (doctor_id, starts_at) include (ends_at, states) where not booked and not time_off;
