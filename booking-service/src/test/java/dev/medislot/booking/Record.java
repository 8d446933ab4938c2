package dev.medislot.booking;

import dev.medislot.booking.StoredClinic.Type;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.event.BookingUpdated;
import dev.medislot.common.event.EventJson;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.EventRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A record of requests and answers, and of their contradictions.
 * <p>
 * It knows only the contract of the service. It computes two times of every booking and hold: surely live, from the
 * answer that granted it to the request that ended it, and possibly live, from the request that granted it to the
 * answer that ended it.
 */
class Record {

    /** Clocks of instances and test are one; this is for rounding. */
    private static final long SLACK = Duration.ofMillis(50).toNanos();

    enum Act {
        BOOK, HOLD, MOVE, CANCEL
    }

    /** One request; times are nano times. */
    record Call(Act act, UUID patient, @Nullable SlotId slot, @Nullable String booking, long from, long to,
            Answer answer) {

        boolean succeeded() {
            return answer.problem().equals("ok");
        }
    }

    record Version(String booking, int number) {}

    /** A version that was answered: the slot it was on, and the first request and answer that speak of it. */
    record Change(UUID patient, SlotId slot, Instant end, String status, long from, long to) {

        Change or(Change again) {
            return new Change(patient, slot, end, status, Math.min(from, again.from), Math.min(to, again.to));
        }
    }

    /** The time of a visit in a slot, which is the patient's; with its buffers it is the doctor's. */
    private record Times(DoctorId doctor, Instant start, Instant end, Instant busyFrom, Instant busyUntil) {

        boolean takePatientsTimeOf(Times other) {
            return start.isBefore(other.end) && other.start.isBefore(end);
        }

        boolean takeDoctorsTimeOf(Times other) {
            return doctor.equals(other.doctor) && busyFrom.isBefore(other.busyUntil)
                    && other.busyFrom.isBefore(busyUntil);
        }
    }

    /**
     * A patient's time with a doctor; the sure time is empty if it ends before it starts.
     *
     * @param times surely taken
     * @param widest possibly taken
     */
    private record Stay(String what, UUID patient, Times times, Times widest, long possibleFrom, long sureFrom,
            long sureTo, long possibleTo) {

        boolean isInTheWayOf(Stay other) {
            return times.takeDoctorsTimeOf(other.times)
                    || (patient.equals(other.patient) && times.takePatientsTimeOf(other.times));
        }

        boolean wasSurelyThereWith(Stay other) {
            return Math.max(sureFrom, other.sureFrom) < Math.min(sureTo, other.sureTo);
        }

        boolean canHaveBeenThere(long from, long to) {
            return possibleFrom <= to && from <= possibleTo;
        }
    }

    private final Collection<Call> calls = new ConcurrentLinkedQueue<>();
    private final Map<UUID, Type> types;

    /** @param types by their ids */
    Record(Map<UUID, Type> types) {
        this.types = types;
    }

    private Times times(SlotId slot, Instant end) {
        var start = slot.start();
        var type = slot.visitType() == null ? null : Objects.requireNonNull(types.get(slot.visitType()));
        if (type == null) {
            return new Times(slot.doctor(), start, end, start, end);
        }
        return new Times(slot.doctor(), start, end, start.minus(Duration.ofMinutes(type.before())),
                end.plus(Duration.ofMinutes(type.after())));
    }

    private Times shortest(SlotId slot) {
        return times(slot, longestEnd(slot).minus(DayEdits.SHORTER));
    }

    private Times longest(SlotId slot) {
        return times(slot, longestEnd(slot));
    }

    private Instant longestEnd(SlotId slot) {
        return slot.start()
                .plus(slot.visitType() == null ? StoredClinic.VISIT
                        : Duration.ofMinutes(Objects.requireNonNull(types.get(slot.visitType())).minutes()));
    }

    Answer call(Act act, ApiCaller patient, @Nullable SlotId slot, @Nullable String booking, Supplier<Answer> request) {
        long from = System.nanoTime();
        var answer = request.get();
        calls.add(new Call(act, patient.id(), slot, booking, from, System.nanoTime(), answer));
        return answer;
    }

    Collection<Call> calls() {
        return calls;
    }

    Map<String, Long> problems() {
        return calls.stream().collect(Collectors.groupingBy(call -> call.answer().problem(), Collectors.counting()));
    }

    /** Every version that was answered. */
    Map<Version, Change> changes() {
        var changes = new HashMap<Version, Change>();
        for (var call : calls) {
            if (call.succeeded() && call.act() != Act.HOLD) {
                var answer = call.answer();
                changes.merge(new Version(answer.id(), answer.body().path("version").asInt()),
                        new Change(call.patient(), SlotId.parse(answer.text("slotId")),
                                Instant.parse(answer.text("end")), answer.text("status"), call.from(), call.to()),
                        Change::or);
            }
        }
        return changes;
    }

    /** Every version in the events of those doctors; all booking events have the same fields. */
    Map<Version, BookingUpdated> published(List<EventRecord> events, Set<String> doctors) {
        var published = new HashMap<Version, BookingUpdated>();
        for (var event : events) {
            var value = EventJson.read(event.value(), BookingUpdated.class);
            if (doctors.contains(value.doctorId().toString())) {
                published.put(new Version(event.key(), value.version()), value);
            }
        }
        return published;
    }

    /** Everything that cannot be; empty when all is well. */
    List<String> contradictions(List<EventRecord> events, Set<String> doctors, DayEdits edits) {
        var found = new ArrayList<String>();
        var published = published(events, doctors);
        var changes = changes();
        changes.forEach((version, change) -> {
            var event = published.get(version);
            if (event == null || !event.slot().id().equals(change.slot()) || !event.slot().end().equals(change.end())
                    || !event.status().name().equals(change.status())) {
                found.add("%s was answered as %s and published as %s".formatted(version, change, event));
            }
        });
        published.keySet()
                .stream()
                .filter(version -> !changes.containsKey(version))
                .forEach(version -> found.add(version + " was published and never answered"));
        var bookings = new HashMap<String, TreeMap<Integer, BookingUpdated>>();
        published.forEach((version, event) -> bookings.computeIfAbsent(version.booking(), _ -> new TreeMap<>())
                .put(version.number(), event));
        bookings.forEach((booking, versions) -> checkVersions(booking, versions, found));
        found.addAll(outOfOrder(events.stream().filter(event -> bookings.containsKey(event.key())).toList()));

        var stays = new ArrayList<Stay>();
        changes.forEach((version, change) -> stays.add(stay(version, change, changes)));
        stays.removeIf(stay -> stay.what().contains("CANCELLED"));
        stays.addAll(holds());
        checkOverlaps(stays, found);
        checkRefusals(stays, found);
        checkOffers(changes, edits, found);
        return found;
    }

    private static void checkVersions(String booking, TreeMap<Integer, BookingUpdated> versions, List<String> found) {
        @Nullable
        BookingUpdated before = null;
        for (var event : versions.values()) {
            if (event.version() != (before == null ? 1 : before.version() + 1)) {
                found.add("%s has a gap before version %d".formatted(booking, event.version()));
            }
            var previous = event.previousSlot();
            if (before != null && previous != null && !previous.id().equals(before.slot().id())) {
                found.add("%s moved from where it was not, version %d".formatted(booking, event.version()));
            }
            if (before != null && before.status() != BookingStatus.CONFIRMED) {
                found.add("%s changed after it was closed, version %d".formatted(booking, event.version()));
            }
            before = event;
        }
    }

    private static List<String> outOfOrder(List<EventRecord> events) {
        var last = new HashMap<String, Long>();
        return events.stream().filter(event -> {
            var before = last.put(event.key(), event.sequence());
            return before != null && before > event.sequence();
        }).map(event -> event.key() + " was published out of order").toList();
    }

    private Stay stay(Version version, Change change, Map<Version, Change> changes) {
        var next = changes.get(new Version(version.booking(), version.number() + 1));
        var times = times(change.slot(), change.end());
        return new Stay("%s %s".formatted(version, change.status()), change.patient(), times, times, change.from(),
                change.to(), next == null ? Long.MAX_VALUE : next.from(), next == null ? Long.MAX_VALUE : next.to());
    }

    /** A hold is there for certain until it ends or its patient asks for anything else. */
    private List<Stay> holds() {
        return calls.stream().filter(call -> call.act() == Act.HOLD && call.succeeded()).map(call -> {
            long ends = call.to()
                    + Duration.between(Instant.now(), Instant.parse(call.answer().text("expiresAt"))).toNanos()
                    + (System.nanoTime() - call.to());
            long nextOfPatient = calls.stream()
                    .filter(other -> other != call && other.patient().equals(call.patient())
                            && other.to() > call.from())
                    .mapToLong(Call::from)
                    .min()
                    .orElse(Long.MAX_VALUE);
            var slot = Objects.requireNonNull(call.slot());
            return new Stay("hold " + call.answer().id(), call.patient(), shortest(slot), longest(slot), call.from(),
                    call.to(), Math.min(ends - SLACK, nextOfPatient), ends + SLACK);
        }).toList();
    }

    private static void checkOverlaps(List<Stay> stays, List<String> found) {
        for (int i = 0; i < stays.size(); i++) {
            for (int j = i + 1; j < stays.size(); j++) {
                var one = stays.get(i);
                var other = stays.get(j);
                if (!one.what().equals(other.what()) && one.isInTheWayOf(other) && one.wasSurelyThereWith(other)) {
                    found.add("%s and %s were there at once".formatted(one, other));
                }
            }
        }
    }

    private void checkRefusals(List<Stay> stays, List<String> found) {
        for (var call : calls) {
            var slot = call.slot();
            if (slot == null || call.answer().header("Idempotent-Replayed").isPresent()) {
                continue;
            }
            var wanted = longest(slot);
            boolean explained = switch (call.answer().problem()) {
                case "slot-taken" -> stays.stream()
                        .anyMatch(stay -> !stay.patient().equals(call.patient())
                                && stay.widest().takeDoctorsTimeOf(wanted)
                                && stay.canHaveBeenThere(call.from(), call.to()));
                case "patient-busy" -> stays.stream()
                        .anyMatch(stay -> stay.patient().equals(call.patient())
                                && (stay.widest().takePatientsTimeOf(wanted) || stay.widest().takeDoctorsTimeOf(wanted))
                                && stay.canHaveBeenThere(call.from(), call.to()));
                default -> true;
            };
            if (!explained) {
                found.add("%s was not true: %s".formatted(call.answer().problem(), call));
            }
        }
    }

    /** Each slot was offered when it was granted, and as long; and not when it was unknown. */
    private void checkOffers(Map<Version, Change> changes, DayEdits edits, List<String> found) {
        changes.forEach((version, change) -> {
            if (change.status().equals("CONFIRMED")
                    && !edits.canHaveBeenOffered(change.slot(), change.end(), change.from(), change.to())) {
                found.add("%s was not offered: %s".formatted(version, change));
            }
        });
        calls.stream()
                .filter(call -> call.act() == Act.BOOK || call.act() == Act.HOLD)
                .filter(call -> call.answer().problem().equals("not-found"))
                .filter(call -> call.answer().header("Idempotent-Replayed").isEmpty())
                .filter(call -> !edits.canHaveBeenMissing(Objects.requireNonNull(call.slot()), call.from(), call.to()))
                .forEach(call -> found.add("not-found was not true: " + call));
    }
}
