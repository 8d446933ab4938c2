-- The key of the links in mails to the patient and their dependents; null for a dependent, and until the service adds it.
alter table patient add column link_key text;

create index patient_without_link_key on patient (id) where link_key is null and guardian_id is null;
