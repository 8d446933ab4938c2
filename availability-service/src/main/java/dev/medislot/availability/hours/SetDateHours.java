package dev.medislot.availability.hours;

import dev.medislot.availability.schedule.Edit;
import dev.medislot.availability.schedule.EditMode;
import dev.medislot.availability.schedule.EditSchedule;
import dev.medislot.availability.schedule.Schedules;
import dev.medislot.availability.slot.SlotSettings;
import dev.medislot.common.DoctorId;
import dev.medislot.common.ProblemType;
import dev.medislot.service.security.Caller;
import dev.medislot.web.EntityTag;
import dev.medislot.web.problem.Refused;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives a date hours of its own, or the hours of the week again; openings follow in the same transaction. */
@Component
class SetDateHours {

    private static final int YEARS_AHEAD = 10;

    private final DatesHours datesHours;
    private final Schedules schedules;
    private final EditSchedule editSchedule;
    private final Clock clock;

    SetDateHours(DatesHours datesHours, Schedules schedules, EditSchedule editSchedule, Clock clock) {
        this.datesHours = datesHours;
        this.schedules = schedules;
        this.editSchedule = editSchedule;
        this.clock = clock;
    }

    Edit<DateHours> set(DoctorId doctor, LocalDate date, List<DateWindow> windows, @Nullable String ifMatch,
            EditMode mode, Caller caller) {
        return edit(doctor, date, ifMatch, mode, caller, before -> {
            var overlap = firstOverlap(windows);
            if (overlap.isPresent()) {
                return Edit.rejected(ProblemType.OVERLAP, "%s to %s overlaps another window of that date"
                        .formatted(overlap.get().start(), overlap.get().end()));
            }
            long version = datesHours.set(doctor, date, windows);
            return Edit.made(new DateHours(version, date, true, windows), mode.versionAfter(before, version));
        });
    }

    /** The first window that overlaps the previous one. */
    private static Optional<DateWindow> firstOverlap(List<DateWindow> windows) {
        return IntStream.range(1, windows.size())
                .filter(i -> windows.get(i - 1).overlaps(windows.get(i)))
                .mapToObj(windows::get)
                .findFirst();
    }

    Edit<DateHours> remove(DoctorId doctor, LocalDate date, @Nullable String ifMatch, EditMode mode, Caller caller) {
        return edit(doctor, date, ifMatch, mode, caller, before -> {
            if (before == DateHours.NOT_SET) {
                throw Refused.notFound();
            }
            datesHours.delete(doctor, date);
            return Edit.made(datesHours.on(date, schedules.hours(doctor), doctor), DateHours.NOT_SET);
        });
    }

    private Edit<DateHours> edit(DoctorId doctor, LocalDate date, @Nullable String ifMatch, EditMode mode,
            Caller caller, Function<Long, Edit<DateHours>> change) {
        return editSchedule.edit(doctor, mode, caller.actor(), slotSettings -> {
            requireAhead(date, slotSettings);
            long version = datesHours.find(doctor, date).map(DateHours::version).orElse(DateHours.NOT_SET);
            return EntityTag.matches(ifMatch, version) ? change.apply(version) : new Edit.Stale<>(version);
        });
    }

    private void requireAhead(LocalDate date, SlotSettings slotSettings) {
        var today = LocalDate.ofInstant(clock.instant(), slotSettings.timeZone());
        if (date.isBefore(today) || date.isAfter(today.plusYears(YEARS_AHEAD))) {
            throw Refused.invalid("date", "must be from today to %d years ahead".formatted(YEARS_AHEAD));
        }
    }
}
