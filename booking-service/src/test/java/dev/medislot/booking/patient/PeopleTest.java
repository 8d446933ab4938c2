package dev.medislot.booking.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.ApiCaller;
import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.common.UsState;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.EventJson;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.EventLog;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Patients as clinics have them: with a date of birth and a language, and without an email address. */
@BookingTest
class PeopleTest {

    @Autowired
    StoredClinic clinic;

    @Autowired
    JdbcClient jdbc;

    @Test
    void dateOfBirthIsADayInThePast() {
        var mine = clinic.patient(UsState.CA);

        assertThat(mine.patch("/patients/me", Map.of("dateOfBirth", "1984-03-07")).text("dateOfBirth"))
                .isEqualTo("1984-03-07");
        for (var wrong : List.<Object>of(LocalDate.now(ZoneOffset.UTC).plusDays(1).toString(), "1899-12-31", "",
                "03/07/1984", "1984-02-30", 1984)) {
            mine.patch("/patients/me", Map.of("dateOfBirth", wrong)).isInvalid("dateOfBirth");
            clinic.nobody().post("/patients", with("dateOfBirth", wrong)).isInvalid("dateOfBirth");
        }
        mine.patch("/patients/me", Map.of("dateOfBirth", LocalDate.now(ZoneOffset.UTC).toString())).isOk();
        assertThat(clinic.nobody().post("/patients", with("dateOfBirth", "1900-01-01")).text("dateOfBirth"))
                .isEqualTo("1900-01-01");
        var cleared = new HashMap<String, @Nullable Object>();
        cleared.put("dateOfBirth", null);
        assertThat(mine.patch("/patients/me", cleared).isOk().body().path("dateOfBirth").isNull()).isTrue();
    }

    @Test
    void languageIsOneThatMailsAreWrittenIn() {
        assertThat(register(clinic.nobody(), Map.of()).text("language")).isEqualTo("en");
        var spanish = register(clinic.nobody(), Map.of("language", "es")).isCreated();
        assertThat(contact(spanish.id()).language()).isEqualTo("es");

        var staff = clinic.staff();
        assertThat(staff.patch("/patients/" + spanish.id(), Map.of("language", "en")).text("language")).isEqualTo("en");
        for (var wrong : List.<Object>of("", "fr", "EN", "es-MX", 1)) {
            staff.patch("/patients/" + spanish.id(), Map.of("language", wrong)).isInvalid("language");
            clinic.nobody().post("/patients", with("language", wrong)).isInvalid("language");
        }
    }

    @Test
    void onlyStaffRegistersWithoutAnEmail() {
        var mine = clinic.patient(UsState.CA);
        for (var caller : List.of(clinic.nobody(), mine)) {
            caller.post("/patients", without("email")).isInvalid("email");
            caller.post("/patients", without("password")).isInvalid("password");
            caller.post("/patients", without("email", "password", "firstName"))
                    .isInvalid("email")
                    .isInvalid("firstName")
                    .isInvalid("password");
        }
        var staff = clinic.staff();
        staff.post("/patients", without("email", "password", "phone")).isInvalid("phone");
        staff.post("/patients", without("email")).isInvalid("password");

        var registered = staff.post("/patients", without("email", "password")).isCreated();

        assertThat(registered.body().path("email").isNull()).isTrue();
        assertThat(contact(registered.id()).email()).isEmpty();
        assertThat(contact(registered.id()).phone()).isEqualTo("+14155550100;ext=12");
        staff.post("/patients", without("email", "password")).isCreated();
        var noPhone = new HashMap<String, @Nullable Object>();
        noPhone.put("phone", null);
        staff.patch("/patients/" + registered.id(), noPhone).isInvalid("phone");
        assertThat(linksOf(registered.id())).isZero();
    }

    @Test
    void emailIsNotTakenAway() {
        var none = new HashMap<String, @Nullable Object>();
        none.put("email", null);
        var mine = clinic.patient(UsState.CA);
        mine.patch("/patients/me", none).isInvalid("email");
        mine.patch("/patients/me", Map.of("email", "")).isInvalid("email");
        clinic.staff().patch("/patients/" + mine.id(), none).isInvalid("email");
    }

    @Test
    void patientIsFoundByDateOfBirth() {
        var staff = clinic.staff();
        var lastName = "Zuniga" + UUID.randomUUID().toString().replaceAll("\\d", "q");
        var born = register(clinic.nobody(), Map.of("lastName", lastName, "dateOfBirth", "1931-03-07")).id();
        var other = register(clinic.nobody(), Map.of("lastName", lastName, "dateOfBirth", "1931-12-30")).id();

        for (var q : List.of("1931-03-07", "3/7/1931", "03/07/1931", "3-7-1931", "1931-03-07 (415) 555-0100",
                "555-0100 3/7/1931")) {
            assertThat(found(staff, lastName + " " + q)).as(q).containsExactly(born);
        }
        assertThat(found(staff, "3/7/1931")).contains(born).doesNotContain(other);
        assertThat(found(staff, lastName + " 1931")).containsExactlyInAnyOrder(born, other);
        assertThat(found(staff, lastName + " 1931-12")).containsExactly(other);
        assertThat(found(staff, lastName + " 3/8/1931")).isEmpty();
    }

    @Test
    void patientWithoutEmailIsFoundByName() {
        var lastName = "Quispe" + UUID.randomUUID().toString().replaceAll("\\d", "q");
        var registration = without("email", "password");
        registration.put("lastName", lastName);
        var id = clinic.staff().post("/patients", registration).isCreated().id();

        assertThat(found(clinic.staff(), lastName)).containsExactly(id);
        assertThat(found(clinic.staff(), lastName + " 415 555 0100")).containsExactly(id);
    }

    @Test
    void deskTellsNamesakesApart() {
        var mine = clinic.patient(UsState.CA);
        mine.patch("/patients/me", Map.of("dateOfBirth", "1984-03-07")).isOk();
        var slots = clinic.day(clinic.doctor(UsState.CA), 3, 2);
        mine.book(slots.getFirst()).isCreated();
        clinic.patient(UsState.CA).book(slots.getLast()).isCreated();

        var day = clinic.staff()
                .get("/desk/day?date=%s&doctorId=%s".formatted(LocalDate.now(ZoneOffset.UTC).plusDays(3),
                        slots.getFirst().doctor()))
                .isOk();

        assertThat(day.list("doctors/0/slots")).extracting(slot -> slot.path("patientDateOfBirth").asString(""))
                .containsExactly("1984-03-07", "");
    }

    private List<String> found(ApiCaller staff, String q) {
        return staff.get("/patients?q=" + q.replace(" ", "%20").replace("/", "%2F")).isOk().texts("items", "id");
    }

    private Answer register(ApiCaller caller, Map<String, ?> fields) {
        var registration = without();
        registration.putAll(fields);
        return caller.post("/patients", registration);
    }

    private Map<String, Object> with(String field, Object value) {
        var registration = without();
        registration.put(field, value);
        return registration;
    }

    private Map<String, Object> without(String... fields) {
        var registration = new HashMap<String, Object>(
                Map.of("email", UUID.randomUUID() + "@example.com", "password", "correct horse", "firstName", "Ana",
                        "lastName", "Silva", "phone", "(415) 555-0100 x12", "timeZone", "America/Los_Angeles",
                        "address", Map.of("street", "1 Main St", "city", "Fresno", "state", "CA", "zip", "93650")));
        Arrays.asList(fields).forEach(registration::remove);
        return registration;
    }

    private int linksOf(String id) {
        return jdbc.sql("select count(*) from account_link where person_id = ?::uuid")
                .param(id)
                .query(Integer.class)
                .single();
    }

    private static ContactChanged contact(String id) {
        try (var contacts = new EventLog(Topics.CONTACTS)) {
            await().until(() -> !contacts.of(id).isEmpty());
            return EventJson.read(contacts.of(id).getLast().value(), ContactChanged.class);
        }
    }
}
