package dev.medislot.availability.opening;

import dev.medislot.availability.opening.LiveHolds.LiveHold;
import dev.medislot.availability.schedule.ScheduleProperties;
import dev.medislot.availability.schedule.Schedules;
import dev.medislot.availability.slot.OfferedVisit;
import dev.medislot.availability.slot.Plan;
import dev.medislot.availability.slot.PlannedSlot;
import dev.medislot.availability.slot.SlotSettings;
import dev.medislot.common.PatientId;
import dev.medislot.common.UsState;
import dev.medislot.common.event.DoctorChanged.License;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives the reasons why a doctor does not offer a time; an opening has no reason. */
@Component
class ExplainSlot {

    @Schema(name = "ReasonCode")
    enum Code {
        PAST,
        TOO_LATE,
        BEYOND_HORIZON,
        DOCTOR_INACTIVE,
        OUTSIDE_HOURS,
        NOT_A_START,
        VISIT_NOT_OFFERED,
        DOES_NOT_FIT,
        TIME_OFF,
        CLOSED,
        TAKEN,
        HELD,
        NO_LICENSE,
        LICENSE_NOT_VERIFIED,
        LICENSE_NOT_YET_VALID,
        LICENSE_ENDED
    }

    /** A code for programs and a sentence for people. */
    record Reason(Code code, String detail) {}

    /** The caller's own hold on the slot, with a sentence for people. */
    record OwnHold(Instant until, String detail) {}

    /** The answer about a time; an opening has no reasons. */
    record Verdict(List<Reason> reasons, @Nullable OwnHold ownHold) {}

    private final Schedules schedules;
    private final ScheduleProperties settings;
    private final LiveHolds liveHolds;
    private final Clock clock;

    ExplainSlot(Schedules schedules, ScheduleProperties settings, LiveHolds liveHolds, Clock clock) {
        this.schedules = schedules;
        this.settings = settings;
        this.liveHolds = liveHolds;
        this.clock = clock;
    }

    /**
     * Returns every reason, for the slot around the time if there is one. Without a state, a missing license is a
     * reason only if the doctor has no license at all.
     *
     * @param holder the patient that asks; their own hold is no reason
     */
    @Transactional(readOnly = true)
    Verdict verdict(SlotSettings slotSettings, Instant at, @Nullable UsState state, @Nullable UUID visitType,
            @Nullable PatientId holder) {
        var now = clock.instant();
        var date = LocalDate.ofInstant(at, slotSettings.timeZone());
        var horizon = schedules.publishedUntil(slotSettings.doctor());
        var plan = schedules.plan(slotSettings, at.minus(Schedules.MAX_SLOT));
        var slot = slotAround(plan, at, date);
        var start = slot == null ? at : slot.start();
        var unverified = schedules.unverifiedLicenses(slotSettings.doctor());
        var always = Stream
                .of(tooLate(at, now), beyondHorizon(slot == null ? date : slot.date(), horizon),
                        otherStart(slotSettings, slot, at))
                .flatMap(Optional::stream)
                .toList();
        var visits = plan.visits();
        if (visits == null) {
            var end = slot == null ? at.plus(Duration.ofMinutes(slotSettings.slotMinutes())) : slot.end();
            var ofVisit = Stream.concat(off(plan, slot, end),
                    visitType == null ? Stream.<Reason>of() : notOffered().stream());
            return verdict(and(always, license(plan.licenses(), unverified, state, start)), ofVisit, plan, start, start,
                    end, holder, now);
        }
        return visits.stream()
                .filter(visit -> visitType == null || visit.type().equals(visitType))
                .map(visit -> verdict(always, ofVisit(plan, slot, visit, unverified, state, start), plan, start,
                        visit.busyFrom(start), visit.busyUntil(start), holder, now))
                .min(Comparator.comparingInt(verdict -> verdict.reasons().size()))
                .orElseGet(() -> new Verdict(
                        and(Stream.concat(always.stream(), off(plan, slot, slot == null ? at : slot.end())).toList(),
                                notOffered()),
                        null));
    }

    /** For a visit in person, the licenses for the state of the doctor's place count. */
    private static Stream<Reason> ofVisit(Plan plan, @Nullable PlannedSlot slot, OfferedVisit visit,
            List<License> unverified, @Nullable UsState state, Instant start) {
        var place = visit.state();
        var license = license(plan.licenses(), unverified, place == null ? state : place, start);
        var elsewhere = place == null || state == null || state == place ? Optional.<Reason>empty()
                : reason(Code.VISIT_NOT_OFFERED, "The doctor sees patients in person in %s".formatted(place));
        var off = off(plan, slot, visit.end(start)).toList();
        var fits = !off.isEmpty() || (place != null && license.isPresent()) ? Optional.<Reason>empty()
                : doesNotFit(slot, visit);
        return Stream.concat(off.stream(), Stream.of(license, elsewhere, fits).flatMap(Optional::stream));
    }

    private Verdict verdict(List<Reason> always, Stream<Reason> ofVisit, Plan plan, Instant start, Instant busyFrom,
            Instant busyUntil, @Nullable PatientId holder, Instant now) {
        var holds = liveHolds.overlapping(plan.slotSettings().doctor(), busyFrom, busyUntil, now);
        return new Verdict(
                and(Stream.concat(always.stream(), ofVisit).toList(), taken(plan, busyFrom, busyUntil, holds, holder)),
                ownHold(holds, start, holder));
    }

    private static List<Reason> and(List<Reason> reasons, Optional<Reason> further) {
        return Stream.concat(reasons.stream(), further.stream()).sorted(Comparator.comparing(Reason::code)).toList();
    }

    private static Optional<Reason> notOffered() {
        return reason(Code.VISIT_NOT_OFFERED, "The doctor does not offer this visit type");
    }

    private static Optional<Reason> doesNotFit(@Nullable PlannedSlot slot, OfferedVisit visit) {
        return slot == null || slot.offers(visit) ? Optional.empty()
                : reason(Code.DOES_NOT_FIT,
                        "A visit of %d minutes does not end before the doctor leaves".formatted(visit.minutes()));
    }

    private Optional<Reason> tooLate(Instant at, Instant now) {
        if (!at.isAfter(now)) {
            return reason(Code.PAST, "It has started already");
        }
        return at.isAfter(now.plus(settings.minimumNotice())) ? Optional.empty()
                : reason(Code.TOO_LATE, "It must be booked at least %d minutes before it starts"
                        .formatted(settings.minimumNotice().toMinutes()));
    }

    private static Optional<Reason> beyondHorizon(LocalDate date, LocalDate horizon) {
        return date.isBefore(horizon) ? Optional.empty()
                : reason(Code.BEYOND_HORIZON, "Slots are published until %s".formatted(horizon.minusDays(1)));
    }

    private Optional<Reason> otherStart(SlotSettings slotSettings, @Nullable PlannedSlot slot, Instant at) {
        if (slot == null && !schedules.isActive(slotSettings.doctor())) {
            return reason(Code.DOCTOR_INACTIVE, "The doctor sees no patients at present");
        }
        if (slot == null) {
            return reason(Code.OUTSIDE_HOURS, "The doctor does not work then");
        }
        return slot.start().equals(at) ? Optional.empty()
                : reason(Code.NOT_A_START, "It lies in the slot that starts at " + slot.start());
    }

    /** Why the doctor is not there from the start of the slot to the end of the visit. */
    private static Stream<Reason> off(Plan plan, @Nullable PlannedSlot slot, Instant end) {
        if (slot == null) {
            return Stream.empty();
        }
        var away = plan.isOff(slot.start(), end, false) ? reason(Code.TIME_OFF, "The doctor has time off")
                : Optional.<Reason>empty();
        var closed = plan.isOff(slot.start(), end, true) ? reason(Code.CLOSED, "The clinic is closed")
                : Optional.<Reason>empty();
        return Stream.of(away, closed).flatMap(Optional::stream);
    }

    private static Optional<Reason> taken(Plan plan, Instant start, Instant end, List<LiveHold> holds,
            @Nullable PatientId holder) {
        if (plan.bookings().stream().anyMatch(booking -> booking.overlaps(start, end))) {
            return reason(Code.TAKEN, "It is booked");
        }
        return holds.stream().allMatch(hold -> hold.isOf(holder)) ? Optional.empty()
                : reason(Code.HELD, "Another patient is about to book it");
    }

    private static @Nullable OwnHold ownHold(List<LiveHold> holds, Instant start, @Nullable PatientId holder) {
        return holds.stream()
                .filter(hold -> hold.isOf(holder) && hold.start().equals(start))
                .map(hold -> new OwnHold(hold.until(), "You hold this slot until " + hold.until()))
                .findFirst()
                .orElse(null);
    }

    private static Optional<Reason> reason(Code code, String detail) {
        return Optional.of(new Reason(code, detail));
    }

    private static @Nullable PlannedSlot slotAround(Plan plan, Instant at, LocalDate date) {
        return plan.wholeSlots(date.minusDays(1), date.plusDays(1))
                .stream()
                .filter(slot -> !at.isBefore(slot.start()) && at.isBefore(slot.end()))
                .findFirst()
                .orElse(null);
    }

    private static Optional<Reason> license(List<License> licenses, List<License> unverified, @Nullable UsState state,
            Instant start) {
        if (permitting(licenses, state, start).isPresent()) {
            return Optional.empty();
        }
        var all = Stream.concat(licenses.stream(), unverified.stream()).toList();
        return permitting(all, state, start)
                .map(waiting -> new Reason(Code.LICENSE_NOT_VERIFIED,
                        "The license for %s waits for verification by the clinic".formatted(waiting)))
                .or(() -> missing(licenses, state, start));
    }

    /** Returns a state, the given one if any, whose patients the licenses permit. */
    private static Optional<UsState> permitting(List<License> licenses, @Nullable UsState state, Instant start) {
        return licenses.stream()
                .map(License::state)
                .filter(each -> (state == null || each == state) && License.permit(licenses, each, start))
                .findFirst();
    }

    private static Optional<Reason> missing(List<License> licenses, @Nullable UsState state, Instant start) {
        var ofState = licenses.stream().filter(license -> state == null || license.state() == state).toList();
        if (ofState.isEmpty()) {
            return reason(Code.NO_LICENSE,
                    "The doctor has no license for " + (state == null ? "any state" : state.name()));
        }
        return notValid(licenses, ofState.getFirst().state(), start);
    }

    private static Optional<Reason> notValid(List<License> licenses, UsState state, Instant start) {
        var date = License.dateWithout(licenses, state, start).orElseThrow();
        var ofState = licenses.stream().filter(license -> license.state() == state).toList();
        var next = ofState.stream().map(License::validFrom).filter(date::isBefore).min(Comparator.naturalOrder());
        var last = ofState.stream()
                .map(License::validUntil)
                .filter(Objects::nonNull)
                .filter(date::isAfter)
                .max(Comparator.naturalOrder());
        return next
                .map(from -> new Reason(Code.LICENSE_NOT_YET_VALID,
                        "The license for %s is valid from %s, and the visit is on %s there".formatted(state, from,
                                date)))
                .or(() -> last.map(until -> new Reason(Code.LICENSE_ENDED,
                        "The license for %s was valid until %s, and the visit is on %s there".formatted(state, until,
                                date))));
    }
}
