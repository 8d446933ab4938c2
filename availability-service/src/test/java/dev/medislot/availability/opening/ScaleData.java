package dev.medislot.availability.opening;

import dev.medislot.common.UsState;
import java.util.Arrays;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Fills an empty database with doctors, licenses and slots, by SQL alone.
 * <p>
 * Every doctor works 16 half hours a day for 60 days in one of six zones, a fifth of them booked, and holds some five
 * licenses: half of all doctors for CA, 2.2 % for WY, none for MP. All offer the default visit, or three visit types:
 * 30 minutes, 20 minutes with 5 after them, and 60 minutes with 5 before and 5 after them, all by video. With types,
 * every 500th doctor, the first one included, also offers 30 minutes by phone.
 */
final class ScaleData {

    /** The type of 60 minutes. */
    static final UUID LONG_VISIT = new UUID(0, 2);

    private final JdbcClient jdbc;
    private final boolean hasVisitTypes;

    ScaleData(JdbcClient jdbc, boolean hasVisitTypes) {
        this.jdbc = jdbc;
        this.hasVisitTypes = hasVisitTypes;
    }

    /**
     * {@code ScaleData <doctors> <whether they have visit types>}, with the environment of a service whose database it
     * fills.
     */
    static void main(String... arguments) {
        var database = new DriverManagerDataSource(System.getenv("SPRING_DATASOURCE_URL"),
                System.getenv("SPRING_DATASOURCE_USERNAME"), System.getenv("SPRING_DATASOURCE_PASSWORD"));
        new ScaleData(JdbcClient.create(database), Boolean.parseBoolean(arguments[1]))
                .load(Integer.parseInt(arguments[0]));
    }

    void load(int doctors) {
        doctors(doctors);
        licenses();
        if (hasVisitTypes) {
            visitTypes();
        }
        var indexes = jdbc.sql("select indexdef from pg_indexes where tablename = 'slot' and indexname <> 'slot_pkey'")
                .query(String.class)
                .list();
        jdbc.sql("select indexname from pg_indexes where tablename = 'slot' and indexname <> 'slot_pkey'")
                .query(String.class)
                .list()
                .forEach(index -> jdbc.sql("drop index " + index).update());
        jdbc.sql("alter table slot drop constraint slot_pkey").update();
        slots();
        jdbc.sql("alter table slot add constraint slot_pkey primary key (doctor_id, starts_at)").update();
        indexes.forEach(index -> jdbc.sql(index).update());
        bookings();
        for (var table : new String[] { "doctor", "license", "visit_type", "doctor_visit_type", "slot", "schedule_day",
                "booking", "hold", "rating" }) {
            jdbc.sql("vacuum analyze " + table).update();
        }
    }

    private void doctors(int doctors) {
        jdbc.sql("""
                insert into doctor (id, email, password, first_name, last_name, specialty, time_zone, slot_minutes,
                                    published_until)
                select md5('doctor ' || i)::uuid, 'doctor' || i || '@doctors.example', 'none', 'Ada', 'Byron ' || i,
                       (array['Cardiology', 'Dermatology', 'Family medicine', 'Neurology', 'Pediatrics'])[1 + i % 5],
                       zone, 30, (now() at time zone zone)::date + 60
                from generate_series(1, ?) i
                cross join lateral (
                    select (array['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles',
                                  'America/Phoenix', 'Pacific/Honolulu'])[1 + i % 6] as zone) zones
                """).param(doctors).update();
        jdbc.sql("""
                insert into timeslot (id, doctor_id, recurring, first_date, start_minute, end_minute)
                select gen_random_uuid(), id, true, published_until - 60 + day, 540, 1020
                from doctor, generate_series(0, 6) day
                """).update();
        jdbc.sql("""
                insert into schedule_day (doctor_id, date, version, planned_version, steps_cut_version, time_zone)
                select id, published_until - 60 + day, 1, 1, 1, time_zone from doctor, generate_series(0, 59) day
                """).update();
    }

    private void licenses() {
        jdbc.sql("""
                insert into license (id, doctor_id, state, number, valid_from, verified_at)
                select gen_random_uuid(), d.id, s.state, 'L-1', date '2020-01-01', now()
                from doctor d
                cross join unnest(?::text[]) with ordinality s (state, ordinal)
                where abs(hashtextextended(d.id || s.state, 0) % 1000) < case s.state
                    when 'CA' then 500 when 'TX' then 400 when 'FL' then 350 when 'NY' then 350
                    when 'WY' then 22 when 'GU' then 2 when 'AS' then 0 when 'MP' then 0 else 70 end
                """).param(Arrays.stream(UsState.values()).map(Enum::name).toArray(String[]::new)).update();
    }

    private void visitTypes() {
        jdbc.sql("""
                insert into visit_type (id, bit, name, minutes, mode, buffer_before, buffer_after)
                select ('00000000-0000-0000-0000-00000000000' || bit)::uuid, bit, 'Type ' || bit, minutes, mode,
                       buffer_before, buffer_after
                from (values (0, 30, 'VIDEO', 0, 0), (1, 20, 'VIDEO', 0, 5), (2, 60, 'VIDEO', 5, 5),
                             (3, 30, 'PHONE', 0, 0)) t (bit, minutes, mode, buffer_before, buffer_after)
                """).update();
        jdbc.sql("""
                insert into doctor_visit_type (doctor_id, visit_type_id)
                select d.id, t.id from doctor d, visit_type t
                where t.mode = 'VIDEO' or substring(d.last_name from '[0-9]+')::int % 500 = 1
                """).update();
    }

    /** A visit of the last type also overlaps the booking before it and the two after it. */
    private void slots() {
        jdbc.sql("""
                insert into slot (doctor_id, starts_at, ends_at, date, states, time_off, booked, fits, blocked)
                select d.id, t.start, t.start + interval '30 minutes', d.today + day, d.states, false,
                       taken.now, case when ? then case when half_hour = 15 then 3 else 7 end | d.phone end,
                       case when not ? then 0 when taken.now then 7 | d.phone when taken.around then 4 else 0 end
                from (select d.id, d.time_zone, d.published_until - 60 as today,
                             (select count(*) from doctor_visit_type o join visit_type t on t.id = o.visit_type_id
                              where o.doctor_id = d.id and t.mode = 'PHONE') * 8 as phone,
                             bit_or(1::bigint << (s.ordinal - 1)::int) as states
                      from doctor d join license l on l.doctor_id = d.id
                      join unnest(?::text[]) with ordinality s (state, ordinal) on s.state = l.state
                      group by d.id) d
                cross join generate_series(0, 59) day
                cross join generate_series(0, 15) half_hour
                cross join lateral (select (d.today + day + time '09:00' + half_hour * interval '30 minutes')
                                           at time zone d.time_zone as start) t
                cross join lateral (
                    select bool_or(near.step = 0) as now, count(*) > 0 as around
                    from generate_series(greatest(-1, -half_hour), least(2, 15 - half_hour)) near (step)
                    where hashtextextended(d.id::text || (t.start + near.step * interval '30 minutes'), 0) % 5 = 0
                ) near
                cross join lateral (select coalesce(near.now, false) as now, near.around) taken
                """)
                .param(hasVisitTypes)
                .param(hasVisitTypes)
                .param(Arrays.stream(UsState.values()).map(Enum::name).toArray(String[]::new))
                .update();
    }

    private void bookings() {
        jdbc.sql("""
                insert into booking (id, version, doctor_id, patient_state, status, starts_at, ends_at)
                select gen_random_uuid(), 1, doctor_id, 'CA', 'CONFIRMED', starts_at, ends_at from slot where booked
                """).update();
    }
}
