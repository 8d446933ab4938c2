package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.BrowserTest;
import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.PageBrowser;
import dev.medislot.systemtests.kit.Person;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The pages for doctors in a browser: the main paths with their clicks, on a screen and a phone, light and dark. */
@BrowserTest
@ResourceLock(Medislot.LOCK)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DoctorPagesIT {

    private static final Medislot MEDISLOT = Medislot.running();
    private static final Clinic CLINIC = MEDISLOT.clinic();
    private static final ZoneId ZONE = ZoneId.of("America/Denver");
    private static final String STATE = "NM";

    @RegisterExtension
    static final PageBrowser browser = new PageBrowser(MEDISLOT);

    private static Person busy;
    private static String visit;

    @BeforeAll
    static void aVisitIsAboutToBegin() {
        busy = CLINIC.aDoctorWithoutHours(ZONE.getId(), STATE);
        visit = CLINIC.booksSoon(MEDISLOT.staff(), CLINIC.aPatient(STATE, ZONE.getId()), busy, ZONE);
    }

    @Test
    void theTeamLogsInAndLandsOnItsOwnPages() {
        var doctor = CLINIC.aDoctorWithoutHours(ZONE.getId(), STATE);
        browser.visit("/team/register");
        browser.assertIsSound("doctor/register");
        browser.visit("/login");
        browser.press("For doctors and staff");
        browser.assertIsSound("team-login");
        browser.fill("email", doctor.email());
        browser.fill("password", "a wrong password");
        browser.press("button.full");
        assertThat(browser.text(".notice.bad")).contains("password is wrong");
        browser.expectStatus(422);
        browser.assertIsSound("team-login", "wrong");
        assertThat(browser.value("email")).isEqualTo(doctor.email());
        logIn(doctor);
        assertThat(browser.address()).isEqualTo("/doctor");
        browser.visit("/appointments");
        assertThat(browser.text(".lead")).contains("logged in as a doctor");
        browser.expectStatus(403);
        browser.assertIsSound("wrong-role");
        browser.press("To your day");
        browser.press("Log out");
        assertThat(browser.address()).isEqualTo("/team/login");
    }

    @Test
    void aBookingIsFoundAndCancelled() {
        var doctor = CLINIC.aDoctor(ZONE.getId(), STATE);
        var slot = CLINIC.openings(doctor, STATE).getFirst();
        var booking = CLINIC.books(CLINIC.aPatient(STATE, ZONE.getId()), slot.id()).isCreated().text("id");

        browser.visit(MEDISLOT.mails().bookingPage(doctor.email(), "New appointment"));
        assertThat(browser.address()).startsWith("/team/login");
        browser.logInHere(doctor);
        assertThat(browser.address()).isEqualTo("/doctor/appointments/" + booking);
        assertThat(browser.heading()).isEqualTo("Petra Quillfeather");
        assertThat(browser.text("dl")).contains("Itching elbow", "New Mexico");
        browser.assertIsSound("doctor/visit");

        browser.press("Back to that day");
        assertThat(browser.text(".is-visit")).contains("Petra Quillfeather", "Itching elbow");
        browser.assertIsSound("doctor/day");
        browser.press(".is-visit a");
        browser.click("summary.bad");
        browser.fill("reason", "A course");
        browser.press("button.danger");
        assertThat(browser.text(".notice.good")).contains("is cancelled");
        assertThat(browser.text("dl")).contains("Cancelled", "A course");
    }

    /** The last test, so that the visit begins during the others. */
    @Test
    @Order(Integer.MAX_VALUE)
    void aBegunVisitIsClosedInTwoClicks() {
        var start = busy.api().get("/api/v1/bookings/" + visit).isOk().text("start");
        logIn(busy);
        await("the visit begins").until(() -> {
            browser.visit("/doctor?day=" + Instant.parse(start).atZone(ZONE).toLocalDate());
            return browser.count(".is-visit.current") == 1;
        });
        browser.assertIsSound("doctor/day", "now");

        browser.countClicks();
        browser.press(".is-visit a");
        browser.assertIsSound("doctor/visit", "begun");
        browser.press("Visit took place");
        assertThat(browser.clicks()).isEqualTo(2);
        assertThat(browser.text(".notice.good")).contains("marked as completed");
        assertThat(browser.text("dl")).contains("Completed");
        assertThat(browser.count("form[action$='/completed']")).isZero();
        browser.press("No, the patient did not come");
        assertThat(browser.text(".notice.good")).contains("marked as missed");
        browser.assertIsSound("doctor/visit", "missed");
        browser.press("No, the visit took place");
        assertThat(browser.text("dl")).contains("Completed");
    }

    @Test
    void aTokenThatExpiresOrIsRefusedLosesNoForm() {
        logIn(CLINIC.aDoctorWithoutHours(ZONE.getId(), STATE));
        browser.press("Account");
        browser.fill("bio", "Twenty years of skin.");
        browser.deleteCookie("medislot-access");
        browser.press("form[action='/doctor/account'] .button");
        assertThat(browser.text(".notice.good")).contains("Saved");
        browser.fill("bio", "Thirty years of skin.");
        browser.spoilToken("medislot-access");
        browser.press("form[action='/doctor/account'] .button");
        assertThat(browser.text(".notice.good")).contains("Saved");
        assertThat(browser.text("#bio")).isEqualTo("Thirty years of skin.");
    }

    @Test
    void changingHoursTakesThreeClicks() {
        var doctor = CLINIC.aDoctor(ZONE.getId(), STATE);
        var slot = CLINIC.openings(doctor, STATE)
                .stream()
                .filter(opening -> opening.start().atZone(ZONE).getHour() == 9)
                .findFirst()
                .orElseThrow();
        var day = slot.start().atZone(ZONE).getDayOfWeek();
        CLINIC.books(CLINIC.aPatient(STATE, ZONE.getId()), slot.id()).isCreated();
        await("the availability service knows the booking").until(() -> !CLINIC.isListed(doctor, STATE, slot.id()));
        logIn(doctor);

        browser.press("Hours");
        browser.assertIsSound("doctor/hours");
        browser.pick(day + ".start-0", "10:00");
        browser.press(".week .save");
        assertThat(browser.heading()).isEqualTo("This affects 1 appointment");
        assertThat(browser.text(".affected")).contains("Petra Quillfeather", "New Mexico");
        browser.assertIsSound("doctor/affected");
        browser.press("Save and keep the appointment");
        assertThat(browser.text(".notice.good")).contains("weekly hours are saved", "1 appointment stays as booked");
        assertThat(browser.value(day + ".start-0")).isEqualTo("10:00");
        assertThat(browser.clicks()).isLessThanOrEqualTo(3);
    }

    @Test
    void windowsAreAddedCopiedAndKeptWhenStale() {
        var doctor = CLINIC.aDoctorWithoutHours(ZONE.getId(), STATE);
        logIn(doctor);
        browser.visit("/doctor/hours");
        browser.click("button[value='add-MONDAY']");
        await().until(() -> browser.count("[id='MONDAY.start-0']") == 1);
        browser.pick("MONDAY.start-0", "22:00");
        browser.pick("MONDAY.end-0", "06:00");
        browser.click("button[value='copy-MONDAY']");
        await().until(() -> browser.count("[id='FRIDAY.start-0']") == 1);
        assertThat(browser.text("#MONDAY")).contains("ends on the next day");
        browser.assertIsSound("doctor/hours", "night");

        CLINIC.works(doctor, ZONE.getId(), "09:00-10:00");
        browser.press(".week .save");
        assertThat(browser.text(".notice.bad")).contains("changed elsewhere").containsPattern("9:00.AM–10:00.AM");
        assertThat(browser.value("MONDAY.start-0")).isEqualTo("22:00");
        browser.expectStatus(422);
        browser.press(".week .save");
        assertThat(browser.text(".notice.good")).contains("weekly hours are saved");
        assertThat(browser.value("FRIDAY.end-0")).isEqualTo("06:00");
    }

    @Test
    void wrongHoursOfOneDayAreSaidBesideThem() {
        logIn(CLINIC.aDoctorWithoutHours(ZONE.getId(), STATE));
        browser.visit("/doctor/hours/dates/" + LocalDate.now(ZONE).plusDays(30));
        browser.assertIsSound("doctor/date");
        browser.press("Add hours");
        browser.pick("start-0", "09:00");
        browser.press(".actions .button");
        assertThat(browser.text(".notice.bad")).contains("need both a start and an end");
        assertThat(browser.text("#day-error")).contains("Check the times of this day");
        browser.expectStatus(422);
        browser.assertIsSound("doctor/date", "wrong");
    }

    @Test
    void timeOffTakesThreeClicks() {
        logIn(CLINIC.aDoctor(ZONE.getId(), STATE));
        var first = LocalDate.now(ZONE).plusDays(20);
        browser.press("Time off");
        browser.assertIsSound("doctor/time-off");
        assertThat(browser.text(".times")).isEmpty();
        browser.pick("first", first.toString());
        browser.pick("last", first.plusDays(2).toString());
        browser.fill("reason", "Holiday");
        browser.press("form.card .button");
        assertThat(browser.text(".notice.good")).contains("time off is saved");
        assertThat(browser.text("ul.people")).contains("Holiday");
        assertThat(browser.clicks()).isLessThanOrEqualTo(3);
        browser.assertIsSound("doctor/time-off", "taken");
        browser.press(".entry .link");
        assertThat(browser.count(".entry")).isZero();
    }

    @Test
    void licensesAreEnteredAndWait() {
        logIn(CLINIC.aDoctorWithoutHours(ZONE.getId()));
        browser.press("Licenses");
        browser.assertIsSound("doctor/licenses", "none");
        browser.choose("state", STATE);
        browser.fill("number", "NM-1234");
        browser.pick("validUntil", LocalDate.now(ZONE).plusDays(30).toString());
        browser.press("form.card .button, details .button");
        assertThat(browser.clicks()).isLessThanOrEqualTo(3);
        assertThat(browser.text("ul.people")).contains("New Mexico", "NM-1234");
        browser.assertIsSound("doctor/licenses");
        browser.press(".entry a");
        browser.assertIsSound("doctor/license");
        browser.pick("validUntil", LocalDate.now(ZONE).minusYears(3).toString());
        browser.press("form.card .button");
        assertThat(browser.text("#validUntil-error, .notice.bad")).isNotBlank();
        browser.expectStatus(422);
        browser.visit(browser.address());
        browser.click("summary.bad");
        browser.press("button.danger");
        assertThat(browser.text(".notice.good")).contains("Removed");
    }

    @Test
    void anotherVideoRoomTellsWhoGetsAMailFirst() {
        var doctor = CLINIC.aDoctor(ZONE.getId(), STATE);
        CLINIC.books(CLINIC.aPatient(STATE, ZONE.getId()), CLINIC.openings(doctor, STATE).getFirst().id()).isCreated();
        logIn(doctor);
        browser.press("Visits & place");
        browser.fill("videoLink", "https://video.example/ada");
        browser.press("form[action='/doctor/visits'] .button");
        assertThat(browser.heading()).isEqualTo("1 patient gets a mail");
        assertThat(browser.text(".affected")).contains("Petra Quillfeather");
        browser.assertIsSound("mailed");
        browser.press("Back, save nothing");
        assertThat(browser.value("videoLink")).isEqualTo("https://video.example/ada");
        browser.press("form[action='/doctor/visits'] .button");
        browser.press("Save and send the mail");
        assertThat(browser.text(".notice.good")).contains("Saved");
    }

    @Test
    void visitsPlaceAndAccountAreChanged() {
        logIn(CLINIC.aDoctorWithoutHours(ZONE.getId(), STATE));
        browser.press("Visits & place");
        browser.assertIsSound("doctor/practice");
        browser.fill("videoLink", "http://not-secure.example");
        browser.fill("name", "Main office");
        browser.press("form[action='/doctor/visits'] .button");
        assertThat(browser.text(".notice.bad")).isNotBlank();
        assertThat(browser.value("name")).isEqualTo("Main office");
        browser.expectStatus(422);
        browser.assertIsSound("doctor/practice", "wrong");
        browser.fill("videoLink", "https://video.example/room-{bookingId}");
        browser.fill("street", "1 Main St");
        browser.fill("city", "Santa Fe");
        browser.fill("zip", "87501");
        browser.choose("state", STATE);
        browser.press("form[action='/doctor/visits'] .button");
        assertThat(browser.text(".notice.good")).contains("Saved");

        browser.press("Account");
        browser.assertIsSound("doctor/account");
        browser.fill("bio", "Twenty years of skin.");
        browser.choose("language", "es");
        browser.press("form[action='/doctor/account'] .button");
        assertThat(browser.heading()).isEqualTo("Cuenta");
        assertThat(browser.text("#bio")).isEqualTo("Twenty years of skin.");
        browser.press("Horario");
        browser.assertIsSound("doctor/hours", "es");
    }

    @Test
    void noJavaScriptIsNeeded() {
        var doctor = CLINIC.aDoctorWithoutHours(ZONE.getId(), STATE);
        browser.useScripts(false);
        logIn(doctor);
        browser.press("Hours");
        browser.press("button[value='add-TUESDAY']");
        browser.fill("TUESDAY.start-0", "08:00AM");
        browser.fill("TUESDAY.end-0", "11:30AM");
        browser.press(".week .save");
        assertThat(browser.text(".notice.good")).contains("weekly hours are saved");
        assertThat(browser.value("TUESDAY.end-0")).isEqualTo("11:30");
        browser.fill("date", DateTimeFormatter.ofPattern("MMddyyyy").format(LocalDate.now(ZONE).plusDays(30)));
        browser.press("Change this day");
        browser.press("Take the whole day off");
        assertThat(browser.text(".notice.good")).isNotBlank();
    }

    private static void logIn(Person doctor) {
        browser.logIn("/team/login", doctor);
    }
}
