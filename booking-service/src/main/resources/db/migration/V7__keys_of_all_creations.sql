-- Keys of every request that creates something; instances of the release before know only those of bookings.
alter table idempotency_key add column path text not null default '/api/v1/bookings';

-- Rows of older releases hold an answer instead of an outcome. The table makes it an outcome, whenever such a row is
-- written. A row that gets an outcome again shows older releases the default answer, never the answer before.
create function outcome_of_answer() returns trigger language plpgsql as $$
begin
    if new.outcome is null or new.outcome is not distinct from old.outcome then
        new.outcome := case new.status
            when 201 then json_build_object('type', 'Booked', 'booking', new.body::json)::text
            else json_build_object('type', 'RefusedBefore', 'status', new.status, 'problem', new.body)::text
        end;
    else
        new.status := 503;
        new.location := null;
        new.etag := null;
        new.body := '{"detail":"Please repeat the request","status":503,"title":"Not available right now, '
            'please try again","type":"urn:medislot:problem:unavailable"}';
    end if;
    return new;
end $$;

create trigger outcome_of_inserted_answer before insert on idempotency_key
for each row when (new.outcome is null) execute function outcome_of_answer();

create trigger outcome_of_updated_answer before update on idempotency_key
for each row when (new.outcome is null or new.status <> 503) execute function outcome_of_answer();

update idempotency_key set outcome = null where outcome is null;
