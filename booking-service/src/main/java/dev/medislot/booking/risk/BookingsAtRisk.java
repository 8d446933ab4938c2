package dev.medislot.booking.risk;

import static dev.medislot.service.sql.Rows.doctorId;

import dev.medislot.booking.booking.Booking;
import dev.medislot.booking.booking.Bookings;
import dev.medislot.booking.risk.AtRisk.Why;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.web.Cursor;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds upcoming bookings that were kept although their license or their slot is gone. */
@Component
public class BookingsAtRisk {

    private static final int BATCH = 1_000;

    private record Lost(Booking booking, Why why) {}

    private record Day(DoctorId doctor, LocalDate date) {}

    private final Bookings bookings;
    private final Licenses licenses;
    private final Proposals proposals;
    private final JdbcClient jdbc;
    private final Clock clock;

    BookingsAtRisk(Bookings bookings, Licenses licenses, Proposals proposals, JdbcClient jdbc, Clock clock) {
        this.bookings = bookings;
        this.licenses = licenses;
        this.proposals = proposals;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Lists bookings at risk by start, of one patient or doctor and for one reason, or of all if these are null. */
    public List<AtRisk> find(@Nullable PatientId patient, @Nullable DoctorId doctor, @Nullable Why why, int limit,
            @Nullable Cursor after) {
        var now = clock.instant();
        return each(patient, doctor, now, after).filter(lost -> why == null || why == lost.why())
                .limit(limit)
                .map(lost -> new AtRisk(lost.booking(), lost.why(), proposals.to(lost.booking(), now)))
                .toList();
    }

    /** Counts the bookings that lost their license. */
    public long countWithoutLicense() {
        return each(null, null, clock.instant(), null).filter(lost -> lost.why() == Why.NOT_LICENSED).count();
    }

    /** Reads in batches, only as far as the stream is consumed. */
    private Stream<Lost> each(@Nullable PatientId patient, @Nullable DoctorId doctor, Instant now,
            @Nullable Cursor after) {
        return Stream.iterate(bookings.withoutSlot(patient, doctor, now, BATCH, after), batch -> !batch.isEmpty(),
                batch -> batch.size() < BATCH ? List.of()
                        : bookings.withoutSlot(patient, doctor, now, BATCH,
                                Cursor.of(batch.getLast().start(), batch.getLast().id())))
                .flatMap(this::lost);
    }

    private Stream<Lost> lost(List<Booking> withoutSlot) {
        var licensed = licenses.of(withoutSlot.stream().map(Booking::doctorId).distinct().toList());
        var days = new HashMap<UUID, Day>();
        withoutSlot.forEach(booking -> licensed.dateOf(booking)
                .ifPresent(date -> days.put(booking.id(), new Day(booking.doctorId(), date))));
        var published = published(days.values());
        return withoutSlot.stream()
                .filter(booking -> !licensed.permit(booking) || published.contains(days.get(booking.id())))
                .map(booking -> new Lost(booking, licensed.permit(booking) ? Why.NOT_OFFERED : Why.NOT_LICENSED));
    }

    /** The days that were published, even if empty; a day never published is unknown, not empty. */
    private Set<Day> published(Collection<Day> days) {
        return Set.copyOf(jdbc.sql("""
                select day.doctor_id, day.date
                from unnest(:doctors::uuid[], :dates::date[]) as asked (doctor_id, date)
                join doctor_day day on day.doctor_id = asked.doctor_id and day.date = asked.date
                """)
                .param("doctors", days.stream().map(day -> day.doctor().value()).toArray(UUID[]::new))
                .param("dates", days.stream().map(day -> day.date().toString()).toArray(String[]::new))
                .query((row, _) -> new Day(doctorId(row, "doctor_id"), row.getObject("date", LocalDate.class)))
                .list());
    }
}
