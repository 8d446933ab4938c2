-- Only the SHA-256 of a feed's secret is stored, as 64 hexadecimal digits. An instance of the release before still writes
-- the secret itself, 43 characters; the table hashes it. A later release may drop the trigger.
create function hash_feed_secret() returns trigger language plpgsql as $$
begin
    new.secret := encode(sha256(convert_to(new.secret, 'UTF8')), 'hex');
    return new;
end $$;

create trigger hash_feed_secret before insert or update on calendar_feed
for each row when (new.secret !~ '^[0-9a-f]{64}$') execute function hash_feed_secret();

update calendar_feed set secret = secret;
