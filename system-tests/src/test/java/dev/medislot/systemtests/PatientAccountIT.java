package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.BrowserTest;
import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.PageBrowser;
import dev.medislot.systemtests.kit.Person;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Family, data, waitlist and reminders of patients, and their pages in Spanish, in a browser. */
@BrowserTest
@ResourceLock(Medislot.LOCK)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PatientAccountIT {

    private static final Medislot MEDISLOT = Medislot.running();
    private static final Clinic CLINIC = MEDISLOT.clinic();
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    /** No other test has doctors there. */
    private static final String STATE = "ME";

    @RegisterExtension
    static final PageBrowser browser = new PageBrowser(MEDISLOT);

    private static Person doctor;
    private static Person reminded;

    @BeforeAll
    static void aReminderIsDueSoon() {
        doctor = CLINIC.aDoctor(ZONE.getId(), STATE);
        // elsewhere, so that no search of the other tests finds the rest of the hour
        reminded = MEDISLOT.aConfirmedPatient("NH");
        // the last reminder goes out an hour before the visit, one or two minutes from now
        var start = ZonedDateTime.now(ZONE).plusMinutes(62).truncatedTo(ChronoUnit.MINUTES);
        CLINIC.booksAt(MEDISLOT.staff(), reminded, CLINIC.aDoctorWithoutHours(ZONE.getId(), "NH"), start);
        CLINIC.openings(doctor, STATE);
    }

    @Test
    void aDependentIsBookedInThreeClicks() {
        var guardian = aPatient();
        browser.logIn("/login", guardian);
        browser.press("Account");
        browser.countClicks();
        browser.click("Add a person");
        browser.fill(Map.of("dependent-firstName", "Mia", "dependent-lastName", "Quillfeather"));
        browser.pick("dependent-dateOfBirth", "2019-05-30");
        browser.press("form[action='/account/dependents'] button");
        assertThat(browser.clicks()).isEqualTo(2);
        assertThat(browser.text(".notice.good")).contains("Saved");
        assertThat(browser.text("ul.people")).contains("Mia Quillfeather", "05/30/2019");
        browser.assertIsSound("account", "family");

        browser.visit("/");
        browser.choose("patient", firstDependent(guardian));
        browser.countClicks();
        browser.press("Find a time");
        browser.press(".doctor .chip");
        assertThat(browser.text("dl")).contains("Mia Quillfeather");
        browser.press("button.full");
        assertThat(browser.text(".notice")).contains("is booked");
        assertThat(browser.text("dl")).contains("Mia Quillfeather");
        assertThat(browser.clicks()).as("find, time, confirm").isEqualTo(3);
        browser.press("Appointments");
        assertThat(browser.text(".visit")).contains("Mia Quillfeather");
    }

    @Test
    void aDependentIsRemovedWithThePassword() {
        var guardian = aPatient();
        var child = Map.of("firstName", "Mia", "lastName", "Quillfeather", "dateOfBirth", "2019-05-30");
        guardian.api().post("/api/v1/patients/me/dependents", child).isCreated();
        var password = firstDependent(guardian) + "-currentPassword";
        browser.logIn("/login", guardian);
        browser.press("Account");
        browser.countClicks();
        browser.click("ul.people summary");
        browser.fill(password, "a wrong password");
        browser.press("ul.people button.danger");
        assertThat(browser.text("ul.people .error")).contains("password is wrong");
        browser.expectStatus(422);
        browser.fill(password, guardian.password());
        browser.press("ul.people button.danger");
        assertThat(browser.clicks()).as("open, and the form sent twice").isEqualTo(3);
        assertThat(browser.text(".notice.good")).contains("The person is removed");
        assertThat(browser.count("ul.people")).isZero();
    }

    @Test
    void allDataAreDownloadedInOneClick() {
        var patient = aPatient();
        var booking = CLINIC.books(patient, CLINIC.openings(doctor, STATE).get(2).id()).isCreated().id();
        browser.logIn("/login", patient);
        browser.press("Account");
        browser.countClicks();
        var data = browser.download("Download all your data", "medislot.json");
        assertThat(browser.clicks()).isEqualTo(1);
        assertThat(data).contains(patient.email(), booking, "Itching elbow");
    }

    @Test
    void anAccountIsDeletedWithItsPassword() {
        var patient = aPatient();
        var booking = CLINIC.books(patient, CLINIC.openings(doctor, STATE).get(4).id()).isCreated().id();
        browser.logIn("/login", patient);
        browser.press("Account");
        browser.countClicks();
        browser.click("Delete this account");
        browser.fill("delete-currentPassword", "a wrong password");
        browser.press("Delete for good");
        assertThat(browser.text("#delete-currentPassword-error")).contains("password is wrong");
        browser.expectStatus(422);
        assertThat(status(booking)).isEqualTo("CONFIRMED");
        browser.assertIsSound("account", "delete");
        browser.fill("delete-currentPassword", patient.password());
        browser.press("Delete for good");
        assertThat(browser.clicks()).as("open, and the form sent twice").isEqualTo(3);
        assertThat(browser.heading()).isEqualTo("Log in");
        await().until(() -> status(booking).equals("CANCELLED"));

        browser.logInHere(patient);
        assertThat(browser.text("#password-error")).contains("password is wrong");
        browser.expectStatus(422);
    }

    @Test
    void theWaitlistIsLeftInOneClick() {
        var patient = MEDISLOT.aConfirmedPatient(STATE);
        patient.api()
                .post("/api/v1/waitlist", Map.of("doctorId", doctor.id(), "from", "2199-01-01", "to", "2199-01-31"))
                .isCreated();
        browser.logIn("/login", patient);
        browser.visit("/waitlist");
        assertThat(browser.text("section.card")).contains(doctor.name(), "Maine");
        browser.press("Leave the waitlist");
        assertThat(browser.clicks()).isEqualTo(1);
        assertThat(browser.text(".notice.good")).contains("no longer on the waitlist");
        assertThat(browser.text(".empty")).contains("You are not waiting");
        browser.assertIsSound("waitlist", "left");
        assertThat(patient.api().get("/api/v1/waitlist").isOk().texts("items", "status")).doesNotContain("WAITING");
    }

    @Test
    void anOfferIsDeclinedInOneClick() {
        var patient = MEDISLOT.aConfirmedPatient(STATE);
        var slot = CLINIC.openings(doctor, STATE).get(6);
        var other = aPatient();
        var booking = CLINIC.books(other, slot.id()).isCreated().id();
        var wish = Map.of("doctorId", doctor.id(), "from", slot.start().toString(), "to", slot.end().toString());
        var entry = patient.api().post("/api/v1/waitlist", wish).isCreated().id();
        other.api().patch("/api/v1/bookings/" + booking, Map.of("status", "CANCELLED")).isOk();

        browser.visit(MEDISLOT.mails().link(patient.email(), "Appointment available"));
        browser.countClicks();
        browser.press("No, thank you");
        assertThat(browser.clicks()).isEqualTo(1);
        assertThat(browser.text(".notice.good")).contains("We offer this time to the next person");
        browser.assertIsSound("offer", "declined");
        assertThat(patient.api().get("/api/v1/waitlist/" + entry).isOk().text("status")).isEqualTo("WAITING");
        await("the time is free again").until(() -> CLINIC.isListed(doctor, STATE, slot.id()));
    }

    @Test
    void aBookingIsSpanishFromSearchToCancelling() {
        browser.logIn("/login", aPatient());
        browser.press("Español");
        assertThat(browser.heading()).isEqualTo("Hola, Petra");
        browser.countClicks();
        browser.press("Buscar cita");
        assertThat(browser.heading()).isEqualTo("Elija una hora");
        browser.press(".doctor .chip");
        assertThat(browser.heading()).isEqualTo("Confirme su cita");
        assertThat(browser.text(".held")).contains("está apartada para usted");
        browser.assertIsSound("summary", "es");
        browser.press("Confirmar la cita");
        assertThat(browser.clicks()).as("find, time, confirm").isEqualTo(3);
        assertThat(browser.text(".notice")).contains("Su cita está reservada");
        browser.assertIsSound("appointment", "es");

        browser.press("Cambiar la hora");
        assertThat(browser.heading()).isEqualTo("Elija una hora nueva");
        browser.press(".doctor fieldset:last-child .chip:last-child");
        assertThat(browser.heading()).isEqualTo("Confirme la hora nueva");
        browser.press("Cambiar la cita");
        assertThat(browser.text(".notice")).contains("Su cita se ha cambiado");
        browser.click("summary");
        browser.press("Cancelar la cita");
        assertThat(browser.text(".notice")).contains("Su cita se ha cancelado");
    }

    @Test
    void anErrorOfAFormIsSaidInSpanish() {
        browser.visit("/register");
        browser.press("Español");
        browser.fill(Map.of("email", Clinic.anEmail("visitor"), "password", "short", "firstName", "Nora", "lastName",
                "Hale", "street", "1 Main St", "city", "Portland", "zip", "04101"));
        browser.choose("state", STATE);
        browser.press("button.full");
        assertThat(browser.text("#password-error")).isEqualTo("Use al menos 8 caracteres.");
        assertThat(browser.text(".notice.bad")).contains("Revise esto", "Contraseña");
        browser.expectStatus(422);
        browser.assertIsSound("register", "es");
    }

    /** The last test, so that the reminder becomes due during the others. */
    @Test
    @Order(Integer.MAX_VALUE)
    void theLinkOfAReminderStopsReminders() {
        browser.visit("/api/v1/reminders/" + MEDISLOT.mails().muteSecret(reminded.email()));
        assertThat(browser.heading()).isEqualTo("Switch off reminders?");
        browser.assertIsSound("mute", "ask");
        assertThat(wantsReminders()).as("after the page was opened").isTrue();
        browser.countClicks();
        browser.press("Switch off");
        assertThat(browser.clicks()).isEqualTo(1);
        assertThat(browser.heading()).isEqualTo("Reminders are switched off");
        browser.assertIsSound("mute", "done");
        await("the profile follows").until(() -> !wantsReminders());

        browser.logIn("/login", reminded);
        browser.press("Account");
        assertThat(browser.text("form[action='/account/reminders']")).isEqualTo("Remind me by email");
    }

    private static boolean wantsReminders() {
        return reminded.api().get("/api/v1/patients/" + reminded.id()).isOk().body().path("reminders").asBoolean();
    }

    private static Person aPatient() {
        return CLINIC.aPatient(STATE, ZONE.getId());
    }

    private static String firstDependent(Person guardian) {
        return guardian.api()
                .get("/api/v1/patients/%s/dependents".formatted(guardian.id()))
                .isOk()
                .texts("items", "id")
                .getFirst();
    }

    private static String status(String booking) {
        return MEDISLOT.staff().api().get("/api/v1/bookings/" + booking).isOk().text("status");
    }
}
