package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Opening;
import dev.medislot.systemtests.kit.Person;
import dev.medislot.testkit.EventRecord;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The whole path: from registration over booking, moving and cancelling to events and mails. */
@ResourceLock(Medislot.LOCK)
class FirstBookingIT {

    private final Medislot medislot = Medislot.running();
    private final Clinic clinic = medislot.clinic();

    @Test
    void aBookingIsMadeMovedAndCancelled() {
        var doctor = clinic.aDoctor("America/Denver", "CA", "CO");
        var patient = clinic.aPatient("CA");
        var openings = clinic.openings(doctor, "CA");
        var first = openings.get(0);
        var second = openings.get(1);

        assertThat(openings).isSortedAccordingTo((a, b) -> a.start().compareTo(b.start()))
                .allMatch(opening -> opening.doctorName().equals(doctor.name()));
        assertThat(clinic.openingsNow(doctor, "CO")).isEqualTo(openings);
        assertThat(clinic.openingsNow(doctor, "WY")).isEmpty();
        assertThat(patient.api().get("/api/v1/slots?doctorId=%s&limit=1".formatted(doctor.id())).isOk().list("items"))
                .hasSize(1);

        var booked = clinic.books(patient, first.id()).isCreated();
        var id = booked.text("id");
        assertThat(booked.text("status")).isEqualTo("CONFIRMED");
        assertThat(booked.text("patientState")).isEqualTo("CA");
        assertThat(booked.text("doctorName")).isEqualTo(doctor.name());
        assertThat(booked.text("patientName")).isEqualTo(patient.name());
        assertThat(Instant.parse(booked.text("start"))).isEqualTo(first.start());
        assertThat(booked.etag()).startsWith("\"");
        assertThat(patient.api().get(booked.header("Location").orElseThrow()).isOk().text("id")).isEqualTo(id);
        assertThat(patient.api().get("/api/v1/bookings").isOk().list("items")).hasSize(1);
        assertThat(doctor.api().get("/api/v1/bookings?doctorId=%s".formatted(doctor.id())).isOk().list("items"))
                .hasSize(1);
        assertThat(medislot.staff()
                .api()
                .get("/api/v1/bookings?patientId=%s".formatted(patient.id()))
                .isOk()
                .list("items")).hasSize(1);
        awaitListed(doctor, first, false);

        var moved = patient.api()
                .with("If-Match", booked.etag())
                .patch("/api/v1/bookings/" + id, Map.of("slotId", second.id()))
                .isOk();
        assertThat(moved.body().path("version").asInt()).isEqualTo(2);
        assertThat(Instant.parse(moved.text("start"))).isEqualTo(second.start());
        awaitListed(doctor, first, true);
        awaitListed(doctor, second, false);

        var cancelled = patient.api()
                .patch("/api/v1/bookings/" + id, Map.of("status", "CANCELLED", "cancellationReason", "Feeling better"))
                .isOk();
        assertThat(cancelled.text("status")).isEqualTo("CANCELLED");
        awaitListed(doctor, second, true);

        eventsTellTheStory(id, doctor, patient, first, second);
        mailsTellTheStory(id, doctor, patient);
    }

    private void awaitListed(Person doctor, Opening opening, boolean listed) {
        await("listed: " + listed).until(() -> clinic.isListed(doctor, "CA", opening.id()) == listed);
    }

    private void eventsTellTheStory(String id, Person doctor, Person patient, Opening first, Opening second) {
        var events = medislot.events().ofBooking(id, 3);
        assertThat(events).extracting(EventRecord::type)
                .containsExactly("BookingCreated", "BookingUpdated", "BookingCancelled");
        for (var event : events) {
            assertThat(event.headers()).containsEntry("ce_specversion", "1.0")
                    .containsKeys("ce_id", "ce_source", "ce_type", "ce_time", "ce_subject", "content-type",
                            "traceparent");
            assertThat(event.headers().get("content-type")).startsWith("application/json");
            assertThat(Instant.parse(event.headers().get("ce_time"))).isBefore(Instant.now().plusSeconds(5));
            assertThat(event.body().path("bookingId").asString()).isEqualTo(id);
            assertThat(event.body().path("doctorId").asString()).isEqualTo(doctor.id());
            assertThat(event.body().path("patientId").asString()).isEqualTo(patient.id());
            assertThat(event.body().at("/actor/role").asString()).isEqualTo("PATIENT");
        }
        assertThat(events).extracting(event -> event.headers().get("ce_id"))
                .doesNotHaveDuplicates()
                .allSatisfy(eventId -> assertThat(UUID.fromString(eventId)).isNotNull());
        assertThat(events).extracting(event -> event.body().path("version").asInt()).containsExactly(1, 2, 3);
        assertThat(events).extracting(event -> event.body().path("status").asString())
                .containsExactly("CONFIRMED", "CONFIRMED", "CANCELLED");
        assertThat(events).extracting(event -> event.body().at("/slot/id").asString())
                .containsExactly(first.id(), second.id(), second.id());
        assertThat(events.get(1).body().at("/previousSlot/id").asString()).isEqualTo(first.id());
    }

    private void mailsTellTheStory(String id, Person doctor, Person patient) {
        var toPatient = medislot.mails().to(patient, 3);
        var toDoctor = medislot.mails().to(doctor, 3);
        assertThat(toPatient).hasSize(3)
                .allSatisfy(mail -> assertThat(mail.text()).contains(doctor.name())
                        .doesNotContain("elbow", "Feeling better"));
        assertThat(toDoctor).hasSize(3)
                .allSatisfy(mail -> assertThat(mail.text()).doesNotContain("elbow", "Feeling better"));
        assertThat(toPatient.getFirst().text()).containsAnyOf("Pacific", "Los Angeles", "Los_Angeles", "PST", "PDT");
        assertThat(toDoctor.getFirst().text()).containsAnyOf("Mountain", "Denver", "MST", "MDT");

        var notifications = patient.api().get("/api/v1/notifications?bookingId=%s".formatted(id)).isOk().list("items");
        assertThat(notifications).hasSize(3)
                .allSatisfy(mail -> assertThat(mail.path("status").asString()).isEqualTo("SENT"));
        assertThat(clinic.aPatient("CA")
                .api()
                .get("/api/v1/notifications?bookingId=%s".formatted(id))
                .isOk()
                .list("items")).isEmpty();
    }
}
