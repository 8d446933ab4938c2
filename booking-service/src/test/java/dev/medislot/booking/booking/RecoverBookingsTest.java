package dev.medislot.booking.booking;

import static dev.medislot.common.UsState.CA;
import static dev.medislot.common.UsState.NY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.booking.StoredClinic.Type;
import dev.medislot.common.SlotId;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.Topics;
import dev.medislot.infra.Infrastructure;
import dev.medislot.testkit.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows are taken back to a former state, as in a restored database, and recovered from the topic. */
@BookingTest
class RecoverBookingsTest {

    @Autowired
    private StoredClinic clinic;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void lostBookingsAndVersionsComeBack() {
        var slots = clinic.day(clinic.doctor(CA), 3, 3);
        var patient = clinic.patient(CA);
        var moved = patient.book(slots.get(0)).id();
        patient.move(moved, slots.get(1));
        var cancelled = patient.book(slots.get(0)).id();
        patient.cancel(cancelled);
        awaitOnTopic(moved, 2);
        awaitOnTopic(cancelled, 2);
        var before = patient.get("/bookings/%s/history".formatted(moved)).body();
        goBack(moved, 0);
        goBack(cancelled, 1);

        recover();

        assertThat(patient.get("/bookings/" + moved).text("slotId")).isEqualTo(slots.get(1).toString());
        assertThat(patient.get("/bookings/%s/history".formatted(moved)).body()).isEqualTo(before);
        assertThat(patient.get("/bookings/" + cancelled).text("status")).isEqualTo("CANCELLED");
        assertThat(patient.get("/bookings/" + cancelled).header("ETag")).contains("\"2\"");
        assertThat(patient.move(moved, slots.get(2)).header("ETag")).contains("\"3\"");
    }

    /** A new column has a value here, and is recovered, or is named as one that no event has. */
    @Test
    void everyColumnThatEventsHaveComesBack() {
        var patient = clinic.patient(CA);
        var booking = patient.book(visit(3, new Type(UUID.randomUUID(), "Talk", VisitMode.VIDEO, 30, 5, 5, null)))
                .isCreated()
                .id();
        awaitOnTopic(booking, 1);
        var created = row(booking);
        goBack(booking, 0);
        recover();
        assertThat(row(booking)).isEqualTo(created);

        patient.move(booking, visit(4, new Type(UUID.randomUUID(), "Check", VisitMode.IN_PERSON, 20, 10, 15, NY)))
                .isOk();
        awaitOnTopic(booking, 2);
        var moved = row(booking);
        var versions = versions(booking);
        goBack(booking, 0);
        recover();
        assertThat(row(booking)).isEqualTo(moved);
        assertThat(versions(booking)).isEqualTo(versions);
        goBack(booking, created);
        recover();
        assertThat(row(booking)).isEqualTo(moved);
        assertThat(versions(booking)).isEqualTo(versions);

        assertThat(emptyColumns("booking", "id", booking)).containsExactlyInAnyOrder("reason", "cancellation_reason",
                "held_until", "hold_version");
        assertThat(emptyColumns("booking_history", "booking_id", booking)).isEmpty();
    }

    /** With another doctor, that many days ahead. */
    private SlotId visit(int daysAhead, Type type) {
        var doctor = clinic.doctor(CA, NY);
        var start = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(daysAhead));
        clinic.offer(doctor, List.of(start), type);
        return new SlotId(doctor, start, type.id());
    }

    private String row(String booking) {
        return jdbc.sql("select to_jsonb(b)::text from booking b where b.id = ?::uuid")
                .param(booking)
                .query(String.class)
                .single();
    }

    private List<String> versions(String booking) {
        return jdbc.sql("select to_jsonb(h)::text from booking_history h where h.booking_id = ?::uuid order by version")
                .param(booking)
                .query(String.class)
                .list();
    }

    private Set<String> emptyColumns(String table, String id, String booking) {
        return jdbc.sql("""
                select key from %s b cross join lateral jsonb_each(to_jsonb(b)) where b.%s = ?::uuid and value = 'null'
                """.formatted(table, id)).param(booking).query(String.class).set();
    }

    @Test
    void aBookingOfALostPatientStaysLost() {
        var slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst();
        var patient = clinic.patient(CA);
        var booking = patient.book(slot).id();
        awaitOnTopic(booking, 1);
        goBack(booking, 0);
        jdbc.sql("delete from patient where id = ?").param(patient.id()).update();

        recover();

        assertThat(clinic.staff().get("/bookings/" + booking).problem()).isEqualTo("not-found");
    }

    @Test
    void aBookingWhoseTimeIsTakenStaysLost() {
        var slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst();
        var patient = clinic.patient(CA);
        var lost = patient.book(slot).id();
        awaitOnTopic(lost, 1);
        goBack(lost, 0);
        var taken = clinic.patient(CA).book(slot).id();

        recover();

        assertThat(patient.get("/bookings/" + lost).problem()).isEqualTo("not-found");
        assertThat(clinic.staff().get("/bookings/" + taken).text("status")).isEqualTo("CONFIRMED");
    }

    private void recover() {
        var admin = new KafkaProperties();
        Infrastructure.shared()
                .kafkaClient()
                .forEach((name, value) -> admin.getProperties().put(name, value.toString()));
        new RecoverBookings(jdbc, admin).recover();
    }

    private void awaitOnTopic(String booking, int versions) {
        try (var events = new EventLog(Topics.BOOKINGS)) {
            await().until(() -> events.of(booking).size() == versions);
        }
    }

    /** Deletes the versions of the booking after that one. */
    private void goBack(String booking, int version) {
        var id = UUID.fromString(booking);
        jdbc.sql("delete from booking_history where booking_id = ? and version > ?").params(id, version).update();
        if (version == 0) {
            jdbc.sql("delete from booking where id = ?").param(id).update();
        } else {
            jdbc.sql("update booking set version = ?, status = 'CONFIRMED' where id = ?").params(version, id).update();
        }
    }

    /** To its first version, with that row. */
    private void goBack(String booking, String row) {
        goBack(booking, 1);
        jdbc.sql("delete from booking where id = ?::uuid").param(booking).update();
        jdbc.sql("insert into booking select (jsonb_populate_record(null::booking, ?::jsonb)).*").param(row).update();
    }
}
