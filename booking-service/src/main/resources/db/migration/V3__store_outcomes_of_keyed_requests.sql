-- The outcome of the request instead of its answer. An instance of the release before, which reads answers, repeats the
-- defaults for a row of this release; a later release may drop status, location, etag and body.
alter table idempotency_key add column outcome text;
alter table idempotency_key alter column status set default 503;
alter table idempotency_key alter column body set default
    '{"detail":"Please repeat the request","status":503,"title":"Not available right now, please try again",'
    '"type":"urn:medislot:problem:unavailable"}';
