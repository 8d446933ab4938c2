-- The records of these doctors do not have their visit types yet; the worker publishes them with the days.
update doctor set to_republish = true where id in (select doctor_id from doctor_visit_type);
