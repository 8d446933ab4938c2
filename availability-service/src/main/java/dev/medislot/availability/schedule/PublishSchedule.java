package dev.medislot.availability.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.medislot.availability.schedule.PublishedSlots.Published;
import dev.medislot.availability.slot.LiveBooking;
import dev.medislot.availability.slot.OfferedTime;
import dev.medislot.availability.slot.OfferedVisit;
import dev.medislot.availability.slot.Plan;
import dev.medislot.availability.slot.PlannedSlot;
import dev.medislot.availability.slot.SlotSettings;
import dev.medislot.availability.withdrawal.AffectedBooking;
import dev.medislot.availability.withdrawal.RemovedSlot;
import dev.medislot.availability.withdrawal.RemovedSlots;
import dev.medislot.availability.withdrawal.WithdrawnSlots;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.event.SchedulePublished;
import dev.medislot.common.event.SchedulePublished.PartLicense;
import dev.medislot.common.event.SlotTime;
import dev.medislot.common.event.Topics;
import dev.medislot.service.outbox.Outbox;
import dev.medislot.web.problem.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings a doctor's stored slots in line with hours, time off, licenses and bookings, and publishes the days that
 * changed.
 */
@Component
class PublishSchedule {

    private record Day(LocalDate date, List<PlannedSlot> offered) {

        static Day of(LocalDate date, List<PlannedSlot> slots) {
            return new Day(date, slots.stream().filter(PlannedSlot::isOffered).toList());
        }

        boolean offersTheSameAs(Day other) {
            return facts().equals(other.facts());
        }

        private List<List<?>> facts() {
            return offered.stream()
                    .<List<?>>map(
                            slot -> List.of(slot.start(), slot.end(), slot.states(), Optional.ofNullable(slot.fits())))
                    .toList();
        }

        Set<UsState> statesOfEverySlot() {
            return UsState.ofMask(offered.stream().mapToLong(PlannedSlot::states).reduce(-1, (a, b) -> a & b));
        }

        List<PartLicense> statesOfSomeSlots() {
            long some = offered.stream().mapToLong(PlannedSlot::states).reduce(0, (a, b) -> a | b);
            return UsState.ofMask(some & ~UsState.mask(statesOfEverySlot()))
                    .stream()
                    .map(state -> new PartLicense(state,
                            offered.stream().filter(slot -> slot.serves(state)).map(PlannedSlot::start).toList()))
                    .toList();
        }
    }

    /** The states whose patients lost a slot, and its visit types, which are null for the default visit. */
    private record Lost(long states, @Nullable Long types) {

        static Lost of(long states, OfferedVisit visit) {
            return new Lost(states, states == 0 ? 0 : visit.mask());
        }

        Lost or(Lost other) {
            return new Lost(states | other.states,
                    types == null || other.types == null ? null : Long.valueOf(types | other.types));
        }
    }

    private final Schedules schedules;
    private final PublishedSlots slots;
    private final WithdrawnSlots withdrawnSlots;
    private final ScheduleProperties settings;
    private final Outbox outbox;
    private final Clock clock;

    PublishSchedule(Schedules schedules, PublishedSlots slots, WithdrawnSlots withdrawnSlots,
            ScheduleProperties settings, Outbox outbox, Clock clock) {
        this.schedules = schedules;
        this.slots = slots;
        this.withdrawnSlots = withdrawnSlots;
        this.settings = settings;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Publishes all dates from today to the horizon; returns the slots and bookings that this removes. */
    @Transactional(propagation = Propagation.MANDATORY)
    RemovedSlots publish(DoctorId doctor) {
        return publish(doctor, LocalDate.MIN);
    }

    /**
     * Does the same after an edit, which may have moved the doctor's place.
     *
     * @param isPreview whether the edit is rolled back, so that nothing needs to be written
     */
    @Transactional(propagation = Propagation.MANDATORY)
    RemovedSlots publishEdited(FormerOffer former, boolean isPreview) {
        return publish(lock(former.settings().doctor()), former, LocalDate.MIN, isPreview);
    }

    /** Publishes the dates from the given one on. */
    @Transactional(propagation = Propagation.MANDATORY)
    RemovedSlots publish(DoctorId doctor, LocalDate notBefore) {
        var slotSettings = lock(doctor);
        return publish(slotSettings, null, notBefore, false);
    }

    /** An edit has locked the doctor already, but may have changed zone or slot length. */
    private SlotSettings lock(DoctorId doctor) {
        return schedules.lock(doctor).orElseThrow(Refused::notFound);
    }

    /** @param former null if nothing was edited */
    private RemovedSlots publish(SlotSettings slotSettings, @Nullable FormerOffer former, LocalDate notBefore,
            boolean isPreview) {
        var now = clock.instant();
        var doctor = slotSettings.doctor();
        var today = LocalDate.ofInstant(now, slotSettings.timeZone());
        var from = notBefore.isBefore(today) ? today : notBefore;
        var horizon = today.plusDays(settings.horizonDays());
        var boundary = from.atStartOfDay(slotSettings.timeZone()).toInstant();

        var before = slots.storedFrom(doctor, boundary);
        var plan = schedules.plan(slotSettings, boundary);
        var after = from.isBefore(horizon) ? plan.slots(from, horizon) : List.<PlannedSlot>of();

        if (!isPreview) {
            withdrawnSlots.forgetOffered(doctor);
            slots.replace(doctor, before, after);
            slots.markPublished(doctor, horizon);
            publishDays(plan, from, before, after, now);
        }
        var place = former == null ? slotSettings.place() : former.settings().place();
        return new RemovedSlots(lost(plan, place, before, after, now),
                affected(plan, former, place, horizon, before, after, now));
    }

    /** Deletes the days before the history that calendars show, here and on Kafka. */
    @Transactional(propagation = Propagation.MANDATORY)
    void forgetOldDays(DoctorId doctor) {
        var slotSettings = lock(doctor);
        var oldest = LocalDate.ofInstant(clock.instant(), slotSettings.timeZone()).minusDays(settings.historyDays());
        var boundary = oldest.atStartOfDay(slotSettings.timeZone()).toInstant();
        slots.deleteSlotsBefore(doctor, boundary);
        withdrawnSlots.forgetBefore(doctor, boundary);
        slots.deleteDaysBefore(doctor, oldest)
                .forEach((date, version) -> outbox.erase(Topics.SCHEDULES,
                        SchedulePublished.keyOf(doctor.value(), date), SchedulePublished.class, version));
    }

    private void publishDays(Plan plan, LocalDate from, List<PlannedSlot> before, List<PlannedSlot> after,
            Instant now) {
        var slotSettings = plan.slotSettings();
        var was = before.stream().collect(groupingBy(PlannedSlot::date));
        var is = after.stream().collect(groupingBy(PlannedSlot::date));
        var published = slots.published(slotSettings.doctor(), from);
        var facts = new Published(slotSettings.timeZone().getId(), digest(plan.visits()));
        var changed = Stream.of(was.keySet(), is.keySet())
                .flatMap(Set::stream)
                .distinct()
                .sorted()
                .map(date -> Day.of(date, is.getOrDefault(date, List.of())))
                .filter(day -> !day.offersTheSameAs(Day.of(day.date(), was.getOrDefault(day.date(), List.of())))
                        || (!day.offered().isEmpty() && !facts.equals(published.get(day.date()))))
                .toList();
        if (!changed.isEmpty()) {
            publish(plan, facts, changed, now);
        }
        slots.markPlanned(slotSettings.doctor(), from);
    }

    private static @Nullable UUID digest(@Nullable List<OfferedVisit> visits) {
        return visits == null ? null : UUID.nameUUIDFromBytes(visits.toString().getBytes(UTF_8));
    }

    private void publish(Plan plan, Published facts, List<Day> changed, Instant now) {
        var slotSettings = plan.slotSettings();
        var doctor = slotSettings.doctor().value();
        var versions = slots.nextVersions(slotSettings, facts.visits(), changed.stream().map(Day::date).toList());
        var events = new ArrayList<SchedulePublished>();
        for (var day : changed) {
            long version = Objects.requireNonNull(versions.get(day.date()));
            if (day.offered().isEmpty()) {
                outbox.erase(Topics.SCHEDULES, SchedulePublished.keyOf(doctor, day.date()), SchedulePublished.class,
                        version);
            } else {
                events.add(published(plan, day, version, now));
            }
        }
        outbox.publishAll(events);
    }

    private static SchedulePublished published(Plan plan, Day day, long version, Instant now) {
        var slotSettings = plan.slotSettings();
        var doctor = slotSettings.doctor();
        var slots = day.offered()
                .stream()
                .filter(slot -> !slot.isStepOfGrid())
                .map(slot -> new SlotTime(new SlotId(doctor, slot.start()), slot.start(), slot.end()))
                .toList();
        return new SchedulePublished(doctor.value(), day.date(), version, now, slotSettings.timeZone(), slots,
                day.statesOfEverySlot(), day.statesOfSomeSlots(), visits(plan, day));
    }

    private static List<SchedulePublished.Visit> visits(Plan plan, Day day) {
        return Objects.requireNonNullElse(plan.visits(), List.<OfferedVisit>of())
                .stream()
                .map(visit -> new SchedulePublished.Visit(visit.type(), visit.name(), visit.mode(), visit.minutes(),
                        visit.bufferBefore(), visit.bufferAfter(), visit.state(),
                        day.offered().stream().filter(slot -> slot.offers(visit)).map(PlannedSlot::start).toList()))
                .filter(visit -> !visit.starts().isEmpty())
                .toList();
    }

    private static List<AffectedBooking> affected(Plan plan, @Nullable FormerOffer former,
            @Nullable UsState formerPlace, LocalDate horizon, List<PlannedSlot> before, List<PlannedSlot> after,
            Instant now) {
        var doctor = plan.slotSettings().doctor();
        var end = horizon.atStartOfDay(plan.slotSettings().timeZone()).toInstant();
        return plan.bookings()
                .stream()
                .filter(booking -> booking.confirmed() && booking.start().isAfter(now))
                .filter(affected(plan, former, formerPlace, before, after, end))
                .map(booking -> affected(booking, doctor))
                .toList();
    }

    private static AffectedBooking affected(LiveBooking booking, DoctorId doctor) {
        return new AffectedBooking(booking.id(), new SlotId(doctor, booking.start(), booking.visitType()),
                booking.start(), booking.end(), booking.patientState());
    }

    /**
     * With visit types, a booking is affected if its time is no longer offered, even if others can start then. A change
     * of the visits themselves affects those that could not be booked again.
     */
    private static Predicate<LiveBooking> affected(Plan plan, @Nullable FormerOffer former,
            @Nullable UsState formerPlace, List<PlannedSlot> before, List<PlannedSlot> after, Instant horizon) {
        var zone = plan.slotSettings().timeZone();
        if (Stream.concat(before.stream(), after.stream()).anyMatch(PlannedSlot::isStepOfGrid)) {
            var was = OfferedTime.of(before, zone, horizon);
            var is = OfferedTime.of(after, zone, horizon);
            var changed = former != null && former.hasOtherVisitsThan(plan) ? former : null;
            return booking -> (!is.accommodates(booking)
                    && (was.accommodates(booking) || (was.covers(booking) && !is.covers(booking))))
                    || losesPlace(plan, formerPlace, booking, was, is)
                    || (changed != null && was.offers(booking, changed.visits()) && !is.offers(booking, plan.visits()));
        }
        var was = PlannedSlot.byStart(before);
        var is = PlannedSlot.byStart(after);
        return booking -> isAffected(booking, was.get(booking.start()), is.get(booking.start()));
    }

    /**
     * Whether the place of a visit in person is now in a state where the doctor has no license at that time, and was
     * not before. Without a place, the visit stayed in the state of its booking.
     */
    private static boolean losesPlace(Plan plan, @Nullable UsState formerPlace, LiveBooking booking, OfferedTime was,
            OfferedTime is) {
        var place = plan.slotSettings().place();
        return place != null && isInPerson(plan.visits(), booking) && !is.serves(place, booking.start())
                && was.covers(booking)
                && was.serves(formerPlace == null ? booking.patientState() : formerPlace, booking.start());
    }

    private static boolean isInPerson(@Nullable List<OfferedVisit> visits, LiveBooking booking) {
        return visits != null
                && visits.stream().anyMatch(visit -> visit.state() != null && visit.type().equals(booking.visitType()));
    }

    private static List<RemovedSlot> lost(Plan plan, @Nullable UsState formerPlace, List<PlannedSlot> before,
            List<PlannedSlot> after, Instant now) {
        var is = PlannedSlot.byStart(after);
        return before.stream()
                .filter(slot -> slot.start().isAfter(now))
                .flatMap(slot -> lost(plan, formerPlace, slot, is.get(slot.start())))
                .toList();
    }

    /** A change of the visit types themselves loses nothing. */
    private static Stream<RemovedSlot> lost(Plan plan, @Nullable UsState formerPlace, PlannedSlot slot,
            @Nullable PlannedSlot next) {
        var visits = plan.visits();
        if (visits == null && !slot.isStepOfGrid()) {
            return lost(plan, slot.start(), slot.end(), new Lost(slot.statesLostTo(next), null));
        }
        return visits == null ? Stream.empty()
                : visits.stream()
                        .filter(slot::offers)
                        .map(visit -> visit.at(formerPlace))
                        .collect(toMap(OfferedVisit::minutes, visit -> Lost.of(slot.statesLostTo(next, visit), visit),
                                Lost::or))
                        .entrySet()
                        .stream()
                        .flatMap(lost -> lost(plan, slot.start(), slot.start().plus(Duration.ofMinutes(lost.getKey())),
                                lost.getValue()));
    }

    private static Stream<RemovedSlot> lost(Plan plan, Instant start, Instant end, Lost lost) {
        return lost.states() == 0 ? Stream.empty()
                : Stream.of(new RemovedSlot(start, end, lost.states(), lost.types(),
                        spared(start, end, lost.states(), plan.bookings())));
    }

    private static @Nullable UUID spared(Instant start, Instant end, long states, List<LiveBooking> bookings) {
        return bookings.stream()
                .filter(booking -> booking.start().equals(start) && booking.end().equals(end)
                        && (states & booking.patientState().bit()) == 0)
                .map(LiveBooking::id)
                .findFirst()
                .orElse(null);
    }

    /** A booking that an earlier edit kept is affected again when the time itself is removed. */
    private static boolean isAffected(LiveBooking booking, @Nullable PlannedSlot before, @Nullable PlannedSlot after) {
        if (before == null || !before.end().equals(booking.end()) || (after != null && after.accommodates(booking))) {
            return false;
        }
        return before.accommodates(booking) || before.goesWith(after);
    }
}
