-- Time off cuts the steps of a grid now. A worker publishes doctors with time off in whole steps again.
update doctor set closures_due = true
where id in (select doctor_id from slot where time_off and fits is not null);
