-- Events on their way to Kafka. A relay locks a shard, sends its oldest rows in order and deletes what was acknowledged.
create table outbox (
    id           bigint      generated always as identity primary key,
    shard        smallint    not null,
    topic        text        not null,
    key          text        not null,
    type         text        not null,
    event_id     uuid        not null,
    sequence     bigint      not null,
    occurred_at  timestamptz not null,
    stored_at    timestamptz not null default clock_timestamp(),
    trace_parent text,
    value        text                     -- none for a tombstone
) with (autovacuum_vacuum_scale_factor = 0.01);

create index outbox_in_order on outbox (shard, id);

create table outbox_shard (
    shard smallint primary key
);

insert into outbox_shard select generate_series(0, 15);
