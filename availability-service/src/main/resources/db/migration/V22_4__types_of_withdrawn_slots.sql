-- The visit types of that length that lost the slot, one bit each; null for the default visit, and for rows of an
-- earlier release, which knows the length only.
alter table withdrawn_slot add column types bigint;
