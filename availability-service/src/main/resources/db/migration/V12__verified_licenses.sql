-- A license counts once staff has verified it. Those of earlier releases count already.
alter table license
    add column entered_at  timestamptz not null default now(),   -- since then it waits, or has not changed
    add column verified_at timestamptz,
    add column verified_by uuid;                                 -- missing where verification is not required

update license set verified_at = now();

-- Everything that offers, publishes or counts licenses reads these rows alone.
create view verified_license as
    select id, doctor_id, state, number, valid_from, valid_until from license where verified_at is not null;

-- Replaces license_by_state, which a previous release still uses.
create index verified_license_by_state on license (state, doctor_id) include (valid_from, valid_until)
    where verified_at is not null;
create index unverified_license on license (entered_at, id) where verified_at is null;
