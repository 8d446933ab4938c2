-- Finds the mails whose letter is old enough to be deleted.
create index notification_with_letter on notification (created_at)
    where subject is not null and status in ('SENT', 'FAILED');
