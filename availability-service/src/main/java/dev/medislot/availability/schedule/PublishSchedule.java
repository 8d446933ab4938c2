package dev.medislot.availability.schedule;

import static java.util.stream.Collectors.groupingBy;

import dev.medislot.availability.slot.LiveBooking;
import dev.medislot.availability.slot.PlannedSlot;
import dev.medislot.availability.slot.SlotSettings;
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
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
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
            return offered.stream().<List<?>>map(slot -> List.of(slot.start(), slot.end(), slot.states())).toList();
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

    private final Schedules schedules;
    private final WithdrawnSlots withdrawnSlots;
    private final ScheduleProperties settings;
    private final Outbox outbox;
    private final Clock clock;

    PublishSchedule(Schedules schedules, WithdrawnSlots withdrawnSlots, ScheduleProperties settings, Outbox outbox,
            Clock clock) {
        this.schedules = schedules;
        this.withdrawnSlots = withdrawnSlots;
        this.settings = settings;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Publishes all dates from today to the horizon; returns the slots and bookings that this removes. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Losses publish(DoctorId doctor) {
        return publish(doctor, LocalDate.MIN);
    }

    /** Only the dates from the given one on. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Losses publish(DoctorId doctor, LocalDate notBefore) {
        var now = clock.instant();
        // the lock when the horizon is extended; an edit holds it already, but may have changed zone or slot length
        var slotSettings = schedules.lock(doctor).orElseThrow(Refused::notFound);
        var today = LocalDate.ofInstant(now, slotSettings.timeZone());
        var from = notBefore.isBefore(today) ? today : notBefore;
        var horizon = today.plusDays(settings.horizonDays());
        var boundary = from.atStartOfDay(slotSettings.timeZone()).toInstant();

        var before = schedules.storedFrom(doctor, boundary);
        var plan = schedules.plan(slotSettings, boundary);
        var after = from.isBefore(horizon) ? plan.slots(from, horizon) : List.<PlannedSlot>of();

        withdrawnSlots.forgetOffered(doctor);
        schedules.replace(doctor, before, after);
        schedules.markPublished(doctor, horizon);
        publishDays(slotSettings, from, before, after, now);
        return new Losses(lost(plan.bookings(), before, after, now),
                affected(doctor, plan.bookings(), before, after, now));
    }

    /** Deletes the days before the history that calendars show, here and on Kafka. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forgetOldDays(DoctorId doctor) {
        var slotSettings = schedules.lock(doctor).orElseThrow(Refused::notFound);
        var oldest = LocalDate.ofInstant(clock.instant(), slotSettings.timeZone()).minusDays(settings.historyDays());
        var boundary = oldest.atStartOfDay(slotSettings.timeZone()).toInstant();
        schedules.deleteSlotsBefore(doctor, boundary);
        withdrawnSlots.forgetBefore(doctor, boundary);
        schedules.deleteDaysBefore(doctor, oldest)
                .forEach((date, version) -> outbox.erase(Topics.SCHEDULES,
                        SchedulePublished.keyOf(doctor.value(), date), SchedulePublished.class, version));
    }

    private void publishDays(SlotSettings slotSettings, LocalDate from, List<PlannedSlot> before,
            List<PlannedSlot> after, Instant now) {
        var was = before.stream().collect(groupingBy(PlannedSlot::date));
        var is = after.stream().collect(groupingBy(PlannedSlot::date));
        var zones = schedules.publishedZones(slotSettings.doctor(), from);
        var changed = Stream.of(was.keySet(), is.keySet())
                .flatMap(Set::stream)
                .distinct()
                .sorted()
                .map(date -> Day.of(date, is.getOrDefault(date, List.of())))
                .filter(day -> !day.offersTheSameAs(Day.of(day.date(), was.getOrDefault(day.date(), List.of())))
                        || isInAnotherZone(day, slotSettings.timeZone(), zones.get(day.date())))
                .toList();
        if (!changed.isEmpty()) {
            publish(slotSettings, changed, now);
        }
        schedules.markPlanned(slotSettings.doctor(), from);
    }

    private static boolean isInAnotherZone(Day day, ZoneId zone, @Nullable String published) {
        return !day.offered().isEmpty() && !zone.getId().equals(published);
    }

    private void publish(SlotSettings slotSettings, List<Day> changed, Instant now) {
        var doctor = slotSettings.doctor().value();
        var versions = schedules.nextVersions(slotSettings, changed.stream().map(Day::date).toList());
        var events = new ArrayList<SchedulePublished>();
        for (var day : changed) {
            long version = Objects.requireNonNull(versions.get(day.date()));
            if (day.offered().isEmpty()) {
                outbox.erase(Topics.SCHEDULES, SchedulePublished.keyOf(doctor, day.date()), SchedulePublished.class,
                        version);
            } else {
                events.add(published(slotSettings, day, version, now));
            }
        }
        outbox.publishAll(events);
    }

    private static SchedulePublished published(SlotSettings slotSettings, Day day, long version, Instant now) {
        var doctor = slotSettings.doctor();
        var slots = day.offered()
                .stream()
                .map(slot -> new SlotTime(new SlotId(doctor, slot.start()), slot.start(), slot.end()))
                .toList();
        return new SchedulePublished(doctor.value(), day.date(), version, now, slotSettings.timeZone(), slots,
                day.statesOfEverySlot(), day.statesOfSomeSlots());
    }

    private static List<AffectedBooking> affected(DoctorId doctor, List<LiveBooking> bookings, List<PlannedSlot> before,
            List<PlannedSlot> after, Instant now) {
        var was = PlannedSlot.byStart(before);
        var is = PlannedSlot.byStart(after);
        return bookings.stream()
                .filter(booking -> booking.confirmed() && booking.start().isAfter(now))
                .filter(booking -> isAffected(booking, was.get(booking.start()), is.get(booking.start())))
                .map(booking -> new AffectedBooking(booking.id(), new SlotId(doctor, booking.start()), booking.start(),
                        booking.end(), booking.patientState()))
                .toList();
    }

    private static List<LostSlot> lost(List<LiveBooking> bookings, List<PlannedSlot> before, List<PlannedSlot> after,
            Instant now) {
        var is = PlannedSlot.byStart(after);
        return before.stream().filter(slot -> slot.start().isAfter(now)).flatMap(slot -> {
            long states = slot.statesLostTo(is.get(slot.start()));
            return states == 0 ? Stream.empty()
                    : Stream.of(new LostSlot(slot.start(), slot.end(), states, spared(slot, states, bookings)));
        }).toList();
    }

    private static @Nullable UUID spared(PlannedSlot slot, long states, List<LiveBooking> bookings) {
        return bookings.stream()
                .filter(booking -> booking.start().equals(slot.start()) && booking.end().equals(slot.end())
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
