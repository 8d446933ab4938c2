package dev.medislot.availability.slot;

import dev.medislot.common.UsState;
import dev.medislot.common.event.DoctorChanged;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a doctor's slots are computed from; the same plan always gives the same slots.
 *
 * @param visits the visit types that the doctor offers; null for the default visit
 */
public record Plan(SlotSettings slotSettings, Hours hours, List<Absence> absences, List<DoctorChanged.License> licenses,
        List<LiveBooking> bookings, @Nullable List<OfferedVisit> visits) {

    /** Makes a plan of a doctor who offers the default visit only. */
    Plan(SlotSettings slotSettings, Hours hours, List<Absence> absences, List<DoctorChanged.License> licenses,
            List<LiveBooking> bookings) {
        this(slotSettings, hours, absences, licenses, bookings, null);
    }

    /**
     * The slots that start on these dates in the doctor's zone, ordered by start; those after a midnight come from a
     * window of the date before. A step of the grid is cut where time off begins or ends.
     */
    public List<PlannedSlot> slots(LocalDate from, LocalDate until) {
        return ofDates(from, until, slotsOfWindows(from, until).flatMap(this::parts));
    }

    /** The slots of the dates, in whole steps of the grid. */
    public List<PlannedSlot> wholeSlots(LocalDate from, LocalDate until) {
        return ofDates(from, until, slotsOfWindows(from, until));
    }

    private Stream<PlannedSlot> slotsOfWindows(LocalDate from, LocalDate until) {
        return from.minusDays(1).datesUntil(until).flatMap(this::slotsOfWindowsOn);
    }

    private static List<PlannedSlot> ofDates(LocalDate from, LocalDate until, Stream<PlannedSlot> slots) {
        return slots.filter(slot -> !slot.date().isBefore(from) && slot.date().isBefore(until))
                .sorted(Comparator.comparing(PlannedSlot::start))
                .toList();
    }

    /**
     * An earlier release may store hours of a date that overlap the window from the night before; the earlier window
     * wins.
     */
    private Stream<PlannedSlot> slotsOfWindowsOn(LocalDate date) {
        var free = hours.endOfTheNightBefore(date);
        return hours.on(date).stream().flatMap(window -> slotsOf(window, date, free));
    }

    private Stream<PlannedSlot> slotsOf(Window window, LocalDate date, LocalDateTime free) {
        var zone = slotSettings.timeZone();
        var offered = visits;
        if (offered == null) {
            return CutSlot.outOf(window, date, zone, slotSettings.slotMinutes())
                    .stream()
                    .filter(cut -> !cut.localStart().isBefore(free))
                    .map(cut -> slot(cut, null, 0));
        }
        var end = window.endOn(date);
        return CutSlot.stepsOf(window, date, zone, slotSettings.startEvery())
                .stream()
                .filter(step -> !step.localStart().isBefore(free))
                .map(step -> slot(step, bits(offered, visit -> fits(visit, step, end)),
                        bits(offered, visit -> isBlocked(visit, step.start()))));
    }

    private PlannedSlot slot(CutSlot cut, @Nullable Long fits, long blocked) {
        return new PlannedSlot(cut.start(), cut.end(), cut.localStart().toLocalDate(), statesAt(cut.start()),
                isOff(cut.localStart(), cut.localEnd()), isTaken(cut.start(), cut.end()), fits, blocked);
    }

    /** Visits start with the first part only, as they start with the step. */
    private Stream<PlannedSlot> parts(PlannedSlot step) {
        var offered = visits;
        var changes = offered == null ? List.<LocalDateTime>of() : changesOfTimeOff(step);
        if (offered == null || changes.isEmpty()) {
            return Stream.of(step);
        }
        return CutSlot.parts(local(step.start()), changes, localEnd(step.start(), step.end()), slotSettings.timeZone())
                .stream()
                .map(part -> slot(part, part.start().equals(step.start()) ? step.fits() : Long.valueOf(0),
                        bits(offered, visit -> isBlocked(visit, part.start()))));
    }

    /** The local times inside the step at which the doctor leaves or comes back, in order. */
    private List<LocalDateTime> changesOfTimeOff(PlannedSlot step) {
        var localStart = local(step.start());
        var localEnd = localEnd(step.start(), step.end());
        return absences.stream()
                .flatMap(absence -> Stream.of(absence.start(), absence.end()))
                .filter(time -> localStart.isBefore(time) && time.isBefore(localEnd))
                .filter(time -> isOff(time.minusMinutes(1), time) != isOff(time, time.plusMinutes(1)))
                .distinct()
                .sorted()
                .toList();
    }

    private static long bits(List<OfferedVisit> visits, Predicate<OfferedVisit> condition) {
        return visits.stream().filter(condition).mapToLong(OfferedVisit::mask).reduce(0, (one, other) -> one | other);
    }

    private boolean fits(OfferedVisit visit, CutSlot step, LocalDateTime windowEnd) {
        var localStart = step.localStart();
        var localEnd = localStart.plusMinutes(visit.minutes());
        return !localEnd.isAfter(windowEnd) && !CutSlot.isSkipped(localStart, localEnd, slotSettings.timeZone())
                && !isOff(localStart, localEnd)
                && (visit.state() == null || visit.statesOf(statesAt(step.start())) != 0);
    }

    private boolean isBlocked(OfferedVisit visit, Instant start) {
        return isTaken(visit.busyFrom(start), visit.busyUntil(start));
    }

    private long statesAt(Instant start) {
        return UsState.mask(DoctorChanged.License.statesAt(licenses, start));
    }

    private boolean isOff(LocalDateTime localStart, LocalDateTime localEnd) {
        return absences.stream().anyMatch(absence -> absence.overlaps(localStart, localEnd));
    }

    /** Whether the clinic is closed in that time; or with false, whether the doctor has time off. */
    public boolean isOff(Instant start, Instant end, boolean closure) {
        return absences.stream()
                .anyMatch(absence -> absence.closure() == closure
                        && absence.overlaps(local(start), localEnd(start, end)));
    }

    private LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, slotSettings.timeZone());
    }

    /** The local time at which the end would be if the clocks did not change. */
    private LocalDateTime localEnd(Instant start, Instant end) {
        return local(start).plus(Duration.between(start, end));
    }

    private boolean isTaken(Instant start, Instant end) {
        return bookings.stream().anyMatch(booking -> booking.overlaps(start, end));
    }
}
