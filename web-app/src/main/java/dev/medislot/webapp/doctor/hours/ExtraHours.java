package dev.medislot.webapp.doctor.hours;

import dev.medislot.client.doctor.Timeslot;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;

/** Hours of a single date beside those of the week, in the doctor's zone. */
record ExtraHours(UUID id, LocalDateTime start, LocalDateTime end) {

    static ExtraHours of(Timeslot timeslot) {
        return new ExtraHours(timeslot.id(), time(timeslot.start()), time(timeslot.end()));
    }

    /** {@code T24:00} is the next date's midnight. */
    private static LocalDateTime time(String text) {
        return text.endsWith("T24:00") ? LocalDate.parse(text.substring(0, 10)).plusDays(1).atStartOfDay()
                : LocalDateTime.parse(text);
    }
}
