package dev.medislot.systemtests.benchmark;

import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.KeptConnection;
import dev.medislot.systemtests.kit.Measured;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.ServiceProcess;
import dev.medislot.testkit.Api;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bookings per second of the booking service, over 32 connections and of distinct slots, and the inserts per second
 * of the same rows alone. Doctors and hours are made over HTTP; patients are inserted into the table, because hashing
 * their passwords would take minutes. The other services are stopped meanwhile and process the bookings later.
 */
final class BookingRate {

    private static final int ROUNDS = 3;
    private static final int CONNECTIONS = 32;
    /** More than a machine of some cores makes. */
    private static final int MAX_PER_SECOND = 3_000;
    private static final int DAYS = 56;
    private static final int SLOTS_A_DAY = 96;
    /** As many live bookings as a patient may have. */
    private static final int BOOKINGS_OF_A_PATIENT = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private record Ask(String token, String slot) {}

    private final Medislot medislot = Medislot.running();
    private final Database booking = Database.of(medislot.infrastructure(), "booking");
    private final AtomicInteger booked = new AtomicInteger();

    List<Row> measure() throws Exception {
        long seconds = Measured.WARM_UP.plus(Measured.TIME.multipliedBy(ROUNDS)).toSeconds();
        int doctors = (int) Math.ceilDiv(MAX_PER_SECOND * seconds, DAYS * SLOTS_A_DAY);
        var ids = new ArrayList<String>();
        for (int i = 0; i < doctors; i++) {
            ids.add(doctor());
        }
        var asks = asks(ids);

        int eventLength = eventLength(asks.remove());

        var loads = new ArrayList<Load>();
        var inserted = new ArrayList<Double>();
        var others = List.of(medislot.availability(), medislot.notification(), medislot.gateway());
        others.forEach(ServiceProcess::pause);
        try (var inserts = new PlainInserts(booking, CONNECTIONS, doctors, eventLength)) {
            book(asks, Measured.WARM_UP);
            inserts.perSecond(Duration.ofSeconds(1));
            for (int i = 0; i < ROUNDS && !asks.isEmpty(); i++) {
                settle();
                loads.add(book(asks, Measured.TIME));
                settle();
                inserted.add(inserts.perSecond(Measured.TIME));
            }
            LockSupport.parkNanos(Measured.OLDEST_NEWS.toNanos());
            var row = row(inserts, loads, inserted);
            others.forEach(ServiceProcess::resume);
            catchUp(ids);
            return List.of(row);
        } finally {
            others.forEach(ServiceProcess::resume);
        }
    }

    private static Row row(PlainInserts inserts, List<Load> loads, List<Double> inserted) {
        var all = Load.all(loads);
        return new Row(
                "bookings over HTTP: token, lock, claim, outbox; " + CONNECTIONS + " connections, distinct slots",
                "≥ 0.5",
                Row.text("%s, p50 %.0f ms, p99 %.0f ms",
                        Row.rate(all.perSecond(), loads.stream().map(Load::perSecond).toList()), all.within(0.5),
                        all.within(0.99)),
                "the same rows by %s, %d clients: %s".formatted(inserts.name(), CONNECTIONS,
                        Row.rate(Row.mean(inserted), inserted)),
                Row.text("%.2f", all.perSecond() / Row.mean(inserted)));
    }

    private Load book(Queue<Ask> asks, Duration time) throws Exception {
        return Load.on(medislot.booking().url(), CONNECTIONS, time, connection -> {
            var ask = asks.poll();
            if (ask == null) {
                return false;
            }
            book(connection, ask);
            return true;
        });
    }

    private KeptConnection.Response book(KeptConnection connection, Ask ask) throws IOException {
        var body = "{\"slotId\":\"%s\"}".formatted(ask.slot());
        var response = connection.post("/api/v1/bookings", ask.token(), body).has(201);
        booked.incrementAndGet();
        return response;
    }

    private String doctor() {
        var desk = new Clinic(URI.create(medislot.availability().url()));
        var doctor = desk.aDoctorWithoutHours("America/New_York", "NY");
        desk.works(doctor, "America/New_York", 5, "09:00-17:00");
        return doctor.id();
    }

    /** In no order, but each patient's with one doctor, whose slots are not at the same time. */
    private Queue<Ask> asks(List<String> doctors) throws SQLException {
        var from = LocalDate.now().plusDays(2);
        var until = from.plusDays(DAYS - 1);
        await().atMost(PATIENCE)
                .until(() -> booking.ask(
                        "select count(*) from doctor_day where doctor_id = any (?::uuid[]) and date between ? and ?",
                        ids(doctors), from, until).equals(Integer.toString(doctors.size() * DAYS)));
        var asks = new ArrayList<Ask>();
        for (var doctor : doctors) {
            var slots = slots(doctor, from, until);
            for (int i = 0; i < slots.size(); i += BOOKINGS_OF_A_PATIENT) {
                var token = patient();
                slots.subList(i, Math.min(i + BOOKINGS_OF_A_PATIENT, slots.size()))
                        .forEach(slot -> asks.add(new Ask(token, slot)));
            }
        }
        Collections.shuffle(asks);
        return new ConcurrentLinkedQueue<>(asks);
    }

    private List<String> slots(String doctor, LocalDate from, LocalDate until) {
        var calendar = Api.at(URI.create(medislot.availability().url()))
                .get("/api/v1/doctors/%s/calendar?from=%s&to=%s".formatted(doctor, from, until))
                .isOk();
        return StreamSupport.stream(calendar.body().path("days").spliterator(), false)
                .flatMap(day -> StreamSupport.stream(day.path("slots").spliterator(), false))
                .map(slot -> slot.path("id").asString())
                .toList();
    }

    private String patient() throws SQLException {
        var id = UUID.randomUUID();
        booking.run("""
                insert into patient (id, version, email, password, first_name, last_name, time_zone, street, city,
                                     state, zip, reminders, created_at, updated_at)
                values (?, 1, ?, 'none', 'Petra', 'Quillfeather', 'America/New_York', '1 Main St', 'Springfield', 'NY',
                        '10001', true, now(), now())
                """, id, id + "@people.example");
        return medislot.tokens().of(id.toString(), "NY");
    }

    /** Of a booking's event, in characters. */
    private int eventLength(Ask ask) throws IOException {
        try (var connection = new KeptConnection(medislot.booking().url())) {
            var id = JsonMapper.shared().readTree(book(connection, ask).text()).path("id").asString();
            return medislot.events().ofBooking(id, 1).getFirst().value().length();
        }
    }

    /** The outbox is empty again before anything else is measured. */
    private void settle() {
        await().atMost(PATIENCE).until(() -> booking.ask("select count(*) from outbox").equals("0"));
    }

    /** Every booking that was granted is there, and the other services know it. */
    private void catchUp(List<String> doctors) {
        for (var service : List.of("booking", "availability", "notification")) {
            var database = Database.of(medislot.infrastructure(), service);
            await("bookings of " + service).atMost(PATIENCE)
                    .until(() -> database
                            .ask("select count(*) from booking where doctor_id = any (?::uuid[])", ids(doctors))
                            .equals(Integer.toString(booked.get())));
        }
    }

    private static String ids(List<String> doctors) {
        return "{" + String.join(",", doctors) + "}";
    }
}
