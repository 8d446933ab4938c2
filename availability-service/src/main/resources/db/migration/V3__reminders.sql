-- Whether a doctor wants to be reminded of visits; confirmations are always sent.
alter table doctor add column reminders boolean not null default true;
