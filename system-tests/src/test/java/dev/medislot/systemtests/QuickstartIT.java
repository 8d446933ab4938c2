package dev.medislot.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Events;
import dev.medislot.systemtests.kit.Mails;
import dev.medislot.systemtests.kit.Opening;
import dev.medislot.systemtests.kit.Person;
import dev.medislot.systemtests.kit.QuickstartProcess;
import dev.medislot.systemtests.kit.Readme;
import dev.medislot.testkit.Api;
import dev.medislot.testkit.CheckingProxy;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The quickstart as a new user meets it: the README's first booking, then a crash of everything, then its end. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ResourceLock(QuickstartProcess.LOCK)
class QuickstartIT {

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static QuickstartProcess.Home home;
    private static QuickstartProcess first;
    private static Api desk;

    @BeforeAll
    static void start() {
        home = QuickstartProcess.Home.fresh(folder.resolve("data"));
        first = home.start("MEDISLOT_QUICKSTART_EXAMPLE_DATA=true").awaitReady();
        desk = desk();
    }

    @AfterAll
    static void stop() {
        first.close();
    }

    @Test
    @Order(1)
    void theFirstBookingOfTheReadmeWorksWordForWord() throws Exception {
        var readme = new Readme();
        assertThat(first.output()).contains(readme.logins()).contains("web app                " + home.gateway() + "/");

        try (var gateway = CheckingProxy.to(home.gateway())) {
            var said = readme.run(folder, Map.of(8080, gateway.address(), 8025, home.inbox()));

            assertThat(said).contains("\"status\":\"CONFIRMED\"", "Appointment confirmed", "\"status\":\"CANCELLED\"",
                    "\"version\":3");
        }
    }

    @Test
    @Order(1)
    void exampleDoctorsOfferVisitsOfSeveralTypes() {
        var types = desk.get("/api/v1/visit-types").isOk().list("items");
        assertThat(types).extracting(type -> type.path("mode").asString()).contains("VIDEO", "PHONE", "IN_PERSON");

        var lengths = doctors().stream()
                .map(doctor -> desk.get("/api/v1/doctors/" + doctor + "/visit-types").isOk())
                .flatMap(offered -> offered.list("items").stream())
                .map(type -> type.path("visitTypeId").asString() + type.path("minutes"))
                .distinct();
        assertThat(lengths).hasSizeGreaterThan(types.size());
    }

    /** In a zone where it is about noon, so that the day has hours before and after. */
    @Test
    @Order(1)
    void theDeskSeesFreeAndBookedTimesToday() {
        var zone = ZoneOffset.ofHours(12 - Instant.now().atZone(ZoneOffset.UTC).getHour());
        var name = zone.getTotalSeconds() == 0 ? "UTC" : "Etc/GMT%+d".formatted(-zone.getTotalSeconds() / 3600);
        var day = "/api/v1/desk/day?timeZone=%s&date=%s".formatted(URLEncoder.encode(name, UTF_8), LocalDate.now(zone));

        var slots = desk.get(day)
                .isOk()
                .list("doctors")
                .stream()
                .flatMap(doctor -> doctor.path("slots").valueStream())
                .toList();

        assertThat(slots).extracting(slot -> slot.path("status").asString()).contains("OPEN", "BOOKED", "PAST");
        assertThat(slots).extracting(slot -> slot.path("bookingStatus").asString(""))
                .contains("CONFIRMED", "COMPLETED");
    }

    @Test
    @Order(1)
    void theExamplePatientHasAPastAndAFamily() {
        var sam = desk.get("/api/v1/patients?email=sam.rivera@medislot.example")
                .isOk()
                .list("items")
                .getFirst()
                .path("id")
                .asString();

        assertThat(desk.get("/api/v1/bookings?patientId=" + sam).isOk().texts("items", "status")).contains("CONFIRMED",
                "COMPLETED", "NO_SHOW", "CANCELLED");
        assertThat(desk.get("/api/v1/patients/%s/dependents".formatted(sam)).isOk().list("items")).isNotEmpty();
        assertThat(desk.get("/api/v1/patients").isOk().texts("items", "language")).contains("en", "es");
        await().untilAsserted(() -> assertThat(desk.get("/api/v1/doctors").isOk().list("items"))
                .anyMatch(doctor -> doctor.at("/rating/count").asInt() > 1));
    }

    @Test
    @Order(1)
    void theExampleDataGivesTheDeskSomethingToDo() {
        await().untilAsserted(() -> {
            var risks = desk.get("/api/v1/bookings/at-risk").isOk();
            assertThat(risks.list("items")).hasSizeGreaterThanOrEqualTo(2)
                    .anyMatch(risk -> !risk.path("proposals").isEmpty());
            assertThat(desk.get("/api/v1/licenses/expiring").isOk().list("items"))
                    .anyMatch(license -> license.path("strandedBookings").asInt() > 0);
            assertThat(desk.get("/api/v1/licenses/unverified").isOk().list("items")).isNotEmpty();
            assertThat(desk.get("/api/v1/notifications?status=FAILED").isOk().list("items")).isNotEmpty();
        });
        assertThat(desk.get("/api/v1/waitlist").isOk().list("items")).isNotEmpty();
        assertThat(desk.get("/api/v1/closures").isOk().list("items")).isNotEmpty();
        assertThat(doctors()).anyMatch(
                doctor -> !desk.get("/api/v1/doctors/%s/time-off".formatted(doctor)).isOk().list("items").isEmpty());
    }

    @Test
    @Order(1)
    void theExampleDoctorsHaveOtherHoursAndLeave() {
        var maria = "/api/v1/doctors/" + doctor("Alvarez");
        var karen = "/api/v1/doctors/" + doctor("Whitfield");
        var today = LocalDate.now(ZoneOffset.UTC).toString();
        assertThat(desk.get(maria + "/dates").isOk().list("items")).isNotEmpty();
        assertThat(desk.get(maria + "/timeslots").isOk().list("items"))
                .anyMatch(timeslot -> !timeslot.path("recurring").asBoolean());
        assertThat(desk.get(maria + "/time-off").isOk().list("items")).isNotEmpty();
        assertThat(desk.get(karen + "/time-off").isOk().texts("items", "start"))
                .anyMatch(start -> start.compareTo(today) < 0);
        assertThat(desk.get("/api/v1/waitlist").isOk().list("items")).hasSizeGreaterThanOrEqualTo(2);
    }

    private static String doctor(String lastName) {
        return desk.get("/api/v1/doctors?limit=200")
                .isOk()
                .list("items")
                .stream()
                .filter(doctor -> doctor.path("lastName").asString().equals(lastName))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    /** The visits of the past were not booked through the API. */
    @Test
    @Order(1)
    void thePastOfTheExampleDataIsConsistent() {
        var audit = desk.get("/api/v1/audit").isOk();
        for (var damage : List.of("overlaps", "bookingsWithoutEvent", "versionsWithoutEvent", "eventsWithoutBooking",
                "contradictions")) {
            assertThat(audit.body().path(damage).asInt(-1)).as(damage).isZero();
        }
        var events = new Events(home.kafka());
        var past = desk.get("/api/v1/bookings?status=NO_SHOW").isOk().texts("items", "id");
        assertThat(past).isNotEmpty()
                .allSatisfy(booking -> await()
                        .untilAsserted(() -> assertThat(events.ofBooking(booking)).extracting(event -> event.type())
                                .containsExactly("BookingCreated", "BookingUpdated")));
    }

    @Test
    @Order(2)
    void partsThatEndTogetherComeBackWithoutHelp() {
        var clinic = new Clinic(home.gateway());
        var doctor = aVerifiedDoctor(clinic, "America/Denver", "CO");
        var patient = clinic.aPatient("CO");
        var openings = clinic.openings(doctor, "CO");

        first.kill("postgres", "notification-service", "availability-service");
        expectABooking(clinic, patient, doctor, openings.getFirst());
        expectMails(doctor, 1);

        first.kill("kafka", "booking-service");
        expectABooking(clinic, patient, doctor, openings.getLast());
        expectMails(doctor, 2);
    }

    @Test
    @Order(3)
    void aBookingOutlivesTheKillOfEverything() throws Exception {
        var clinic = new Clinic(home.gateway());
        var doctor = aVerifiedDoctor(clinic, "America/Chicago", "TX");
        var patient = clinic.aPatient("TX");
        var openings = clinic.openings(doctor, "TX");
        clinic.books(clinic.aPatient("TX"), openings.getLast().id()).isCreated();
        var booked = patient.api().post("/api/v1/bookings", Map.of("slotId", openings.getFirst().id())).isCreated();
        first.killAll();

        try (var second = home.start().awaitReady()) {
            patient.api().get(booked.header("Location").orElseThrow()).isOk();
            var events = new Events(home.kafka());
            var mails = new Mails(home.inbox());
            var event = events.ofBooking(booked.text("id"), 1).getFirst();
            assertThat(event.type()).isEqualTo("BookingCreated");
            // one that was on its way at the kill may be there twice, with the same Message-ID
            await().untilAsserted(() -> {
                assertThat(mails.messageIdsTo(patient)).hasSize(1);
                assertThat(mails.messageIdsTo(doctor)).hasSize(2);
            });
            assertThat(events.ofBooking(booked.text("id"))).extracting(each -> each.headers().get("ce_id"))
                    .containsOnly(event.headers().get("ce_id"));

            second.stop();
            second.awaitEnd();
            assertThat(second.output()).contains("stopped");
            second.expectNothingLeft();
        }
    }

    /** The opening is booked and no longer listed. */
    private static void expectABooking(Clinic clinic, Person patient, Person doctor, Opening opening) {
        var keyed = patient.api().with("Idempotency-Key", UUID.randomUUID().toString());
        await().untilAsserted(() -> keyed.post("/api/v1/bookings", Map.of("slotId", opening.id())).isCreated());
        await().untilAsserted(() -> assertThat(clinic.isListed(doctor, "CO", opening.id())).isFalse());
    }

    private static void expectMails(Person doctor, int count) {
        var mails = new Mails(home.inbox());
        await().untilAsserted(() -> assertThat(mails.messageIdsTo(doctor)).hasSize(count));
    }

    private static Api desk() {
        return new Clinic(home.gateway()).staff("staff@medislot.example", "medislot-example").api();
    }

    /** The licenses of a doctor count once the front desk has verified them. */
    private static Person aVerifiedDoctor(Clinic clinic, String timeZone, String state) {
        var doctor = clinic.aDoctor(timeZone, state);
        var licenses = "/api/v1/doctors/%s/licenses".formatted(doctor.id());
        for (var license : desk().get(licenses).isOk().texts("items", "id")) {
            desk().post("%s/%s/verify".formatted(licenses, license), Map.of()).isOk();
        }
        return doctor;
    }

    private static List<String> doctors() {
        return desk.get("/api/v1/doctors?limit=200").isOk().texts("items", "id");
    }
}
