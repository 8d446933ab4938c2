-- Why the edit took the slot away, for bookings that are heard of later; null as in BookingWithdrawn.
alter table withdrawn_slot add column cause text;
