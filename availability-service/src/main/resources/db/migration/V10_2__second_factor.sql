-- Secrets of authenticator apps in Base32. They cannot be stored as digests: each code is computed from them.
alter table staff_member add column totp_secret text;
alter table staff_member add column totp_pending text;     -- until a first code confirms it
alter table staff_member add column totp_step bigint;      -- of the last code that was used
