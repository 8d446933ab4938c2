package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.medislot.systemtests.kit.BrowserTest;
import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.PageBrowser;
import dev.medislot.systemtests.kit.Person;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The tasks on the list of the front desk in a browser: licenses, failed mails and the health of the records. */
@BrowserTest
@ResourceLock(Medislot.LOCK)
class DeskTodoIT {

    private static final Medislot MEDISLOT = Medislot.running();
    private static final Clinic CLINIC = MEDISLOT.clinic();
    private static final String ZONE = "America/Chicago";
    /** No other test has doctors there. */
    private static final String STATE = "NE";

    @RegisterExtension
    static final PageBrowser browser = new PageBrowser(MEDISLOT);

    private static Person staff;
    private static Person doctor;

    @BeforeAll
    static void aDoctorWorks() {
        staff = MEDISLOT.staff();
        doctor = CLINIC.aDoctor(ZONE, STATE);
        CLINIC.openings(doctor, STATE);
    }

    @BeforeEach
    void staffIsLoggedIn() {
        browser.logIn("/team/login?next=/desk", staff);
    }

    @Test
    void aLicenseIsVerifiedInOneClick() {
        var newcomer = CLINIC.aDoctorWithoutHours(ZONE, STATE);
        var license = newcomer.api().get("/api/v1/doctors/me/licenses").isOk().text("items/0/id");
        change("availability", "update license set verified_at = null where id = ?", license);
        assertThat(isVerified(newcomer)).isFalse();
        var verify = "form[action='/desk/todo/licenses/%s'] button".formatted(license);

        browser.visit("/desk/todo");
        assertThat(browser.text("main")).contains("Licenses to verify", "Nebraska · L-NE");
        browser.assertIsSound("desk/todo", "license");
        browser.countClicks();
        browser.press(verify);
        assertThat(browser.clicks()).isEqualTo(1);
        assertThat(browser.text(".notice.good")).contains("The license counts from now on");
        assertThat(browser.count(verify)).isZero();
        assertThat(isVerified(newcomer)).isTrue();
    }

    @Test
    void aFailedMailIsSentToTheRightAddress() {
        assumeFalse("containers".equals(System.getProperty("medislot.infra")), "Mailpit refuses no address");
        var wrong = "refuse-550@%s.example".formatted(UUID.randomUUID());
        var patient = staff.api().post("/api/v1/patients", Clinic.registration(wrong, STATE, ZONE)).isCreated().id();
        var booking = aBooking(patient);
        var again = "form[action='/desk/todo/mails/%s'] button".formatted(failedMail(booking));
        browser.visit("/desk/todo");
        assertThat(browser.text("main")).contains("Mails that failed", wrong);
        browser.press("a[href*='/with-email'][href*='%s']".formatted(wrong.substring(wrong.indexOf('@') + 1)));
        assertThat(browser.address()).startsWith("/desk/patients/" + patient);
        var right = Clinic.anEmail("corrected");
        browser.fill("email", right);
        browser.press("Save");
        assertThat(browser.text("dl")).contains("changes to %s once confirmed".formatted(right));
        var token = MEDISLOT.mails().token(right, "Confirm your email address");
        CLINIC.api().post("/api/v1/emails/confirm", Map.of("token", token)).has(204);

        var corrected = new Person(patient, right, "", "Petra", "Quillfeather", staff.api());
        await("the new address is known to the service that sends mails").until(() -> {
            sendsAgain(again);
            return !MEDISLOT.mails().to(corrected).isEmpty();
        });
    }

    private static void sendsAgain(String button) {
        browser.visit("/desk/todo");
        if (browser.count(button) > 0) {
            browser.countClicks();
            browser.press(button);
            assertThat(browser.clicks()).isEqualTo(1);
            assertThat(browser.text(".notice.good")).contains("The mail is sent again");
        }
    }

    @Test
    void theListShowsTheHealthOfTheRecords() {
        var booking = aBooking(CLINIC.aPatient(STATE, ZONE).id());
        change("booking", "update booking set patient_state = 'AK' where id = ?", booking);
        try {
            browser.visit("/desk/todo");
            assertThat(health()).contains("The check found 1 contradiction in");
            browser.assertIsSound("desk/todo", "unhealthy");
        } finally {
            change("booking", "update booking set patient_state = '%s' where id = ?".formatted(STATE), booking);
        }
        browser.press("To do");
        assertThat(health()).contains("all appointments, holds and events agree");
    }

    private static String health() {
        return browser.text("section[aria-labelledby='health']");
    }

    private static boolean isVerified(Person doctor) {
        return doctor.api().get("/api/v1/doctors/me/licenses").isOk().body().at("/items/0/verified").asBoolean();
    }

    private static String aBooking(String patient) {
        var wish = Map.of("slotId", CLINIC.openings(doctor, STATE).get(1).id(), "patientId", patient);
        return CLINIC.books(staff, wish).isCreated().id();
    }

    private static String failedMail(String booking) {
        var path = "/api/v1/notifications?status=FAILED&bookingId=" + booking;
        return await("the mail has failed").until(() -> staff.api().get(path).isOk().text("items/0/id"),
                id -> !id.isEmpty());
    }

    /** Brings about a state to which no call of the API leads. */
    private static void change(String database, String sql, String id) {
        var infrastructure = MEDISLOT.infrastructure();
        try (var connection = DriverManager.getConnection(infrastructure.jdbcUrl(database), infrastructure.username(),
                infrastructure.password());
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, UUID.fromString(id));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
