-- Mails about accounts: each is asked for by one event, and a link in it ends.
alter table notification add column request_id uuid, add column expires_at timestamptz;

-- False until the person has opened the link that was sent to the address.
alter table contact add column email_confirmed boolean not null default true;
