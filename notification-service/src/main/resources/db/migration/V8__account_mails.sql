-- Mails about accounts: each is asked for by one event, and a link in it ends.
alter table notification add column request_id uuid, add column expires_at timestamptz;

alter table notification
    drop constraint one_mail_per_event_recipient_and_kind,
    add constraint one_mail_per_event_recipient_and_kind
        unique nulls not distinct (booking_id, booking_version, recipient_id, kind, lead, request_id);

-- False until the person has opened the link that was sent to the address.
alter table contact add column email_confirmed boolean not null default true;

-- Counts the mails of a day to an address that is not confirmed.
create index notification_by_address on notification (recipient_email, sent_at) where status = 'SENT';
