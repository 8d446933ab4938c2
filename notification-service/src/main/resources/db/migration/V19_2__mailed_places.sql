-- The place or the video link that a mail to a patient names, as it is before the id of the booking is filled in; empty if
-- there was none, missing if the mail names neither, and in mails that an earlier release wrote. A mail about another
-- place is sent if the last mail named a different one.
alter table notification add column mailed_place text;
