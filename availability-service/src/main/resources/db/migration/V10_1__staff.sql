-- A disabled account stays, but cannot log in.
alter table staff_member add column disabled_at timestamptz;
