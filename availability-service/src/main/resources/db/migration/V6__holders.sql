alter table hold add column patient_id uuid;     -- missing where the event had none
create index hold_of_patient on hold (patient_id, held_until) where patient_id is not null;
