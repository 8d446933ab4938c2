package dev.medislot.availability.hours;

import dev.medislot.availability.doctor.ChangeSlotSettings;
import dev.medislot.availability.schedule.Edit;
import dev.medislot.availability.schedule.EditMode;
import dev.medislot.availability.schedule.EditSchedule;
import dev.medislot.availability.slot.SlotSettings;
import dev.medislot.availability.slot.Window;
import dev.medislot.common.DoctorId;
import dev.medislot.common.ProblemType;
import dev.medislot.service.security.Caller;
import dev.medislot.web.EntityTag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Replaces a doctor's week in one step; timeslots that stay keep their id. */
@Component
class SetWorkingHours {

    private final Timeslots timeslots;
    private final ChangeSlotSettings changeSlotSettings;
    private final EditSchedule editSchedule;
    private final Clock clock;

    SetWorkingHours(Timeslots timeslots, ChangeSlotSettings changeSlotSettings, EditSchedule editSchedule,
            Clock clock) {
        this.timeslots = timeslots;
        this.changeSlotSettings = changeSlotSettings;
        this.editSchedule = editSchedule;
        this.clock = clock;
    }

    Edit<WorkingHours> set(DoctorId doctor, WorkingHoursRequest wanted, @Nullable String ifMatch, EditMode mode,
            Caller caller) {
        return editSchedule.edit(doctor, mode, caller.actor(), slotSettings -> {
            if (!EntityTag.matches(ifMatch, slotSettings.hoursVersion())) {
                return new Edit.Stale<>(slotSettings.hoursVersion());
            }
            return set(wanted, slotSettings, mode);
        });
    }

    private Edit<WorkingHours> set(WorkingHoursRequest wanted, SlotSettings slotSettings, EditMode mode) {
        var doctor = slotSettings.doctor();
        var zone = wanted.timeZone() == null ? slotSettings.timeZone() : ZoneId.of(wanted.timeZone());
        int slotMinutes = Objects.requireNonNullElse(wanted.slotMinutes(), slotSettings.slotMinutes());
        if (!zone.equals(slotSettings.timeZone()) || slotMinutes != slotSettings.slotMinutes()) {
            changeSlotSettings.change(doctor, zone, slotMinutes);
        }
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, zone);
        var overlapping = replace(doctor, Week.windows(wanted.week(), today), today);
        if (overlapping.isPresent()) {
            var window = overlapping.get();
            return Edit.rejected(ProblemType.OVERLAP, "%s %s to %s overlaps another window of the doctor"
                    .formatted(window.first().getDayOfWeek(), window.start(), window.end()));
        }
        var hours = timeslots.week(doctor, now).orElseThrow();
        return Edit.made(hours, mode.versionAfter(slotSettings.hoursVersion(), hours.version()));
    }

    /** Returns the first window that overlaps another timeslot of the doctor. */
    private Optional<Window> replace(DoctorId doctor, List<Window> wanted, LocalDate today) {
        var missing = new ArrayList<>(wanted);
        var dropped = timeslots.recurring(doctor)
                .stream()
                .filter(timeslot -> !timeslot.window().hasEnded(today))
                .filter(timeslot -> !missing.removeIf(window -> Week.same(timeslot.window(), window, today)))
                .toList();
        dropped.forEach(timeslot -> timeslots.delete(timeslot.id()));
        if (!dropped.isEmpty() || !missing.isEmpty()) {
            timeslots.countChange(doctor);
        }
        for (var window : missing) {
            if (!timeslots.add(doctor, new Timeslot(UUID.randomUUID(), 1, window))) {
                return Optional.of(window);
            }
        }
        return Optional.empty();
    }
}
