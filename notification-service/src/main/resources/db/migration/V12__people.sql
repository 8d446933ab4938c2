-- An empty email is that of a person without an address. A dependent's mails go to its guardian.
alter table contact
    add column language text not null default 'en',
    add column guardian_id uuid;

create index contact_of_guardian on contact (guardian_id) where guardian_id is not null;
