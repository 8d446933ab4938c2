package dev.medislot.systemtests.benchmark;

import dev.medislot.common.UsState;
import dev.medislot.systemtests.kit.Medislot;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The doctors of {@code ScaleData} in the databases of the availability service and the booking service, which get no
 * events of them.
 */
final class ScaleDoctors {

    /** A doctor of the data set, who works from 9:00 to 17:00 in half hours. */
    record Doctor(String id, ZoneId zone) {}

    private final Medislot medislot;
    private final Database availability;
    private final Database booking;

    ScaleDoctors(Medislot medislot) {
        this.medislot = medislot;
        this.availability = Database.of(medislot.infrastructure(), "availability");
        this.booking = Database.of(medislot.infrastructure(), "booking");
    }

    /** Removes all doctors, and makes that many. */
    void fill(int doctors) throws Exception {
        availability.run("truncate doctor, booking, hold cascade");
        booking.run("truncate doctor, doctor_day");
        OpeningsRate.fill(medislot, doctors, false);
        booking.run("""
                insert into doctor (id, sequence, first_name, last_name, specialty, time_zone, licenses)
                select md5('doctor ' || i)::uuid, 0, 'Ada', 'Byron ' || i, 'Cardiology',
                       (array['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles',
                              'America/Phoenix', 'Pacific/Honolulu'])[1 + i % 6], '[]'::jsonb
                from generate_series(1, ?) i
                """, doctors);
        booking.run("""
                insert into doctor_day (doctor_id, date, version, starts, ends, licensed)
                select d.id, d.today + day, 1, slots.starts, slots.ends, ?
                from (select id, time_zone, (now() at time zone time_zone)::date as today from doctor) d
                cross join generate_series(0, 59) day
                cross join lateral (
                    select array_agg(t.start order by t.start) as starts,
                           array_agg(t.start + interval '30 minutes' order by t.start) as ends
                    from generate_series(0, 15) half_hour
                    cross join lateral (
                        select (d.today + day + time '09:00' + half_hour * interval '30 minutes')
                               at time zone d.time_zone as start) t) slots
                """, UsState.CA.bit());
        booking.run("vacuum analyze doctor");
        booking.run("vacuum analyze doctor_day");
        booking.run("checkpoint");
    }

    /** Some doctors who are licensed in CA. */
    List<Doctor> licensed(int count) throws SQLException {
        var doctors = new ArrayList<Doctor>();
        try (var connection = availability.connect();
                var rows = connection.createStatement().executeQuery("""
                        select d.id, d.time_zone from doctor d
                        where exists (select 1 from license l where l.doctor_id = d.id and l.state = 'CA')
                        order by d.id limit %d
                        """.formatted(count))) {
            while (rows.next()) {
                doctors.add(new Doctor(rows.getString(1), ZoneId.of(rows.getString(2))));
            }
        }
        return doctors;
    }
}
