package dev.medislot.availability.opening;

import dev.medislot.availability.schedule.ScheduleProperties;
import dev.medislot.availability.schedule.Schedules;
import dev.medislot.availability.slot.Plan;
import dev.medislot.availability.slot.PlannedSlot;
import dev.medislot.availability.slot.SlotSettings;
import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import dev.medislot.common.event.DoctorChanged;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says why a doctor does not offer a time; says nothing exactly when it is an opening. */
@Component
class ExplainSlot {

    public enum Code {
        PAST,
        TOO_LATE,
        BEYOND_HORIZON,
        OUTSIDE_HOURS,
        NOT_A_START,
        TIME_OFF,
        TAKEN,
        HELD,
        NO_LICENSE,
        LICENSE_NOT_YET_VALID,
        LICENSE_ENDED
    }

    /** One reason, for programs and for people. */
    public record Reason(Code code, String detail) {}

    private final Schedules schedules;
    private final ScheduleProperties settings;
    private final JdbcClient jdbc;
    private final Clock clock;

    ExplainSlot(Schedules schedules, ScheduleProperties settings, JdbcClient jdbc, Clock clock) {
        this.schedules = schedules;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Returns every reason, for the slot around the time if there is one. Without a state, a missing license is a
     * reason only if the doctor has no license at all.
     */
    @Transactional(readOnly = true)
    public List<Reason> reasons(SlotSettings slotSettings, Instant at, @Nullable UsState state) {
        var now = clock.instant();
        var date = LocalDate.ofInstant(at, slotSettings.timeZone());
        var horizon = schedules.publishedUntil(slotSettings.doctor());
        var plan = schedules.plan(slotSettings, at.minus(Schedules.LONGEST_SLOT));
        var slot = slotAround(plan, at, date);
        var start = slot == null ? at : slot.start();
        var end = slot == null ? at.plus(Duration.ofMinutes(slotSettings.slotMinutes())) : slot.end();
        var reasons = new ArrayList<Reason>();
        if (!at.isAfter(now)) {
            reasons.add(new Reason(Code.PAST, "It has started already"));
        } else if (!at.isAfter(now.plus(settings.minimumNotice()))) {
            reasons.add(new Reason(Code.TOO_LATE, "It must be booked at least %d minutes before it starts"
                    .formatted(settings.minimumNotice().toMinutes())));
        }
        if (!date.isBefore(horizon)) {
            reasons.add(
                    new Reason(Code.BEYOND_HORIZON, "Slots are published until %s".formatted(horizon.minusDays(1))));
        }
        if (slot == null) {
            reasons.add(new Reason(Code.OUTSIDE_HOURS, "The doctor does not work then"));
        } else if (!start.equals(at)) {
            reasons.add(new Reason(Code.NOT_A_START, "It lies in the slot that starts at " + start));
        }
        if (slot != null && slot.timeOff()) {
            reasons.add(new Reason(Code.TIME_OFF, "The doctor is away"));
        }
        if (plan.bookings().stream().anyMatch(booking -> booking.meets(start, end))) {
            reasons.add(new Reason(Code.TAKEN, "Somebody has booked it"));
        } else if (isHeld(slotSettings.doctor(), start, end, now)) {
            reasons.add(new Reason(Code.HELD, "Somebody is about to book it"));
        }
        license(plan.licenses(), state, date).ifPresent(reasons::add);
        return reasons;
    }

    private static @Nullable PlannedSlot slotAround(Plan plan, Instant at, LocalDate date) {
        return plan.slots(date, date.plusDays(1))
                .stream()
                .filter(slot -> !at.isBefore(slot.start()) && at.isBefore(slot.end()))
                .findFirst()
                .orElse(null);
    }

    private boolean isHeld(DoctorId doctor, Instant start, Instant end, Instant now) {
        return jdbc.sql("""
                select exists (select 1 from hold where doctor_id = :doctor and held_until > :now
                                 and starts_at < :end and ends_at > :start)
                """)
                .param("doctor", doctor)
                .param("now", now)
                .param("start", start)
                .param("end", end)
                .query(Boolean.class)
                .single();
    }

    private static Optional<Reason> license(List<DoctorChanged.License> licenses, @Nullable UsState state,
            LocalDate date) {
        var ofState = licenses.stream().filter(license -> state == null || license.state() == state).toList();
        if (ofState.stream().anyMatch(license -> license.permits(license.state(), date))) {
            return Optional.empty();
        }
        var where = state == null ? "any state" : state.name();
        return Optional.of(ofState.stream()
                .filter(license -> date.isBefore(license.validFrom()))
                .findFirst()
                .map(license -> new Reason(Code.LICENSE_NOT_YET_VALID,
                        "The license for %s is valid from %s".formatted(license.state(), license.validFrom())))
                .orElseGet(
                        () -> ofState.isEmpty() ? new Reason(Code.NO_LICENSE, "The doctor has no license for " + where)
                                : new Reason(Code.LICENSE_ENDED, "The license for %s was valid until %s"
                                        .formatted(ofState.getFirst().state(), ofState.getFirst().validUntil()))));
    }
}
