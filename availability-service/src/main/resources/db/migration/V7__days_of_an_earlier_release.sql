-- The version of the day that this release or a later one computed. An earlier release, which judged licenses by the
-- doctor's date, leaves it behind, so these days are found and computed again.
alter table schedule_day add column planned_version bigint not null default 0;

create index schedule_day_to_plan on schedule_day (doctor_id, date) where planned_version <> version;
