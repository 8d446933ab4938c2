package dev.medislot.availability.opening;

import dev.medislot.common.UsState;
import java.util.Arrays;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Fills an empty database with doctors, licenses and slots, by SQL alone.
 * <p>
 * Every doctor works 16 half hours a day for 60 days in one of six zones, a fifth of them booked, and holds some five
 * licenses: half of all doctors for CA, 2.2 % for WY, none for MP.
 */
final class ScaleData {

    private final JdbcClient jdbc;

    ScaleData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** {@code ScaleData <doctors>}, with the environment of a service whose database it fills. */
    static void main(String... arguments) {
        var database = new DriverManagerDataSource(System.getenv("SPRING_DATASOURCE_URL"),
                System.getenv("SPRING_DATASOURCE_USERNAME"), System.getenv("SPRING_DATASOURCE_PASSWORD"));
        new ScaleData(JdbcClient.create(database)).load(Integer.parseInt(arguments[0]));
    }

    void load(int doctors) {
        doctors(doctors);
        licenses();
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
        for (var table : new String[] { "doctor", "license", "slot", "schedule_day", "booking", "hold", "rating" }) {
            jdbc.sql("vacuum analyze " + table).update();
        }
    }

    private void doctors(int doctors) {
        jdbc.sql("""
                insert into doctor (id, email, password, first_name, last_name, specialty, time_zone, slot_minutes,
                                    published_until)
                select md5('doctor ' || i)::uuid, 'doctor' || i || '@doctors.example', 'none', 'Ada', 'Byron ' || i,
                       (array['Cardiology', 'Dermatology', 'Family medicine', 'Neurology', 'Pediatrics'])[1 + i % 5],
                       (array['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles',
                              'America/Phoenix', 'Pacific/Honolulu'])[1 + i % 6], 30, current_date + 60
                from generate_series(1, ?) i
                """).param(doctors).update();
        jdbc.sql("""
                insert into timeslot (id, doctor_id, recurring, first_date, start_minute, end_minute)
                select gen_random_uuid(), id, true, current_date + day, 540, 1020
                from doctor, generate_series(0, 6) day
                """).update();
        jdbc.sql("""
                insert into schedule_day (doctor_id, date, version, time_zone)
                select id, current_date + day, 1, time_zone from doctor, generate_series(0, 59) day
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

    private void slots() {
        jdbc.sql("""
                insert into slot (doctor_id, starts_at, ends_at, date, states, time_off, booked)
                select d.id, t.start, t.start + interval '30 minutes', current_date + day, d.states, false,
                       hashtextextended(d.id::text || t.start, 0) % 5 = 0
                from (select d.id, d.time_zone, bit_or(1::bigint << (s.ordinal - 1)::int) as states
                      from doctor d join license l on l.doctor_id = d.id
                      join unnest(?::text[]) with ordinality s (state, ordinal) on s.state = l.state
                      group by d.id, d.time_zone) d
                cross join generate_series(0, 59) day
                cross join generate_series(0, 15) half_hour
                cross join lateral (select (current_date + day + time '09:00' + half_hour * interval '30 minutes')
                                           at time zone d.time_zone as start) t
                """).param(Arrays.stream(UsState.values()).map(Enum::name).toArray(String[]::new)).update();
    }

    private void bookings() {
        jdbc.sql("""
                insert into booking (id, version, doctor_id, patient_state, status, starts_at, ends_at)
                select gen_random_uuid(), 1, doctor_id, 'CA', 'CONFIRMED', starts_at, ends_at from slot where booked
                """).update();
    }
}
