-- A person may get several mails of one kind about their account.
alter table notification drop constraint one_mail_per_event_recipient_and_kind;
