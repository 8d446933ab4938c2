package dev.medislot.availability.slot;

import java.time.LocalDateTime;

/** Local time in which windows offer nothing: start included, end excluded. */
public record Absence(LocalDateTime start, LocalDateTime end) {

    public boolean meets(LocalDateTime otherStart, LocalDateTime otherEnd) {
        return start.isBefore(otherEnd) && otherStart.isBefore(end);
    }
}
