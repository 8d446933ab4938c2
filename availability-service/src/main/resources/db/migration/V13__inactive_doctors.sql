-- An inactive doctor does not log in and offers nothing; hours, licenses and bookings stay.
alter table doctor
    add column status text not null default 'ACTIVE'
        constraint doctor_is_active_or_not check (status in ('ACTIVE', 'INACTIVE'));
