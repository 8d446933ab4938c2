-- Whether a patient has entries in the waitlist. Being volatile, it sees those that were committed while the statement
-- that calls it waited for the lock of the patient.
create function is_waiting(patient uuid) returns boolean language sql volatile as $$
    select exists (select 1 from waitlist_entry e where e.patient_id = patient and e.booking_id is null)
$$;
