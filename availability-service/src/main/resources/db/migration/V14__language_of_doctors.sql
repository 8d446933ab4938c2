-- The language of a doctor's mails.
alter table doctor add column language text not null default 'en';
