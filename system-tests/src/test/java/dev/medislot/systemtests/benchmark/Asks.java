package dev.medislot.systemtests.benchmark;

import static org.awaitility.Awaitility.await;

import dev.medislot.common.SlotId;
import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.KeptConnection;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Person;
import dev.medislot.testkit.Api;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Requests for bookings of distinct slots, which all are granted. Doctors and hours are made over HTTP; patients are
 * inserted into the table, because hashing their passwords would take minutes.
 *
 * @param waiting in random order
 */
record Asks(List<String> doctors, Queue<Ask> waiting) {

    /** One patient's request for one slot. */
    record Ask(String token, String slot) {

        KeptConnection.Response on(KeptConnection connection) throws IOException {
            return connection.post("/api/v1/bookings", token, "{\"slotId\":\"%s\"}".formatted(slot)).has(201);
        }
    }

    /** Whether each doctor offers three visit types instead of the default visit. */
    private static final boolean TYPES = Boolean.getBoolean("scale.types");

    static final int DAYS = 56;
    static final int SLOTS_A_DAY = 96;
    /** The step in minutes; the visit type that is booked lasts as long, and its buffer too. */
    private static final int STEP = 5;
    private static final int SLOTS_OF_A_VISIT = TYPES ? 2 : 1;
    /** The number of live bookings that a patient may have. */
    private static final int BOOKINGS_OF_A_PATIENT = 20;

    /** Makes at least that many; the patients of each doctor are patients of no other. */
    static Asks of(Medislot medislot, int atLeast, Duration patience) throws SQLException {
        var desk = new Clinic(URI.create(medislot.availability().url()));
        var types = TYPES ? types(medislot.staff()) : List.<String>of();
        var doctors = Stream.generate(() -> doctor(desk, types))
                .limit(Math.ceilDiv(atLeast * SLOTS_OF_A_VISIT, DAYS * SLOTS_A_DAY))
                .toList();
        var booking = Database.of(medislot.infrastructure(), "booking");
        var from = LocalDate.now().plusDays(2);
        var until = from.plusDays(DAYS - 1);
        awaitDays(booking, doctors, from, until, patience);
        var asks = new ArrayList<Ask>();
        for (var doctor : doctors) {
            asks.addAll(ofPatients(medislot, booking, bookable(slots(medislot, doctor, from, until), types)));
        }
        Collections.shuffle(asks);
        return new Asks(doctors, new ConcurrentLinkedQueue<>(asks));
    }

    /** Waits until the booking service knows all days of the doctors. */
    static void awaitDays(Database booking, List<String> doctors, LocalDate from, LocalDate until, Duration patience) {
        await().atMost(patience)
                .until(() -> booking.ask(
                        "select count(*) from doctor_day where doctor_id = any (?::uuid[]) and date between ? and ?",
                        "{" + String.join(",", doctors) + "}", from, until)
                        .equals(Long.toString(doctors.size() * (ChronoUnit.DAYS.between(from, until) + 1))));
    }

    /** The first has a buffer as long as itself. */
    private static List<String> types(Person staff) {
        return Stream
                .<Map<String, Object>>of(Map.of("name", "Check", "minutes", STEP, "bufferAfter", STEP, "mode", "VIDEO"),
                        Map.of("name", "Follow-up", "minutes", 20, "mode", "VIDEO"),
                        Map.of("name", "First visit", "minutes", 60, "bufferBefore", STEP, "mode", "VIDEO"))
                .map(type -> staff.api().post("/api/v1/visit-types", type).isCreated().id())
                .toList();
    }

    private static String doctor(Clinic desk, List<String> types) {
        var doctor = desk.aDoctorWithoutHours("America/New_York", "NY");
        if (!types.isEmpty()) {
            var items = types.stream().map(type -> Map.of("visitTypeId", type)).toList();
            doctor.api().put("/api/v1/doctors/me/visit-types", Map.of("items", items)).isOk();
        }
        desk.works(doctor, "America/New_York", STEP, "09:00-17:00");
        return doctor.id();
    }

    /** With types, the first type's in every second slot: the one after it is its buffer. */
    private static List<String> bookable(List<String> slots, List<String> types) {
        return types.isEmpty() ? slots
                : IntStream.iterate(0, i -> i < slots.size(), i -> i + SLOTS_OF_A_VISIT)
                        .mapToObj(i -> SlotId.parse(slots.get(i)))
                        .map(slot -> new SlotId(slot.doctor(), slot.start(), UUID.fromString(types.getFirst())))
                        .map(SlotId::toString)
                        .toList();
    }

    /** The ids of all slots of the doctor on these days. */
    static List<String> slots(Medislot medislot, String doctor, LocalDate from, LocalDate until) {
        var calendar = Api.at(URI.create(medislot.availability().url()))
                .get("/api/v1/doctors/%s/calendar?from=%s&to=%s".formatted(doctor, from, until))
                .isOk();
        return StreamSupport.stream(calendar.body().path("days").spliterator(), false)
                .flatMap(day -> StreamSupport.stream(day.path("slots").spliterator(), false))
                .map(slot -> slot.path("id").asString())
                .toList();
    }

    private static List<Ask> ofPatients(Medislot medislot, Database booking, List<String> slots) throws SQLException {
        var asks = new ArrayList<Ask>();
        var patients = new ArrayList<String>();
        for (int i = 0; i < slots.size(); i += BOOKINGS_OF_A_PATIENT) {
            var patient = UUID.randomUUID().toString();
            var token = medislot.tokens().of(patient, "NY");
            patients.add(patient);
            slots.subList(i, Math.min(i + BOOKINGS_OF_A_PATIENT, slots.size()))
                    .forEach(slot -> asks.add(new Ask(token, slot)));
        }
        insert(booking, patients);
        return asks;
    }

    /** Inserts patients of New York into the table. */
    static void insert(Database booking, List<String> patients) throws SQLException {
        booking.run("""
                insert into patient (id, version, email, password, first_name, last_name, time_zone, street, city,
                                     state, zip, reminders, created_at, updated_at, link_key)
                select id, 1, id || '@people.example', 'none', 'Petra', 'Quillfeather', 'America/New_York',
                       '1 Main St', 'Springfield', 'NY', '10001', true, now(), now(), 'none'
                from unnest(?::uuid[]) id
                """, "{" + String.join(",", patients) + "}");
    }
}
