-- The version of the day that this release or a later one computed, which cuts the steps of a grid by time off. An
-- earlier release knows no such column and leaves it behind when it publishes, so that the doctor's days are computed
-- again, before their next edit at the latest.
alter table schedule_day add column steps_cut_version bigint not null default 0;

-- Doctors without visit types have no steps.
update schedule_day set steps_cut_version = version
where doctor_id not in (select doctor_id from doctor_visit_type);

create index schedule_day_to_cut on schedule_day (doctor_id, date) where steps_cut_version <> version;
