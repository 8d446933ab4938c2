-- A patient without an email address has no login. A dependent has neither: its guardian acts for it.
alter table patient
    alter column email drop not null,
    alter column password drop not null,
    add column guardian_id uuid references patient (id),
    add column language text not null default 'en',
    add column date_of_birth date,
    add constraint dependent_has_no_login check (guardian_id is null or num_nonnulls(email, password) = 0);

create index patient_of_guardian on patient (guardian_id) where guardian_id is not null;

-- The date of birth is found as 1984-03-07.
alter table patient alter column search_text set expression as (search_text(
    first_name || ' ' || last_name || coalesce(' ' || email, '')
    || coalesce(' ' || extract(year from date_of_birth) || '-' || lpad(extract(month from date_of_birth)::text, 2, '0')
                || '-' || lpad(extract(day from date_of_birth)::text, 2, '0'), '')));
