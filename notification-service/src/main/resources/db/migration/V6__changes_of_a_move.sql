-- What a move changed besides the start, so that the mail can name it: the former end, and, where the doctor changed,
-- the former doctor, or in the mail to that doctor the new one.
alter table notification add column previous_ends_at timestamptz, add column other_doctor_id uuid;
