package dev.medislot.booking.risk;

import static dev.medislot.booking.sql.Timestamps.instant;
import static dev.medislot.booking.sql.Timestamps.utc;

import dev.medislot.booking.booking.Booking;
import dev.medislot.booking.booking.Bookings;
import dev.medislot.booking.risk.AtRisk.Proposal;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import dev.medislot.common.web.Cursor;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds bookings ahead that lost their license, by a patient's move or a license that ends. */
@Component
public class BookingsAtRisk {

    private static final int BATCH = 1_000;
    private static final int PROPOSALS = 5;

    private final Bookings bookings;
    private final Licenses licenses;
    private final JdbcClient jdbc;
    private final Clock clock;

    BookingsAtRisk(Bookings bookings, Licenses licenses, JdbcClient jdbc, Clock clock) {
        this.bookings = bookings;
        this.licenses = licenses;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The first of one patient or, without one, of all, in order of their start. */
    public List<AtRisk> find(@Nullable PatientId patient, int limit, @Nullable Cursor after) {
        var found = new ArrayList<AtRisk>();
        var now = clock.instant();
        var next = after;
        while (true) {
            var batch = bookings.upcoming(patient, now, BATCH, next);
            var licensed = licenses.of(batch.stream().map(Booking::doctorId).distinct().toList());
            for (var booking : batch) {
                if (!licensed.permit(booking)) {
                    found.add(new AtRisk(booking, proposals(booking, now)));
                    if (found.size() == limit) {
                        return found;
                    }
                }
            }
            if (batch.size() < BATCH) {
                return found;
            }
            next = Cursor.of(batch.getLast().start(), batch.getLast().id());
        }
    }

    /** How many there are. */
    public long count() {
        var now = clock.instant();
        long count = 0;
        @Nullable
        Cursor next = null;
        while (true) {
            var batch = bookings.upcoming(null, now, BATCH, next);
            var licensed = licenses.of(batch.stream().map(Booking::doctorId).distinct().toList());
            count += batch.stream().filter(booking -> !licensed.permit(booking)).count();
            if (batch.size() < BATCH) {
                return count;
            }
            next = Cursor.of(batch.getLast().start(), batch.getLast().id());
        }
    }

    private List<Proposal> proposals(Booking booking, Instant now) {
        var start = utc(booking.start());
        return jdbc.sql("""
                select day.doctor_id, d.first_name || ' ' || d.last_name as name,
                       day.ends[array_position(day.starts, :start)] as ends_at
                from doctor_day day
                join doctor d on d.id = day.doctor_id
                where day.date between :from and :to and :start = any (day.starts) and day.licensed & :state <> 0
                  and day.doctor_id <> :doctor
                  and not exists (
                      select 1 from booking b
                      where b.doctor_id = day.doctor_id and b.status in ('CONFIRMED', 'HELD')
                        and tstzrange(b.starts_at, b.ends_at, '[)')
                            && tstzrange(:start, day.ends[array_position(day.starts, :start)], '[)')
                        and (b.held_until is null or b.held_until > :now))
                order by d.last_name, d.first_name, d.id
                limit :most
                """).param("start", start).param("from", start.toLocalDate().minusDays(1))
                .param("to", start.toLocalDate().plusDays(1)).param("state", booking.patientState().bit())
                .param("doctor", booking.doctorId().value()).param("now", utc(now)).param("most", PROPOSALS)
                .query((row, _) -> {
                    var doctor = new DoctorId(row.getObject("doctor_id", UUID.class));
                    return new Proposal(new SlotId(doctor, booking.start()), doctor, row.getString("name"),
                            booking.start(), instant(row, "ends_at"));
                }).list();
    }
}
