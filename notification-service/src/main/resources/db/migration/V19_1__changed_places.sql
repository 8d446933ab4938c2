-- How often the invite of a booking was sent again with another place or link; its SEQUENCE counts these too.
alter table booking add column invite_updates integer not null default 0;

-- The place before, in a mail about another one.
alter table notification add column previous_place text;
