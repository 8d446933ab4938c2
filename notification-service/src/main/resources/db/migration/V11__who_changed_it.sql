-- The role that made the change which the mail is about: a cancellation says who cancelled. Missing in older mails.
alter table notification add column changed_by text;
