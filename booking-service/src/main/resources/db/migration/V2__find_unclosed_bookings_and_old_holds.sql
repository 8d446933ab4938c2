-- What is ahead or waits to be closed, however long the history behind it.
create index booking_unclosed on booking (starts_at, id) where status = 'CONFIRMED';

-- Holds to forget; bookings are not in it.
create index hold_by_start on booking (starts_at) where held_until is not null;
