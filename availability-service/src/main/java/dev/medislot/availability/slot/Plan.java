package dev.medislot.availability.slot;

import dev.medislot.common.event.DoctorChanged;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Everything that a doctor's slots are computed from; the same plan always gives the same slots. */
public record Plan(SlotSettings slotSettings, List<Window> windows, List<Absence> absences,
        List<DoctorChanged.License> licenses, List<LiveBooking> bookings) {

    /** Ordered by start; each date in the doctor's zone. */
    public List<PlannedSlot> slots(LocalDate from, LocalDate until) {
        return from.datesUntil(until).flatMap(this::slotsOn).toList();
    }

    public static long statesOn(LocalDate date, List<DoctorChanged.License> licenses) {
        long states = 0;
        for (var license : licenses) {
            if (license.permits(license.state(), date)) {
                states |= license.state().bit();
            }
        }
        return states;
    }

    private Stream<PlannedSlot> slotsOn(LocalDate date) {
        var states = statesOn(date, licenses);
        return windows.stream()
                .filter(window -> window.standsOn(date))
                .flatMap(window -> CutSlot.outOf(window, date, slotSettings.timeZone(), slotSettings.slotMinutes())
                        .stream())
                .map(cut -> new PlannedSlot(cut.start(), cut.end(), date, states, isOff(cut), isTaken(cut)))
                .sorted(Comparator.comparing(PlannedSlot::start));
    }

    private boolean isOff(CutSlot cut) {
        return absences.stream().anyMatch(absence -> absence.meets(cut.localStart(), cut.localEnd()));
    }

    private boolean isTaken(CutSlot cut) {
        return bookings.stream().anyMatch(booking -> booking.meets(cut.start(), cut.end()));
    }
}
