-- The key of the links in mails to the patient and their dependents; null for a dependent, and until the service adds it.
alter table patient add column link_key text;

create index patient_without_link_key on patient (id) where link_key is null and guardian_id is null;

-- An instance of the release before changes an address and leaves the key; the service then adds another one.
create function end_link_key() returns trigger language plpgsql as $$
begin
    new.link_key := null;
    return new;
end $$;

create trigger link_key_of_former_email before update on patient
for each row when (new.email is distinct from old.email and new.link_key is not distinct from old.link_key)
execute function end_link_key();
