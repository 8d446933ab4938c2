package dev.medislot.booking;

import static java.util.stream.Collectors.groupingBy;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.StoredClinic.Type;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.event.SchedulePublished;
import dev.medislot.common.event.SlotTime;
import dev.medislot.testkit.EventPublisher;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Edits of doctors' days, which arrive on the topic as from the availability service, and a record of the slots that
 * were offered at each time. An edit takes some starts away and gives others back, and makes visits shorter and longer.
 */
class DayEdits implements AutoCloseable {

    /** Visits last as long as their type says, or that much less. */
    static final Duration SHORTER = Duration.ofMinutes(10);

    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    /**
     * A day that was published; times are nano times.
     *
     * @param ends of each slot that it offers
     * @param from no claim has read it before
     * @param stored each claim that began later has read it or a later one
     */
    private record Day(Map<SlotId, Instant> ends, long from, long stored) {}

    private final Map<DoctorId, List<SlotId>> slots;
    private final Map<DoctorId, List<Day>> days = new HashMap<>();
    private final Map<UUID, Type> types;
    private final JdbcClient jdbc;
    private final EventPublisher topic = new EventPublisher();

    /**
     * Edits the days of these slots, which are stored with version 1, whole and long.
     *
     * @param types by their ids
     */
    DayEdits(Collection<SlotId> slots, Map<UUID, Type> types, JdbcClient jdbc) {
        this.slots = slots.stream().collect(groupingBy(SlotId::doctor));
        this.types = types;
        this.jdbc = jdbc;
        this.slots.forEach((doctor, all) -> {
            var ends = all.stream().collect(Collectors.toMap(slot -> slot, slot -> end(slot, false)));
            days.put(doctor, new ArrayList<>(List.of(new Day(ends, Long.MIN_VALUE, Long.MIN_VALUE))));
        });
    }

    /** Publishes another version of the day of one doctor, and waits until it is stored. */
    void edit(Random random) {
        var doctor = List.copyOf(slots.keySet()).get(random.nextInt(slots.size()));
        var ends = new HashMap<SlotId, Instant>();
        for (var sameType : ofOneType(doctor).values()) {
            boolean shorter = random.nextBoolean();
            // one start stays: a claim waits for a day without any
            var kept = sameType.get(random.nextInt(sameType.size()));
            sameType.stream()
                    .filter(slot -> slot.equals(kept) || random.nextInt(4) > 0)
                    .forEach(slot -> ends.put(slot, end(slot, shorter)));
        }
        var versions = days.get(doctor);
        long version = versions.size() + 1L;
        long from = System.nanoTime();
        topic.publish(published(doctor, version, ends));
        await().pollInterval(Duration.ofMillis(5)).until(() -> stored(doctor) == version);
        versions.add(new Day(ends, from, System.nanoTime()));
    }

    int count() {
        return days.values().stream().mapToInt(versions -> versions.size() - 1).sum();
    }

    /** Whether the slot can have been offered with that end between these nano times. */
    boolean canHaveBeenOffered(SlotId slot, Instant end, long from, long to) {
        return canHaveBeen(slot.doctor(), from, to, day -> end.equals(day.ends().get(slot)));
    }

    boolean canHaveBeenMissing(SlotId slot, long from, long to) {
        return canHaveBeen(slot.doctor(), from, to, day -> !day.ends().containsKey(slot));
    }

    private boolean canHaveBeen(DoctorId doctor, long from, long to, Predicate<Day> what) {
        var versions = days.get(doctor);
        for (int i = 0; i < versions.size(); i++) {
            var replaced = i + 1 == versions.size() ? Long.MAX_VALUE : versions.get(i + 1).stored();
            if (versions.get(i).from() <= to && from <= replaced && what.test(versions.get(i))) {
                return true;
            }
        }
        return false;
    }

    private Map<String, List<SlotId>> ofOneType(DoctorId doctor) {
        return slots.get(doctor).stream().collect(groupingBy(slot -> String.valueOf(slot.visitType())));
    }

    private Instant end(SlotId slot, boolean shorter) {
        var end = slot.start().plus(type(slot) == null ? StoredClinic.VISIT : Duration.ofMinutes(type(slot).minutes()));
        return shorter ? end.minus(SHORTER) : end;
    }

    private @Nullable Type type(SlotId slot) {
        return slot.visitType() == null ? null : types.get(slot.visitType());
    }

    private long stored(DoctorId doctor) {
        return jdbc.sql("select version from doctor_day where doctor_id = ?")
                .param(doctor.value())
                .query(Long.class)
                .single();
    }

    private SchedulePublished published(DoctorId doctor, long version, Map<SlotId, Instant> ends) {
        var offered = ends.keySet().stream().sorted((one, other) -> one.start().compareTo(other.start())).toList();
        var date = LocalDate.ofInstant(offered.getFirst().start(), ZONE);
        var ofNoType = offered.stream()
                .filter(slot -> slot.visitType() == null)
                .map(slot -> new SlotTime(slot, slot.start(), ends.get(slot)))
                .toList();
        var visits = offered.stream()
                .filter(slot -> slot.visitType() != null)
                .collect(groupingBy(slot -> types.get(slot.visitType())))
                .entrySet()
                .stream()
                .map(each -> visit(each.getKey(), each.getValue(), ends))
                .toList();
        return new SchedulePublished(doctor.value(), date, version, Instant.now(), ZONE, ofNoType, Set.of(UsState.CA),
                List.of(), visits);
    }

    private static SchedulePublished.Visit visit(Type type, List<SlotId> offered, Map<SlotId, Instant> ends) {
        var first = offered.getFirst();
        var minutes = (int) Duration.between(first.start(), ends.get(first)).toMinutes();
        return new SchedulePublished.Visit(type.id(), type.name(), type.mode(), minutes, type.before(), type.after(),
                type.place(), offered.stream().map(SlotId::start).toList());
    }

    @Override
    public void close() {
        topic.close();
    }
}
