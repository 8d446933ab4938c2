package dev.medislot.availability.slot;

import java.time.LocalDateTime;

/**
 * Local time in which windows offer nothing: start included, end excluded.
 *
 * @param closure whether the clinic is closed; otherwise, the doctor has time off
 */
public record Absence(LocalDateTime start, LocalDateTime end, boolean closure) {

    public boolean overlaps(LocalDateTime otherStart, LocalDateTime otherEnd) {
        return start.isBefore(otherEnd) && otherStart.isBefore(end);
    }
}
