-- Takes the place of the constraint one_mail_per_event_recipient_and_kind, which the next migration drops.
create unique index concurrently if not exists one_mail_per_event_recipient_kind_and_request
    on notification (booking_id, booking_version, recipient_id, kind, lead, request_id) nulls not distinct;

-- Counts the mails of a day to an address that is not confirmed.
create index concurrently if not exists notification_by_address
    on notification (recipient_email, sent_at) where status = 'SENT';
