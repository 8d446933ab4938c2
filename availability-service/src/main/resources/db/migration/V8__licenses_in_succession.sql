-- Licenses of one state may follow one another, so that a renewal can be granted ahead.
alter table license
    drop constraint one_license_per_state,
    add constraint licenses_of_a_state_do_not_overlap exclude using gist (
        doctor_id with =,
        state with =,
        daterange(valid_from, valid_until, '[]') with &&
    );
