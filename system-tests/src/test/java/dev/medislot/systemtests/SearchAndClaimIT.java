package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.common.SlotId;
import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Opening;
import dev.medislot.systemtests.kit.Person;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/**
 * Exactly the slots in the lists of openings, of a doctor and of a state, can be booked: tried over random hours,
 * nights, time off, licenses, visit types and bookings that race. {@code -Dmedislot.seed=…} repeats a run.
 */
@ResourceLock(Medislot.LOCK)
class SearchAndClaimIT {

    private static final List<String> STATES = List.of("CA", "FL", "NY", "GU", "AS");
    private static final List<String> ZONES = List.of("America/Los_Angeles", "America/Phoenix", "America/New_York",
            "Pacific/Honolulu", "America/St_Johns", "Pacific/Guam");
    private static final Set<String> TRUE_REFUSALS = Set.of("slot-taken", "not-licensed", "not-found", "slot-in-past",
            "too-late", "patient-busy");
    /** A window after the latest end and before the earliest start of the others; it belongs to the date before. */
    private static final Map<String, String> NIGHT = Map.of("start", "23:00", "end", "01:30");
    private static final int DOCTORS = 6;
    private static final int DAYS = 10;
    private static final int MAX_TRIES = 80;
    private static final Duration BOUND = Duration.ofMinutes(5);

    private final long seed = Long.getLong("medislot.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Medislot medislot = Medislot.running();
    private final Clinic clinic = medislot.clinic();
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final Map<String, Person> seekers = new HashMap<>();

    private final Map<String, String> zones = new HashMap<>();

    private List<VisitType> types = List.of();

    /** A slot and the state a patient wants it from. */
    private record Wish(String slotId, String state) {}

    /** A visit type of the clinic; the buffers are minutes. */
    private record VisitType(String id, int before, int after) {}

    /** A booking with the doctor's time that it takes. */
    private record Visit(Instant from, Instant until) {}

    @Test
    void whatIsListedCanBeBookedAndNothingElse() {
        System.out.println("search and claim: seed " + seed);
        var end = Instant.now().plus(BOUND);
        STATES.forEach(state -> seekers.put(state, aPatient(state)));
        types = List.of(visitType("VIDEO", 30, 0, 10), visitType("PHONE", 20, 0, 0), visitType("IN_PERSON", 45, 15, 5));
        var everSeen = new HashSet<String>();
        var doctors = IntStream.range(0, DOCTORS).mapToObj(number -> aRandomDoctor(everSeen, number % 2 == 0)).toList();
        doctors.forEach(this::bookSome);
        doctors.forEach(this::visitsTakeNoTimeTwice);

        doctors.forEach(doctor -> everSeen.addAll(everyIdOf(calendar(doctor).keySet())));
        var listed = settled(doctors);
        var others = everSeen.stream()
                .flatMap(slot -> STATES.stream().map(state -> new Wish(slot, state)))
                .filter(wish -> !listed.contains(wish))
                .collect(Collectors.toCollection(ArrayList::new));
        assertThat(listed).as("seed %d", seed).hasSizeGreaterThan(20);
        assertThat(others).as("seed %d", seed).hasSizeGreaterThan(20);

        var tomorrow = today.plusDays(1);
        assertThat(ofAll(doctors, tomorrow)).as("seed %d", seed).isEqualTo(ofEach(doctors, tomorrow));
        doctors.forEach(doctor -> theDeskAgrees(doctor, tomorrow));

        var granted = shuffled(new ArrayList<>(listed));
        granted.stream().limit(MAX_TRIES).takeWhile(_ -> Instant.now().isBefore(end)).forEach(this::isGranted);
        var counts = new TreeMap<String, Integer>();
        shuffled(others).stream()
                .limit(MAX_TRIES)
                .takeWhile(_ -> Instant.now().isBefore(end))
                .forEach(wish -> counts.merge(isRefused(wish), 1, Integer::sum));
        System.out.printf("search and claim: %d openings granted, refused %s%n", Math.min(MAX_TRIES, granted.size()),
                counts);
        assertThat(counts).as("seed %d", seed).containsKeys("not-licensed");
        assertThat(listed).as("seed %d", seed).anyMatch(this::isAfterMidnight);
    }

    private boolean isAfterMidnight(Wish wish) {
        var slot = SlotId.parse(wish.slotId());
        var zone = ZoneId.of(Objects.requireNonNull(zones.get(slot.doctor().toString())));
        return slot.start().atZone(zone).getHour() < 2;
    }

    private void isGranted(Wish wish) {
        var patient = seekers.get(wish.state());
        var answer = patient.api().post("/api/v1/bookings", wanted(wish));
        assertThat(answer.status()).as("seed %d: %s is listed, but %s", seed, wish, answer.text()).isEqualTo(201);
        staff().api().patch("/api/v1/bookings/" + answer.text("id"), Map.of("status", "CANCELLED")).isOk();
    }

    private String isRefused(Wish wish) {
        var answer = seekers.get(wish.state()).api().post("/api/v1/bookings", wanted(wish));
        assertThat(answer.problem()).as("seed %d: %s is not listed, but %s", seed, wish, answer.text())
                .isIn(TRUE_REFUSALS);
        return answer.problem();
    }

    /** In person, a patient would be at the doctor's place unless they say where. */
    private static Map<String, String> wanted(Wish wish) {
        return Map.of("slotId", wish.slotId(), "patientState", wish.state());
    }

    private VisitType visitType(String mode, int minutes, int before, int after) {
        var answer = staff().api()
                .post("/api/v1/visit-types",
                        Map.of("name", mode + " " + random.nextInt(10_000), "mode", mode, "minutes", minutes,
                                "bufferBefore", before, "bufferAfter", after))
                .isCreated();
        return new VisitType(answer.text("id"), before, after);
    }

    /** The ids themselves, and those of every visit type with the same doctor and start. */
    private Set<String> everyIdOf(Set<String> slots) {
        return slots.stream().flatMap(id -> {
            var slot = SlotId.parse(id);
            return Stream.concat(Stream.of(id), types.stream()
                    .map(type -> new SlotId(slot.doctor(), slot.start(), UUID.fromString(type.id())).toString()));
        }).collect(Collectors.toSet());
    }

    private Person aRandomDoctor(Set<String> everSeen, boolean withTypes) {
        var zone = pick(ZONES);
        var doctor = clinic.aDoctorWithoutHours(zone);
        zones.put(doctor.id(), zone);
        var licensed = shuffled(new ArrayList<>(STATES)).subList(0, 1 + random.nextInt(STATES.size()));
        licensed.forEach(state -> license(doctor, state));
        works(doctor, zone);
        await("slots of the first hours").until(() -> !calendar(doctor).isEmpty());
        everSeen.addAll(calendar(doctor).keySet());
        if (withTypes) {
            choosesTypes(doctor, licensed);
            everSeen.addAll(everyIdOf(calendar(doctor).keySet()));
        }
        if (random.nextBoolean()) {
            works(doctor, zone);
        }
        if (withTypes && random.nextBoolean()) {
            choosesTypes(doctor, licensed);
        }
        for (var offs = random.nextInt(3); offs > 0; offs--) {
            takesTimeOff(doctor);
        }
        return doctor;
    }

    /** To the minute, so that it begins and ends inside slots and steps. */
    private void takesTimeOff(Person doctor) {
        var start = today.plusDays(1 + random.nextInt(DAYS)).atTime(random.nextInt(24), random.nextInt(60));
        var end = start.plusMinutes(30 + random.nextInt(30 * 60));
        doctor.api()
                .post("/api/v1/doctors/me/time-off", Map.of("start", start.toString(), "end", end.toString()))
                .isCreated();
    }

    /** Some types, at lengths and steps of the doctor's own, and a place in a state of a license. */
    private void choosesTypes(Person doctor, List<String> licensed) {
        var items = shuffled(new ArrayList<>(types)).subList(0, 1 + random.nextInt(types.size()))
                .stream()
                .map(type -> random.nextBoolean() ? Map.of("visitTypeId", type.id())
                        : Map.of("visitTypeId", type.id(), "minutes", 10 + 5 * random.nextInt(10)))
                .toList();
        var place = Map.of("name", "Clinic", "street", "1 Main St", "city", "Springfield", "state", pick(licensed),
                "zip", "90001");
        doctor.api()
                .patch("/api/v1/doctors/me", Map.of("startEvery", pick(List.of(10, 15, 20, 30)), "place", place))
                .isOk();
        doctor.api().put("/api/v1/doctors/me/visit-types", Map.of("items", items)).isOk();
    }

    private void license(Person doctor, String state) {
        if (random.nextBoolean()) {
            license(doctor, state, today.plusDays(random.nextInt(-20, 5)), null);
        } else {
            var end = today.plusDays(random.nextInt(2, DAYS + 3));
            license(doctor, state, today.plusDays(random.nextInt(-20, 2)), end);
            if (random.nextBoolean()) {
                license(doctor, state, end.plusDays(1 + random.nextInt(3)), null);
            }
        }
    }

    private void license(Person doctor, String state, LocalDate from, @Nullable LocalDate until) {
        var license = new LinkedHashMap<String, Object>(Map.of("state", state, "number", "R" + random.nextInt(10_000)));
        license.put("validFrom", from.toString());
        if (until != null) {
            license.put("validUntil", until.toString());
        }
        doctor.api().post("/api/v1/doctors/me/licenses", license).isCreated();
    }

    private void works(Person doctor, String zone) {
        var week = new HashMap<String, Object>();
        for (var day : DayOfWeek.values()) {
            var windows = new ArrayList<Map<String, String>>();
            var hour = random.nextInt(6, 11);
            while (hour < 20 && random.nextInt(3) > 0) {
                var length = 1 + random.nextInt(4);
                windows.add(Map.of("start", LocalTime.of(hour, 0).toString(), "end",
                        LocalTime.of(Math.min(hour + length, 23), 0).toString()));
                hour += length + random.nextInt(2);
            }
            if (random.nextBoolean()) {
                windows.add(NIGHT);
            }
            week.put(day.name(), windows);
        }
        week.put(DayOfWeek.WEDNESDAY.name(), List.of(Map.of("start", "08:00", "end", "12:00"), NIGHT));
        doctor.api()
                .put("/api/v1/doctors/me/working-hours",
                        Map.of("timeZone", zone, "slotMinutes", pick(List.of(30, 45, 60)), "week", week))
                .isOk();
    }

    /** A patient of each state at once, for some of the next openings, so that visits of several types collide. */
    private void bookSome(Person doctor) {
        var open = new ArrayList<>(settled(List.of(doctor)));
        open.sort(Comparator.comparing((Wish wish) -> SlotId.parse(wish.slotId()).start())
                .thenComparing(Wish::slotId)
                .thenComparing(Wish::state));
        try (var patients = Executors.newVirtualThreadPerTaskExecutor()) {
            var claims = STATES.stream().flatMap(state -> {
                var inState = open.stream().filter(wish -> wish.state().equals(state)).limit(30).toList();
                var wishes = inState.isEmpty() ? List.<Wish>of() : List.of(pick(inState), pick(inState));
                return wishes.isEmpty() ? Stream.empty() : Stream.of(claims(aPatient(state), wishes));
            }).toList();
            for (var claim : patients.invokeAll(claims)) {
                assertThat(claim.get()).as("seed %d", seed).isSubsetOf("ok", "slot-taken", "patient-busy");
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private Callable<List<String>> claims(Person patient, List<Wish> wishes) {
        return () -> wishes.stream().map(wish -> clinic.books(patient, wish.slotId()).problem()).toList();
    }

    /** Counts the buffers of the visits as their time. */
    private void visitsTakeNoTimeTwice(Person doctor) {
        var visits = staff().api()
                .get("/api/v1/bookings?status=CONFIRMED&limit=200&doctorId=" + doctor.id())
                .list("items")
                .stream()
                .map(this::visit)
                .sorted(Comparator.comparing(Visit::from))
                .toList();
        for (int i = 1; i < visits.size(); i++) {
            assertThat(visits.get(i - 1).until()).as("seed %d: %s", seed, visits)
                    .isBeforeOrEqualTo(visits.get(i).from());
        }
    }

    private Visit visit(JsonNode booking) {
        var type = types.stream()
                .filter(each -> each.id().equals(booking.path("visitTypeId").asString("")))
                .findFirst()
                .orElse(new VisitType("", 0, 0));
        return new Visit(Instant.parse(booking.path("start").asString()).minus(Duration.ofMinutes(type.before())),
                Instant.parse(booking.path("end").asString()).plus(Duration.ofMinutes(type.after())));
    }

    /** The free time of a day at the front desk is what the search lists for each visit type. */
    private void theDeskAgrees(Person doctor, LocalDate date) {
        for (var state : STATES) {
            for (var type : types) {
                var filters = "&doctorId=%s&visitTypeId=%s".formatted(doctor.id(), type.id());
                await("the desk agrees").untilAsserted(() -> assertThat(freeAtTheDesk(doctor, date, state, type))
                        .as("seed %d, %s", seed, state)
                        .isEqualTo(openings(state, date, date, filters).map(Opening::id).collect(Collectors.toSet())));
            }
        }
    }

    private Set<String> freeAtTheDesk(Person doctor, LocalDate date, String state, VisitType type) {
        return staff().api()
                .get("/api/v1/desk/day?timeZone=UTC&date=%s&state=%s&doctorId=%s".formatted(date, state, doctor.id()))
                .isOk()
                .list("doctors")
                .stream()
                .flatMap(day -> day.path("slots").valueStream())
                .flatMap(slot -> slot.path("visits").valueStream())
                .filter(visit -> visit.path("visitTypeId").asString().equals(type.id()))
                .map(visit -> visit.path("slotId").asString())
                .collect(Collectors.toSet());
    }

    /** The openings of those doctors, once two reads a moment apart agree and claims have caught up. */
    private Set<Wish> settled(List<Person> doctors) {
        var looks = new ArrayList<Set<Wish>>();
        return await("the openings settle").pollInterval(Duration.ofMillis(250)).until(() -> {
            var look = ofEach(doctors, today);
            looks.add(look);
            return look;
        }, now -> looks.size() >= 3 && now.equals(looks.get(looks.size() - 3)));
    }

    /** The slots of each doctor's own list. */
    private Set<Wish> ofEach(List<Person> doctors, LocalDate from) {
        return doctors.stream()
                .flatMap(doctor -> STATES.stream()
                        .flatMap(state -> openings(state, from, "&limit=50&doctorId=" + doctor.id())
                                .map(opening -> new Wish(opening.id(), state))))
                .collect(Collectors.toSet());
    }

    /** As the lists of the states, of all doctors, have them. */
    private Set<Wish> ofAll(List<Person> doctors, LocalDate from) {
        var ids = doctors.stream().map(Person::id).collect(Collectors.toSet());
        return STATES.stream()
                .flatMap(
                        state -> openings(state, from, "&limit=200").filter(opening -> ids.contains(opening.doctorId()))
                                .map(opening -> new Wish(opening.id(), state)))
                .collect(Collectors.toSet());
    }

    /** A day longer than the calendar: the doctors' last local date goes on after that date has ended in UTC. */
    private Stream<Opening> openings(String state, LocalDate from, String filter) {
        return openings(state, from, today.plusDays(DAYS + 1), filter);
    }

    private Stream<Opening> openings(String state, LocalDate from, LocalDate to, String filter) {
        var openings = new ArrayList<Opening>();
        String cursor = null;
        do {
            var page = clinic.api()
                    .get("/api/v1/slots?state=%s&from=%s&to=%s%s%s".formatted(state, from, to, filter,
                            cursor == null ? "" : "&cursor=" + cursor))
                    .isOk();
            page.list("items").forEach(slot -> openings.add(Opening.of(slot)));
            cursor = page.body().path("next").asString(null);
        } while (cursor != null);
        return openings.stream();
    }

    /** Every slot there is, by id, with its status. */
    private Map<String, String> calendar(Person doctor) {
        var body = clinic.api()
                .get("/api/v1/doctors/%s/calendar?from=%s&to=%s".formatted(doctor.id(), today.minusDays(1),
                        today.plusDays(DAYS)))
                .isOk()
                .body();
        var slots = new HashMap<String, String>();
        for (var day : body.path("days")) {
            for (JsonNode slot : day.path("slots")) {
                slots.put(slot.path("id").asString(), slot.path("status").asString());
            }
        }
        return slots;
    }

    private Person aPatient(String state) {
        return clinic.aPatientWithToken(staff(), state, medislot.tokens());
    }

    private Person staff() {
        return seekers.computeIfAbsent("staff", _ -> medislot.staff());
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private <T> List<T> shuffled(List<T> list) {
        Collections.shuffle(list, random);
        return list;
    }
}
