package dev.medislot.availability.schedule;

import static java.time.ZoneOffset.UTC;

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
public class WhyNot {

    public enum Code {
        PAST, TOO_LATE, BEYOND_HORIZON, OUTSIDE_HOURS, NOT_A_START, TIME_OFF, TAKEN, HELD, NO_LICENSE,
        LICENSE_NOT_YET_VALID, LICENSE_ENDED
    }

    /** One reason, for programs and for people. */
    public record Reason(Code code, String detail) {
    }

    private final Schedules schedules;
    private final ScheduleProperties settings;
    private final JdbcClient jdbc;
    private final Clock clock;

    WhyNot(Schedules schedules, ScheduleProperties settings, JdbcClient jdbc, Clock clock) {
        this.schedules = schedules;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Every reason; without a state, licenses count only when there is none at all. */
    @Transactional(readOnly = true)
    public List<Reason> reasons(Terms terms, Instant at, @Nullable UsState state) {
        var now = clock.instant();
        var date = LocalDate.ofInstant(at, terms.timeZone());
        var horizon = schedules.publishedUntil(terms.doctor());
        var plan = schedules.plan(terms, at);
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
        hours(plan, at, date).ifPresent(reasons::add);
        if (isTaken(plan, at)) {
            reasons.add(new Reason(Code.TAKEN, "Somebody has booked it"));
        } else if (isHeld(terms, at, now)) {
            reasons.add(new Reason(Code.HELD, "Somebody is about to book it"));
        }
        license(plan.licenses(), state, date).ifPresent(reasons::add);
        return reasons;
    }

    private static Optional<Reason> hours(Plan plan, Instant at, LocalDate date) {
        var slots = plan.slots(date, date.plusDays(1));
        var slot = slots.stream().filter(each -> each.start().equals(at)).findFirst();
        if (slot.isPresent()) {
            return slot.filter(PlannedSlot::timeOff).map(_ -> new Reason(Code.TIME_OFF, "The doctor is away"));
        }
        return Optional
                .of(slots.stream().filter(each -> each.start().isBefore(at) && at.isBefore(each.end())).findFirst()
                        .map(each -> new Reason(Code.NOT_A_START, "It lies in the slot that starts at " + each.start()))
                        .orElse(new Reason(Code.OUTSIDE_HOURS, "The doctor does not work then")));
    }

    private static boolean isTaken(Plan plan, Instant at) {
        var end = endOf(plan.terms(), at);
        return plan.bookings().stream().anyMatch(booking -> booking.meets(at, end));
    }

    private static Instant endOf(Terms terms, Instant at) {
        return at.plus(Duration.ofMinutes(terms.slotMinutes()));
    }

    private boolean isHeld(Terms terms, Instant at, Instant now) {
        return jdbc.sql("""
                select exists (select 1 from hold where doctor_id = ? and held_until > ?
                                 and starts_at < ? and ends_at > ?)
                """).params(terms.doctor().value(), now.atOffset(UTC), endOf(terms, at).atOffset(UTC), at.atOffset(UTC))
                .query(Boolean.class).single();
    }

    private static Optional<Reason> license(List<DoctorChanged.License> licenses, @Nullable UsState state,
            LocalDate date) {
        var ofState = licenses.stream().filter(license -> state == null || license.state() == state).toList();
        if (ofState.stream().anyMatch(license -> license.permits(license.state(), date))) {
            return Optional.empty();
        }
        var where = state == null ? "any state" : state.name();
        return Optional.of(ofState.stream().filter(license -> date.isBefore(license.validFrom())).findFirst()
                .map(license -> new Reason(Code.LICENSE_NOT_YET_VALID,
                        "The license for %s is valid from %s".formatted(license.state(), license.validFrom())))
                .orElseGet(
                        () -> ofState.isEmpty() ? new Reason(Code.NO_LICENSE, "The doctor has no license for " + where)
                                : new Reason(Code.LICENSE_ENDED, "The license for %s was valid until %s"
                                        .formatted(ofState.getFirst().state(), ofState.getFirst().validUntil()))));
    }
}
