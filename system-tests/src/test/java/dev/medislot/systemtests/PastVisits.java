package dev.medislot.systemtests;

import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Opening;
import dev.medislot.systemtests.kit.Person;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Visits that are over, at a doctor of their own, and a rating of one. */
class PastVisits {

    private final Medislot medislot;
    private final Deque<Opening> openings;
    private @Nullable String ratedVisit;
    private @Nullable String lastRating;

    PastVisits(Medislot medislot) {
        this.medislot = medislot;
        this.openings = new ArrayDeque<>(
                medislot.clinic().openings(medislot.clinic().aDoctor("America/Los_Angeles", "CA"), "CA"));
    }

    /** A completed booking of that patient. */
    String of(String patient) {
        var booking = unclosed(patient);
        medislot.staff().api().patch("/api/v1/bookings/" + booking, Map.of("status", "COMPLETED")).isOk();
        return booking;
    }

    /** A booking of that patient that is over and still confirmed. */
    String unclosed(String patient) {
        var wish = Map.of("slotId", openings.removeLast().id(), "patientId", patient);
        var booking = medislot.clinic().books(medislot.staff(), wish).isCreated().id();
        moveToThePast(booking);
        return booking;
    }

    /** The clock of a running service cannot be moved. */
    private void moveToThePast(String booking) {
        var infrastructure = medislot.infrastructure();
        try (var database = DriverManager.getConnection(infrastructure.jdbcUrl("booking"), infrastructure.username(),
                infrastructure.password());
                var move = database.prepareStatement("""
                        with moved as (
                            update booking set starts_at = date_trunc('hour', now()) - interval '2 hours',
                                               ends_at = date_trunc('hour', now()) - interval '1 hour'
                            where id = ? returning id, starts_at, ends_at)
                        update booking_history h set starts_at = moved.starts_at, ends_at = moved.ends_at
                        from moved where h.booking_id = moved.id
                        """)) {
            move.setObject(1, UUID.fromString(booking));
            move.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The rating before, until it is withdrawn; then the visit may be rated again. */
    String rating(Person patient) {
        if (lastRating == null || patient.api().get("/api/v1/ratings/" + lastRating).status() == 404) {
            ratedVisit = Objects.requireNonNullElseGet(ratedVisit, () -> of(patient.id()));
            lastRating = patient.api()
                    .post("/api/v1/ratings", Map.of("bookingId", ratedVisit, "stars", 4))
                    .isCreated()
                    .id();
        }
        return lastRating;
    }
}
