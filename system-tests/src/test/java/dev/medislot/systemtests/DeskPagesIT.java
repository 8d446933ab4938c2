package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.BrowserTest;
import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Opening;
import dev.medislot.systemtests.kit.PageBrowser;
import dev.medislot.systemtests.kit.Person;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.openqa.selenium.Keys;

/** The pages of the front desk in a browser: the main paths with their clicks, on a screen and a phone. */
@BrowserTest
@ResourceLock(Medislot.LOCK)
class DeskPagesIT {

    private static final Medislot MEDISLOT = Medislot.running();
    private static final Clinic CLINIC = MEDISLOT.clinic();
    private static final String ZONE = "America/Chicago";
    /** No other test has doctors there. */
    private static final String STATE = "SD";

    @RegisterExtension
    static final PageBrowser browser = new PageBrowser(MEDISLOT);

    private static Person staff;
    private static Person doctor;
    private static Person substitute;
    private static List<Opening> openings;

    @BeforeAll
    static void doctorsWork() {
        staff = MEDISLOT.staff();
        doctor = CLINIC.aDoctor(ZONE, STATE);
        substitute = CLINIC.aDoctor(ZONE, STATE);
        CLINIC.openings(substitute, STATE);
        openings = CLINIC.openings(doctor, STATE);
        CLINIC.books(CLINIC.aPatient(STATE, ZONE), openings.getLast().id()).isCreated();
    }

    @BeforeEach
    void staffIsLoggedIn() {
        browser.logIn("/team/login?next=/desk", staff);
    }

    @Test
    void aPatientIsFoundAndBookedInThreeClicks() {
        var patient = CLINIC.aPatient(STATE, ZONE);
        browser.visit("/desk?state=%s&timeZone=%s".formatted(STATE, ZONE));
        browser.countClicks();
        browser.press(".days li:nth-child(3) a");
        assertThat(browser.attribute(".days li:nth-child(3) a", "aria-current")).isEqualTo("date");
        assertThat(browser.clicks()).as("another day").isEqualTo(1);
        browser.visit(day());
        browser.countClicks();
        assertThat(browser.count(".board thead th")).isGreaterThan(2);
        browser.assertIsSound("desk/day");

        browser.press(".board .free");
        browser.assertIsSound("desk/book");
        browser.fill("q", patient.email());
        await().until(() -> browser.count(".pick") == 1);
        browser.press(".pick");
        assertThat(browser.text(".held")).contains("held for the patient until");
        browser.assertIsSound("desk/confirm");
        browser.press("button.full");
        assertThat(browser.text(".notice")).contains("is booked");
        assertThat(browser.clicks()).isEqualTo(3);
        browser.assertIsSound("desk/appointment");
    }

    @Test
    void aDayOfSevenHoursFitsASmallScreen() {
        var date = LocalDate.now(ZoneId.of(ZONE)).plusDays(7);
        browser.show(1280, 757);
        browser.visit("/desk?state=%s&timeZone=%s&date=%s".formatted(STATE, ZONE, date));
        browser.click(".filters summary");
        assertThat(browser.count(".board tbody tr")).isEqualTo(7);
        assertThat(browser.isInView(".board tbody tr:first-child th")).isTrue();
        assertThat(browser.isInView(".board tbody tr:last-child th")).isTrue();
    }

    @Test
    void aKnownPatientIsBookedWithoutASearch() {
        var patient = CLINIC.aPatient(STATE, ZONE);
        browser.visit("/desk/patients/" + patient.id());
        browser.press("Book an appointment");
        browser.visit(day() + "&patient=" + patient.id());
        browser.countClicks();
        browser.press(".board .free");
        assertThat(browser.count("#q")).isZero();
        browser.assertIsSound("desk/book", "known");
        browser.press("Book for this patient");
        assertThat(browser.value("state")).isEqualTo(STATE);
        browser.press("button.full");
        assertThat(browser.clicks()).isEqualTo(3);
        assertThat(browser.text(".notice")).contains("is booked");
    }

    @Test
    void movingTakesThreeClicksAndCancellingTwo() {
        var booking = aBooking(2);
        browser.visit(day());
        browser.press("#s-" + booking);
        browser.click(".choices .chip");
        browser.press("button.full");
        assertThat(browser.clicks()).isEqualTo(3);
        assertThat(browser.text(".notice")).contains("has been moved");
        assertThat(browser.text(".log")).contains("Moved by the front desk");

        browser.press("Back to the day");
        browser.visit(browser.address() + "&state=" + STATE);
        browser.countClicks();
        browser.press("#s-" + booking);
        browser.fill("why", "The patient asked for it");
        browser.press("button.danger");
        assertThat(browser.clicks()).isEqualTo(2);
        assertThat(browser.text(".notice")).contains("has been cancelled");
        assertThat(browser.text("dl")).contains("The patient asked for it");
        browser.assertIsSound("desk/appointment", "cancelled");
    }

    @Test
    void twoDesksWantOneTime() {
        var first = CLINIC.aPatient(STATE, ZONE);
        var second = CLINIC.aPatient(STATE, ZONE);
        browser.visit(day());
        var slot = browser.attribute(".board .free", "href");
        browser.press(".board .free");
        staff.api()
                .post("/api/v1/bookings",
                        Map.of("slotId", slot.substring("/desk/book/".length()), "patientId", first.id()))
                .isCreated();

        browser.fill("q", second.email());
        await().until(() -> browser.count(".pick") == 1);
        browser.press(".pick");
        assertThat(browser.text(".notice h2")).isEqualTo("Somebody was faster");
        browser.assertIsSound("desk/book", "taken");
        browser.press(".notice .chip");
        browser.press("Book for this patient");
        browser.press("button.full");
        assertThat(browser.text(".notice")).contains("is booked");
    }

    @Test
    void anOpenDayFollowsBookingsElsewhere() {
        browser.visit(day());
        var id = browser.attribute(".board .free", "id");
        CLINIC.books(CLINIC.aPatient(STATE, ZONE), id.substring(2)).isCreated();
        await().until(() -> browser.count("[id='%s']".formatted(id)) == 0);
        assertThat(browser.text(".board")).contains("Petra Quillfeather");
    }

    @Test
    void aNewPatientWithoutEmailIsBookedWithoutScripts() {
        browser.useScripts(false);
        browser.visit(day());
        browser.press(".board .free");
        browser.fill("q", "Zebulon Thistlewood");
        browser.press("Find");
        browser.press("New patient");
        assertThat(browser.value("lastName")).isEqualTo("Thistlewood");
        browser.fill(Map.of("street", "1 Main St", "city", "Pierre", "zip", "57501"));
        browser.choose("state", STATE);
        browser.press("Add and continue");
        assertThat(browser.text("#phone-error")).isNotBlank();
        assertThat(browser.value("city")).isEqualTo("Pierre");
        browser.fill("phone", "605 224 5999");
        browser.press("Add and continue");
        browser.press("button.full");
        assertThat(browser.text(".notice")).contains("is booked");
        browser.useScripts(true);
        browser.expectStatus(422);

        browser.visit("/desk/patients/new");
        browser.assertIsSound("desk/patient-new");
        browser.visit("/desk/patients");
        browser.fill("q", "(605) 224-5999");
        await().until(() -> browser.text(".pick").contains("Zebulon Thistlewood"));
    }

    @Test
    void aKeyWithControlLeadsToTheSearchField() {
        browser.visit("/desk/patients");
        browser.type("/k");
        browser.type(Keys.chord(Keys.CONTROL, "k"));
        browser.type("5/6");
        assertThat(browser.value("q")).isEqualTo("5/6");
        assertThat(browser.attribute("#q", "title")).isEqualTo("Press Ctrl+K to search");
    }

    @Test
    void aPatientIsChangedExportedAndErased() {
        var patient = CLINIC.aPatient(STATE, ZONE);
        browser.visit("/desk/patients");
        browser.assertIsSound("desk/patients");
        browser.fill("q", patient.email());
        await().until(() -> browser.count(".pick") == 1);
        browser.countClicks();
        browser.press(".pick");
        assertThat(browser.clicks()).isEqualTo(1);
        browser.assertIsSound("desk/patient");
        browser.click(".card summary");
        browser.fill("city", "Vermillion");
        browser.press("Save");
        assertThat(browser.text(".notice")).contains("Saved");
        assertThat(browser.text("dl")).contains("Vermillion");
        browser.press("Who saw the data");
        assertThat(browser.text("table")).contains("Changed the profile", "Saw the patient in a list");
        assertThat(browser.count("td code:not(.hint)")).as("operations without words").isZero();
        browser.assertIsSound("desk/access");
        browser.press("Back to the patient");
        browser.click("summary.bad");
        browser.click("[name=sure]");
        browser.press("Erase for good");
        assertThat(browser.text(".notice")).contains("is erased");
    }

    @Test
    void aBookingAtRiskMovesToAProposalInTwoClicks() {
        var booking = aBooking(5);
        var start = openings.get(5).start().atZone(ZoneId.of(ZONE)).toLocalDateTime();
        doctor.api()
                .post("/api/v1/doctors/me/time-off",
                        Map.of("start", start.toString(), "end", start.plusHours(1).toString()))
                .isCreated();
        var proposal = "a[href^='/desk/todo/%s/move']".formatted(booking);
        await().until(() -> {
            browser.visit("/desk/todo");
            return browser.count(proposal) > 0;
        });
        browser.assertIsSound("desk/todo");
        browser.countClicks();
        browser.press(proposal);
        assertThat(browser.text(".held")).contains("both doctors get a mail");
        browser.assertIsSound("desk/move");
        browser.press("Move and send the mails");
        assertThat(browser.clicks()).isEqualTo(2);
        assertThat(browser.text(".notice")).contains("has been moved");
        assertThat(staff.api().get("/api/v1/bookings/" + booking).isOk().text("doctorId")).isEqualTo(substitute.id());
    }

    @Test
    void theTeamIsKept() {
        var leaving = CLINIC.aDoctor(ZONE, STATE);
        browser.visit("/desk/team");
        browser.assertIsSound("desk/doctors");
        browser.press("Add a doctor");
        browser.assertIsSound("desk/doctor-new");
        browser.visit("/desk/team/doctors/" + leaving.id());
        browser.assertIsSound("desk/doctor");
        browser.press("button.danger");
        assertThat(browser.text(".notice")).contains("inactive");
        browser.press("Activate");
        assertThat(browser.text(".notice")).contains("is active");
        browser.press("form[action$='" + leaving.id() + "'] button.danger");

        browser.visit("/desk/team/staff");
        browser.assertIsSound("desk/staff");
        var colleague = Clinic.anEmail("colleague");
        browser.fill(Map.of("email", colleague, "password", "short"));
        browser.press("form[action='/desk/team/staff'] button");
        assertThat(browser.text("#password-error")).isNotBlank();
        assertThat(browser.value("email")).isEqualTo(colleague);
        browser.expectStatus(422);
        browser.fill("password", Clinic.PASSWORD);
        browser.press("form[action='/desk/team/staff'] button");
        assertThat(browser.text("main")).contains(colleague);

        browser.visit("/desk/team/visits");
        browser.assertIsSound("desk/visits");
        browser.visit("/desk/team/closures");
        browser.assertIsSound("desk/closures");
    }

    @Test
    void theSecondFactorIsSetUp() {
        browser.visit("/account");
        assertThat(browser.address()).isEqualTo("/desk/account");
        browser.assertIsSound("desk/account");
        browser.press("Set up the second factor");
        assertThat(browser.value("email")).isEqualTo(staff.email());
        browser.assertIsSound("second-factor");
        browser.fill("password", staff.password());
        browser.press("button.full");
        var secret = browser.value("secret");
        assertThat(secret).hasSizeGreaterThan(30);
        assertThat(browser.attribute("form a", "href")).startsWith("otpauth://totp/").contains(secret);
        browser.assertIsSound("second-factor", "code");
        browser.fill(Map.of("password", staff.password(), "code", "000"));
        browser.press("button.full");
        assertThat(browser.text(".notice.bad")).contains("the code is wrong");
        assertThat(browser.value("secret")).isEqualTo(secret);
        browser.expectStatus(422);
    }

    @Test
    void theDeskSpeaksSpanish() {
        browser.visit(day());
        browser.press("Español");
        assertThat(browser.text(".counts")).contains("sin reservar");
        browser.assertIsSound("desk/day", "es");
    }

    private static String day() {
        var date = openings.getFirst().start().atZone(ZoneId.of(ZONE)).toLocalDate();
        return "/desk?state=%s&timeZone=%s&date=%s".formatted(STATE, ZONE, date);
    }

    /** A booking of the day that the pages show, or of a later one. */
    private static String aBooking(int number) {
        return CLINIC.books(CLINIC.aPatient(STATE, ZONE), openings.get(number).id()).isCreated().text("id");
    }
}
