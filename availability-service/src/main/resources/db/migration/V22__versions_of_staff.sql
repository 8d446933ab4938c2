-- For If-Match: it increases with every change that the list of staff shows.
alter table staff_member add column version bigint not null default 1;
