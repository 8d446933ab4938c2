-- What searches compare, without accents and case.
alter table doctor
    add column search_text text not null
        generated always as (search_text(first_name || ' ' || last_name || ' ' || coalesce(specialty, ''))) stored,
    add column search_specialty text generated always as (search_text(specialty)) stored;

drop index doctor_by_specialty;
create index doctor_by_specialty on doctor (search_specialty) where search_specialty is not null;
