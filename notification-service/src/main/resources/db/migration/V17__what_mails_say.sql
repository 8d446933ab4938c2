-- What a mail says about a change and a cancellation: the visit type and how the visit is attended, before and now, the
-- patient's state, for which openings are searched, and why a slot was withdrawn. Missing in older mails. mute_link is
-- the SHA-256, in hexadecimal digits, of the secret of a reminder's link that switches reminders off.
alter table notification
    add column previous_mode          text,
    add column visit_type_id          uuid,
    add column previous_visit_type_id uuid,
    add column patient_state          text,
    add column withdrawal_cause       text,
    add column mute_link              text;

create unique index notification_by_mute_link on notification (mute_link) where mute_link is not null;
