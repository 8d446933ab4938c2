package dev.medislot.availability.slot;

import dev.medislot.common.UsState;
import dev.medislot.common.event.DoctorChanged;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Everything that a doctor's slots are computed from; the same plan always gives the same slots. */
public record Plan(SlotSettings slotSettings, Hours hours, List<Absence> absences, List<DoctorChanged.License> licenses,
        List<LiveBooking> bookings) {

    /** Ordered by start; each date in the doctor's zone. */
    public List<PlannedSlot> slots(LocalDate from, LocalDate until) {
        return from.datesUntil(until).flatMap(this::slotsOn).toList();
    }

    private Stream<PlannedSlot> slotsOn(LocalDate date) {
        return hours.on(date)
                .stream()
                .flatMap(window -> CutSlot.outOf(window, date, slotSettings.timeZone(), slotSettings.slotMinutes())
                        .stream())
                .map(cut -> new PlannedSlot(cut.start(), cut.end(), date, statesAt(cut.start()), isOff(cut),
                        isTaken(cut)))
                .sorted(Comparator.comparing(PlannedSlot::start));
    }

    private long statesAt(Instant start) {
        return UsState.mask(DoctorChanged.License.statesAt(licenses, start));
    }

    private boolean isOff(CutSlot cut) {
        return absences.stream().anyMatch(absence -> absence.meets(cut.localStart(), cut.localEnd()));
    }

    private boolean isTaken(CutSlot cut) {
        return bookings.stream().anyMatch(booking -> booking.meets(cut.start(), cut.end()));
    }
}
