package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.BrowserTest;
import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Opening;
import dev.medislot.systemtests.kit.PageBrowser;
import dev.medislot.systemtests.kit.Person;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The work of the front desk with one appointment or patient, in a browser. */
@BrowserTest
@ResourceLock(Medislot.LOCK)
class DeskWorkIT {

    private static final Medislot MEDISLOT = Medislot.running();
    private static final Clinic CLINIC = MEDISLOT.clinic();
    private static final String ZONE = "America/Chicago";
    /** No other test has doctors there. */
    private static final String STATE = "KS";

    @RegisterExtension
    static final PageBrowser browser = new PageBrowser(MEDISLOT);

    private static Person staff;
    private static Person substitute;
    private static List<Opening> openings;

    @BeforeAll
    static void doctorsWork() {
        staff = MEDISLOT.staff();
        substitute = CLINIC.aDoctor(ZONE, STATE);
        CLINIC.openings(substitute, STATE);
        openings = CLINIC.openings(CLINIC.aDoctor(ZONE, STATE), STATE);
        CLINIC.books(CLINIC.aPatient(STATE, ZONE), openings.getLast().id()).isCreated();
    }

    @BeforeEach
    void staffIsLoggedIn() {
        browser.logIn("/team/login?next=/desk", staff);
    }

    @Test
    void aVisitMovesToAColleagueInThreeClicks() {
        var booking = CLINIC.books(CLINIC.aPatient(STATE, ZONE), openings.get(1).id()).isCreated().id();
        browser.visit("/desk/appointments/" + booking);
        browser.choose("doctor", substitute.id());
        browser.countClicks();
        browser.press("Show the times");
        assertThat(browser.value("doctor")).isEqualTo(substitute.id());
        browser.assertIsSound("desk/appointment", "colleague");
        browser.click(".choices .chip");
        browser.press("Move to the chosen time");
        assertThat(browser.clicks()).isEqualTo(3);
        assertThat(browser.text(".notice")).contains("has been moved");
        assertThat(browser.attribute("dl a[href^='/desk/team/doctors/']", "href")).endsWith(substitute.id());
        assertThat(staff.api().get("/api/v1/bookings/" + booking).isOk().text("doctorId")).isEqualTo(substitute.id());
    }

    @Test
    void aTimeToMoveToVanishesAndTheChoiceStays() {
        var booking = CLINIC.books(CLINIC.aPatient(STATE, ZONE), openings.get(7).id()).isCreated().id();
        browser.visit("/desk/appointments/" + booking);
        var chosen = browser.attribute(".choices .chip input", "id");
        browser.click(".choices .chip");
        var other = browser.attribute(".choices fieldset:last-child .chip:last-child input", "value");

        CLINIC.books(CLINIC.aPatient(STATE, ZONE), other).isCreated();

        await().until(() -> browser.count("[id='to-%s']".formatted(other)) == 0);
        assertThat(browser.count("[id='%s']:checked".formatted(chosen))).isEqualTo(1);
        assertThat(browser.text("#changed")).contains("The times have changed");
    }

    @Test
    void aVisitThatIsOverIsClosedInTwoClicks() {
        var booking = new PastVisits(MEDISLOT).unclosed(CLINIC.aPatient("CA").id());
        var seen = staff.api().get("/api/v1/bookings/" + booking).isOk();
        var day = Instant.parse(seen.text("start")).atZone(ZoneId.of(ZONE)).toLocalDate();
        browser.visit("/desk?doctorId=%s&timeZone=%s&date=%s".formatted(seen.text("doctorId"), ZONE, day));
        assertThat(browser.text(".counts .late")).isEqualTo("1 without outcome");
        browser.countClicks();
        browser.press(".counts .late");
        browser.assertIsSound("desk/appointment", "over");
        browser.press("Visit completed");
        assertThat(browser.clicks()).isEqualTo(2);
        assertThat(browser.text(".notice.good")).contains("marked as completed");
        assertThat(status(booking)).isEqualTo("COMPLETED");
        browser.press("Correct to missed");
        assertThat(browser.text(".notice.good")).contains("marked as missed");
        assertThat(status(booking)).isEqualTo("NO_SHOW");
    }

    @Test
    void allDataOfAPatientAreExported() {
        var patient = CLINIC.aPatient(STATE, ZONE);
        var booking = CLINIC.books(patient, openings.get(3).id()).isCreated().id();
        browser.visit("/desk/patients/" + patient.id());
        browser.countClicks();
        var data = browser.download("Export all data", "patient-%s.json".formatted(patient.id()));
        assertThat(browser.clicks()).isEqualTo(1);
        assertThat(data).contains(patient.email(), booking, "Itching elbow");
        await("the export is recorded").until(() -> {
            browser.visit("/desk/patients/%s/access".formatted(patient.id()));
            return browser.text("table").contains("Exported all data");
        });
    }

    @Test
    void oneClickLeadsToTheCurrentTime() {
        var always = CLINIC.aDoctorWithoutHours(ZONE, STATE);
        CLINIC.works(always, ZONE, "00:00-24:00");
        var today = "/desk?doctorId=%s&timeZone=%s".formatted(always.id(), ZONE);
        browser.show(1280, 400);
        await("the day is published").until(() -> {
            browser.visit(today);
            return browser.count("#now") == 1;
        });
        assertThat(browser.isInView("#now th")).isFalse();
        browser.countClicks();
        browser.click("Jump to now");
        assertThat(browser.clicks()).isEqualTo(1);
        await().until(() -> browser.isInView("#now th"));
    }

    @Test
    void aTokenThatExpiresLosesNoForm() {
        var patient = CLINIC.aPatient(STATE, ZONE);
        browser.visit("/desk/book/%s?patient=%s".formatted(openings.get(5).id(), patient.id()));
        browser.press("Book for this patient");
        browser.fill("reason", "Itching knee");
        browser.deleteCookie("medislot-access");
        browser.press("button.full");
        assertThat(browser.text(".notice")).contains("is booked");
        assertThat(browser.text("dl")).contains("Itching knee");

        browser.fill("why", "The patient asked for it");
        browser.deleteCookie("medislot-access");
        browser.press("button.danger");
        assertThat(browser.text(".notice")).contains("has been cancelled");
        assertThat(browser.text("dl")).contains("The patient asked for it");
    }

    private static String status(String booking) {
        return staff.api().get("/api/v1/bookings/" + booking).isOk().text("status");
    }
}
