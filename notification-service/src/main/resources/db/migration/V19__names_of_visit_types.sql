-- The name of the visit type, as the clinic gave it; missing for the default visit and in older rows.
alter table booking add column visit_type_name text;
alter table notification add column visit_type_name text;
