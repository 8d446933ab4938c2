package dev.medislot.client.doctor;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A window in which a doctor sees patients, weekly or once.
 *
 * @param start a local date-time of the doctor, such as {@code 2026-12-01T08:00}
 * @param affectedBookings only in the answer to a change
 */
public record Timeslot(UUID id, String start, String end, boolean recurring, @Nullable LocalDate until,
        @Nullable List<AffectedBooking> affectedBookings) {}
