package dev.medislot.systemtests.faults;

import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An error that the checker must find, planted in a database from outside. */
enum Plant {

    DROPPED_CONSTRAINT("booking", "(doctor|patient) .* has Held", "drop index slot_has_one_live_booking",
            "alter table booking drop constraint doctor_sees_one_patient_at_a_time",
            "alter table booking drop constraint patient_is_at_one_visit_at_a_time"),

    /** Two bookings: an offer that ended by a lost event would overlap, too. */
    BUFFERS_LEFT_OUT("booking", "doctor .* has in the buffer only Held\\[id=[^ ]+, .* and Held\\[id=[^ ]+, ", """
            alter table booking drop constraint doctor_sees_one_patient_at_a_time,
            add constraint doctor_sees_one_patient_at_a_time exclude using gist (
                doctor_id with =, tstzrange(starts_at, ends_at, '[)') with &&)
            where (status in ('CONFIRMED', 'HELD'))"""),

    /** As if the event were stored after the transaction of its change, by a process that may have died. */
    OUTBOX_OUTSIDE_THE_TRANSACTION("booking", "versions of booking|.*the topic ends with", """
            create function lose_event() returns trigger language plpgsql as $$
            begin
                return case when random() < 0.05 then null else new end;
            end $$""",
            "create trigger lose_event before insert on outbox for each row "
                    + "when (new.topic = 'medislot.bookings.v1') execute function lose_event()"),

    /**
     * The primary key is dropped too, because the id of a mail is derived from what the mail is about, and the version
     * by which the projection of the bookings knows a repeat. The version is forgotten after each row is written:
     * before, the new values of an upsert would lose theirs too.
     */
    DROPPED_INBOX_KEY("notification", "mail .* came [0-9]+ times",
            "drop index one_mail_per_event_recipient_kind_and_request",
            "alter table notification drop constraint notification_pkey",
            "create function forget_version() returns trigger language plpgsql as "
                    + "'begin update booking set version = 0 where id = new.id; return null; end'",
            "create trigger forget_version after insert or update on booking for each row "
                    + "when (new.version > 0) execute function forget_version()"),

    /** A booking whose event was lost stays in a state, too, but is not made in one. */
    LICENSE_NOT_ASKED_FOR("booking", "booking [^ ]+ is in .*, the doctor is licensed in", """
            create or replace function states_of_slot(day doctor_day, start timestamptz) returns bigint
            language sql stable as 'select -1::bigint'"""),

    /** Holds and offers of the waitlist do not stand in the way of others, as if only bookings took time. */
    DOUBLE_HOLD("booking", "doctor .* has .*id=(offer|hold) ", "drop index slot_has_one_live_booking", """
            create unique index slot_has_one_live_booking on booking (doctor_id, starts_at)
            where status = 'CONFIRMED'""", """
            alter table booking drop constraint doctor_sees_one_patient_at_a_time,
            add constraint doctor_sees_one_patient_at_a_time exclude using gist (
                doctor_id with =,
                tstzrange(coalesce(busy_from, starts_at), coalesce(busy_until, ends_at), '[)') with &&)
            where (status = 'CONFIRMED')""", "drop index slot_has_one_open_offer"),

    /** The services learn of ended sessions from the topic only. */
    REVOKED_TOKEN_ACCEPTED("booking", "a token of an ended session was answered", """
            create function lose_end() returns trigger language plpgsql as 'begin return null; end'""",
            "create trigger lose_end before insert on outbox for each row "
                    + "when (new.topic = 'medislot.sessions.v1') execute function lose_end()"),

    RATING_LOST("booking", "doctor .* ratings of .* on average",
            "create function lose_rating() returns trigger language plpgsql as 'begin return null; end'",
            "create trigger lose_rating before insert on outbox for each row "
                    + "when (new.topic = 'medislot.ratings.v1') execute function lose_rating()"),

    DAY_LOST("availability", "free slots at the front desk", """
            create function lose_day() returns trigger language plpgsql as $$
            begin
                return case when random() < 0.3 then null else new end;
            end $$""",
            "create trigger lose_day before insert on outbox for each row "
                    + "when (new.topic = 'medislot.schedules.v1') execute function lose_day()"),

    SENT_MAIL_LISTED_AS_FAILED("notification", "mail .* is listed as FAILED", """
            create function fail_mail() returns trigger language plpgsql as $$
            begin
                if random() < 0.05 then
                    new.status := 'FAILED';
                    new.sent_at := null;
                end if;
                return new;
            end $$""",
            "create trigger fail_mail before update on notification for each row "
                    + "when (new.status = 'SENT' and old.status = 'PENDING') execute function fail_mail()"),

    OLDER_EVENTS_APPLIED("availability", "openings of doctor",
            "create function forget_version() returns trigger language plpgsql as "
                    + "'begin new.version := 0; return new; end'",
            "create trigger forget_version before insert or update on booking for each row "
                    + "execute function forget_version()");

    private final String database;
    private final Pattern sign;
    private final List<String> statements;

    /** @param sign the beginning of what the checker prints about it */
    Plant(String database, String sign, String... statements) {
        this.database = database;
        this.sign = Pattern.compile(sign);
        this.statements = List.of(statements);
    }

    /** The plants in a comma-separated list of names. */
    static Set<Plant> named(String names) {
        var plants = EnumSet.noneOf(Plant.class);
        Stream.of(names.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(Plant::valueOf)
                .forEach(plants::add);
        return plants;
    }

    /** Whether one of these broken promises shows it. */
    boolean isFoundIn(List<String> broken) {
        return broken.stream().anyMatch(line -> sign.matcher(line).lookingAt());
    }

    void in(Fleet fleet) {
        try {
            for (var sql : statements) {
                fleet.execute(database, sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot plant " + this, e);
        }
    }
}
