-- The key of the links in mails to a patient that cancel a booking; null for doctors, dependents, and until it is known.
alter table contact add column link_key text;
