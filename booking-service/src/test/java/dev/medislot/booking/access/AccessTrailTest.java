package dev.medislot.booking.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.ApiCaller;
import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.common.UsState;
import dev.medislot.common.event.PatientDataRead;
import dev.medislot.testkit.EventPublisher;
import dev.medislot.testkit.MovableClock;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@BookingTest
class AccessTrailTest {

    @Autowired
    StoredClinic clinic;

    @Autowired
    AccessTrail trail;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    private DoctorId doctor = new DoctorId(UUID.randomUUID());
    private ApiCaller patient = new ApiCaller(UUID.randomUUID(), null, () -> "");
    private String booking = "";

    @BeforeEach
    void aBooking() {
        doctor = clinic.doctor(UsState.CA);
        patient = clinic.patient(UsState.CA);
        booking = patient.book(clinic.day(doctor, 3, 1).getFirst()).isCreated().id();
    }

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void readsByOthersAreInTheTrailAndOwnReadsAreNot() {
        var staff = clinic.staff();
        patient.get("/patients/me").isOk();
        patient.get("/bookings/" + booking).isOk();
        staff.get("/patients/" + patient.id()).isOk();
        clinic.login(doctor).get("/bookings/" + booking).isOk();
        clinic.login(doctor).get("/bookings/" + booking + "/history").isOk();
        staff.get("/patients?q=" + patient.id()).isOk();
        staff.get("/bookings?patientId=" + patient.id()).isOk();

        assertThat(entries()).containsExactly("listBookings STAFF " + booking, "listPatients STAFF null",
                "listBookingVersions DOCTOR " + booking, "getBooking DOCTOR " + booking, "getPatient STAFF null",
                "bookSlot PATIENT " + booking);
        var first = patient.get("/patients/me/access").isOk();
        assertThat(first.text("items/3/actorId")).isEqualTo(doctor.toString());
        assertThat(first.text("items/3/change")).isEqualTo("false");
    }

    @Test
    void readsOfAnHourAreOneEntryChangesOneEach() {
        var staff = clinic.staff();
        for (int i = 0; i < 3; i++) {
            staff.get("/patients/" + patient.id()).isOk();
            staff.patch("/patients/" + patient.id(), Map.of("lastName", "Doe-" + i)).isOk();
        }
        clock.advance(Duration.ofHours(1));
        staff.get("/patients/" + patient.id()).isOk();

        assertThat(entries()).containsExactly("getPatient STAFF null", "changePatient STAFF null",
                "changePatient STAFF null", "changePatient STAFF null", "getPatient STAFF null",
                "bookSlot PATIENT " + booking);
    }

    @Test
    void theDayOfTheDeskIsReadOfEveryPatientInIt() {
        var date = LocalDate.ofInstant(clock.instant().plus(Duration.ofDays(3)), ZoneOffset.UTC);
        for (var day : List.of(date.minusDays(1), date, date.plusDays(1))) {
            clinic.staff().get("/desk/day?date=%s&doctorId=%s".formatted(day, doctor)).isOk();
        }

        assertThat(entries()).containsExactly("getDeskDay STAFF " + booking, "bookSlot PATIENT " + booking);
    }

    @Test
    void accessesOfOtherServicesAreEntriesOnce() {
        var hour = clock.instant().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(3));
        var read = access("listMails", false, hour);
        var resent = access("resendMail", true, hour.plusSeconds(10));
        try (var topic = new EventPublisher()) {
            topic.publish(read, read, access("listMails", false, hour.plusSeconds(3599)), resent, resent,
                    access("resendMail", true, hour.plusSeconds(20)),
                    access("listMails", false, hour.plusSeconds(3600)));
        }

        await().until(() -> entries().size() == 5);
        assertThat(entries()).containsExactly("bookSlot PATIENT " + booking, "listMails STAFF " + booking,
                "resendMail STAFF " + booking, "resendMail STAFF " + booking, "listMails STAFF " + booking);
        var last = patient.get("/patients/me/access").isOk();
        assertThat(last.text("items/4/at")).isEqualTo(hour.toString());
        assertThat(last.texts("items", "change")).containsExactly("true", "false", "true", "true", "false");
    }

    @Test
    void onlyThePatientAndStaffSeeTheTrail() {
        var path = "/patients/" + patient.id() + "/access";

        clinic.patient(UsState.CA).get(path).isProblem(404, "not-found");
        clinic.login(doctor).get(path).isProblem(404, "not-found");
        clinic.nobody().get(path).isProblem(401, "unauthenticated");
        assertThat(clinic.staff().get(path).isOk().texts("items", "operation")).containsExactly("bookSlot");
    }

    @Test
    void entriesNeverChangeAndGoWhenTheyAreTooOld() {
        assertThatThrownBy(() -> jdbc.sql("update access set operation = 'none'").update())
                .isInstanceOf(DataAccessException.class);
        clock.advance(Duration.ofDays(2189));
        trail.deleteOld();
        assertThat(stored()).isEqualTo(1);

        clock.advance(Duration.ofDays(2));
        trail.deleteOld();
        assertThat(stored()).isZero();
    }

    @Test
    void everyAnswerWithAPatientHoldsPatientData() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(Record.class));
        var named = scanner.findCandidateComponents("dev.medislot.booking")
                .stream()
                .map(found -> loaded(found.getBeanClassName()))
                .filter(type -> Stream.of(type.getRecordComponents()).anyMatch(AccessTrailTest::namesAPatient))
                .filter(type -> !PatientData.Holder.class.isAssignableFrom(type))
                .map(Class::getSimpleName)
                .toList();

        // parts of DeskDay, records that are not answered, and those that only the patient sees
        assertThat(named).isSubsetOf(
                Set.of("DeskSlot", "Hold", "Rating", "PatientData", "ClaimRequest", "Granted", "SlotTaken", "Occupant",
                        "Obstacle", "FreedTime", "SlotBooked", "Wish", "Next", "StoredOffer", "BookingElsewhere"));
    }

    private static boolean namesAPatient(RecordComponent component) {
        return component.getType() == PatientId.class;
    }

    private static Class<?> loaded(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private PatientDataRead access(String operation, boolean change, Instant at) {
        return new PatientDataRead(patient.id(), UUID.fromString(booking), doctor.value(), Role.STAFF, operation,
                change, at);
    }

    private List<String> entries() {
        return patient.get("/patients/me/access")
                .isOk()
                .list("items")
                .stream()
                .map(entry -> "%s %s %s".formatted(entry.path("operation").asString(),
                        entry.path("actorRole").asString(), entry.path("bookingId").asString("null")))
                .toList();
    }

    private int stored() {
        return jdbc.sql("select count(*) from access where patient_id = :patient")
                .param("patient", patient.id())
                .query(Integer.class)
                .single();
    }
}
