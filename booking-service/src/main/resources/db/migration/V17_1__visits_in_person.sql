-- The visits in person that may have to follow their place to another state; far fewer than all bookings.
create index visit_in_person on booking (starts_at, id) where status = 'CONFIRMED' and mode = 'IN_PERSON';
