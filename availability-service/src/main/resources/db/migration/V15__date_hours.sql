-- The windows of one date instead of all other hours of the doctor on that date; without any it is a day off. Minutes
-- are local, counted from midnight. Versions come from a sequence, so that hours set again never have an old version.
create sequence date_hours_version;

create table date_hours (
    doctor_id uuid       not null references doctor,
    date      date       not null,
    version   bigint     not null default nextval('date_hours_version'),
    starts    smallint[] not null,
    ends      smallint[] not null,

    primary key (doctor_id, date)
);
