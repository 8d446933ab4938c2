-- A window whose end comes before its start ends on the next date; it belongs to the date on which it begins. Two of one
-- doctor can then meet on dates that follow each other, so each weekday is compared with the one before it.
create function timeslot_dates(first_date date, until date, recurring boolean, days_back int) returns daterange
    language sql immutable return
    daterange(first_date - days_back,
              case when recurring then until - (until - first_date) % 7 else first_date end - days_back, '[]');

-- Counted from the midnight before so many days.
create function timeslot_minutes(start_minute int, end_minute int, days_back int) returns int4range
    language sql immutable return
    int4range(start_minute + 1440 * days_back,
              end_minute + 1440 * (days_back + case when end_minute < start_minute then 1 else 0 end));

alter table timeslot
    drop constraint timeslot_stays_within_its_day,
    drop constraint timeslots_do_not_overlap,

    add constraint timeslot_is_shorter_than_a_day check (
        0 <= start_minute and start_minute < 1440 and 0 < end_minute and end_minute <= 1440
        and start_minute <> end_minute),

    -- Monday with Tuesday, Wednesday with Thursday, Friday with Saturday; and each weekday with itself. A window of the
    -- second day is counted from the first. Both ends of the range of dates are days on which the window stands, so two
    -- ranges of one weekday meet exactly where both windows stand on one day. [) lets windows touch.
    add constraint timeslots_do_not_overlap exclude using gist (
        doctor_id with =,
        ((extract(isodow from first_date)::int
          - case when extract(isodow from first_date)::int in (2, 4, 6) then 1 else 0 end) % 7) with =,
        timeslot_dates(first_date, until, recurring,
                       case when extract(isodow from first_date)::int in (2, 4, 6) then 1 else 0 end) with &&,
        timeslot_minutes(start_minute, end_minute,
                         case when extract(isodow from first_date)::int in (2, 4, 6) then 1 else 0 end) with &&
    ),

    -- Tuesday with Wednesday, Thursday with Friday, Saturday with Sunday.
    add constraint timeslots_do_not_overlap_at_night exclude using gist (
        doctor_id with =,
        ((extract(isodow from first_date)::int
          - case when extract(isodow from first_date)::int in (3, 5, 7) then 1 else 0 end) % 7) with =,
        timeslot_dates(first_date, until, recurring,
                       case when extract(isodow from first_date)::int in (3, 5, 7) then 1 else 0 end) with &&,
        timeslot_minutes(start_minute, end_minute,
                         case when extract(isodow from first_date)::int in (3, 5, 7) then 1 else 0 end) with &&
    ),

    -- Sunday with Monday.
    add constraint timeslots_do_not_overlap_on_sunday_night exclude using gist (
        doctor_id with =,
        timeslot_dates(first_date, until, recurring,
                       case when extract(isodow from first_date)::int = 1 then 1 else 0 end) with &&,
        timeslot_minutes(start_minute, end_minute,
                         case when extract(isodow from first_date)::int = 1 then 1 else 0 end) with &&
    ) where (extract(isodow from first_date)::int in (1, 7));
