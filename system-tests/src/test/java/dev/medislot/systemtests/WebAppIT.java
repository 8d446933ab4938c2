package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.BrowserTest;
import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.PageBrowser;
import dev.medislot.systemtests.kit.Person;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The pages for patients in a browser: the main paths with their clicks, on a screen and a phone, light and dark. */
@BrowserTest
@ResourceLock(Medislot.LOCK)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WebAppIT {

    private static final Medislot MEDISLOT = Medislot.running();
    private static final Clinic CLINIC = MEDISLOT.clinic();
    /** No other test has doctors there. */
    private static final String STATE = "ND";

    @RegisterExtension
    static final PageBrowser browser = new PageBrowser(MEDISLOT);

    private static Person doctor;
    private static Person seen;
    private static Person visitor;
    private static String visit;

    @BeforeAll
    static void aDoctorWorks() {
        doctor = CLINIC.aDoctor("America/Chicago", STATE);
        CLINIC.openings(doctor, STATE);
        var slots = CLINIC.openings(doctor, STATE);
        CLINIC.books(CLINIC.aPatient(STATE, "America/Chicago"), slots.getLast().id()).isCreated();
        visitor = CLINIC.aPatient(STATE, "America/Chicago");
        seen = CLINIC.aDoctorWithoutHours("America/Chicago", STATE);
        visit = CLINIC.booksSoon(MEDISLOT.staff(), visitor, seen, ZoneId.of("America/Chicago"));
    }

    @Test
    void aNewPatientRegistersConfirmsAndBooks() {
        var email = Clinic.anEmail("visitor");
        browser.visit("/");
        browser.countClicks();
        browser.assertIsSound("home");
        browser.choose("state", STATE);
        browser.press("Find a time");
        browser.assertIsSound("book");
        browser.press(".doctor .chip");
        assertThat(browser.heading()).isEqualTo("Log in");
        browser.assertIsSound("login");
        browser.press("Create an account");
        browser.fill(Map.of("email", email, "password", "short", "firstName", "Nora", "lastName", "Hale", "street",
                "1 Main St", "city", "Fargo", "zip", "58102"));
        browser.choose("state", STATE);
        browser.press("button.full");
        assertThat(browser.text("#password-error")).isNotBlank();
        browser.expectStatus(422);
        browser.assertIsSound("register");
        browser.fill("password", Clinic.PASSWORD);
        browser.press("button.full");
        assertThat(browser.heading()).isEqualTo("Confirm your appointment");
        assertThat(browser.text(".held")).contains("held for you until");
        browser.assertIsSound("summary");
        browser.press("button.full");
        assertThat(browser.text(".notice")).contains("is booked");
        assertThat(browser.clicks()).as("four, and the form sent twice").isEqualTo(6);
        browser.assertIsSound("appointment", "booked");

        browser.visit(MEDISLOT.mails().link(email, "Confirm your email address"));
        browser.assertIsSound("confirm-email");
        browser.press("button.full");
        assertThat(browser.text("#result")).contains("is confirmed");
        assertThat(browser.address()).doesNotContain("token");
    }

    @Test
    void bookingMovingAndCancellingTakeFewClicks() {
        browser.logIn("/login", CLINIC.aPatient(STATE, "America/Chicago"));

        assertThat(browser.heading()).isEqualTo("Hello, Petra");
        browser.press("Find a time");
        browser.press(".doctor .chip");
        assertThat(browser.text(".held")).contains("held for you until");
        browser.press("button.full");
        assertThat(browser.text(".notice")).contains("is booked");
        assertThat(browser.clicks()).as("find, time, confirm").isEqualTo(3);
        var first = browser.heading();

        browser.countClicks();
        browser.press("Move");
        browser.assertIsSound("book", "move");
        browser.press(".doctor fieldset:last-child .chip:last-child");
        assertThat(browser.heading()).isEqualTo("Confirm the new time");
        browser.assertIsSound("summary", "move");
        browser.press("button.full");
        assertThat(browser.text(".notice")).contains("has been moved");
        assertThat(browser.heading()).isNotEqualTo(first);
        assertThat(browser.clicks()).isLessThanOrEqualTo(4);

        browser.visit("/");
        assertThat(browser.text(".next")).contains("Your next appointment");
        browser.assertIsSound("home", "next");
        browser.countClicks();
        browser.press("a[href$='#cancel']");
        assertThat(browser.text("#cancel")).as("the link opens the form").contains("Cancel appointment");
        assertThat(browser.clicks()).isEqualTo(1);
        browser.press("Appointments");
        browser.assertIsSound("appointments");
        browser.countClicks();
        browser.press(".visit");
        browser.click("summary");
        browser.assertIsSound("appointment", "cancel");
        browser.press("button.danger");
        assertThat(browser.text(".notice")).contains("has been cancelled");
        assertThat(browser.clicks()).isLessThanOrEqualTo(3);
        browser.assertIsSound("appointment", "cancelled");
        browser.countClicks();
        browser.press("Book this time again");
        browser.press("button.full");
        assertThat(browser.text(".notice")).contains("is booked");
        assertThat(browser.clicks()).isEqualTo(2);
        browser.press("Log out");
        assertThat(browser.heading()).isEqualTo("Log in");
    }

    @Test
    void aDoctorIsChosenInTwoClicks() {
        browser.logIn("/login", CLINIC.aPatient(STATE, "America/Chicago"));
        browser.press("Find a time");
        var name = browser.text(".doctor h3 a");
        browser.press(".doctor h3 a");
        assertThat(browser.clicks()).isEqualTo(2);
        assertThat(browser.text(".crumbs")).contains(name);
        assertThat(browser.text(".doctor h3")).isEqualTo(name);

        doctor.api().patch("/api/v1/doctors/" + doctor.id(), Map.of("bio", "Skin, hair and nails.")).isOk();
        browser.visit("/book?doctor=" + doctor.id());
        assertThat(browser.text("main > .prose")).contains("Skin, hair and nails.");
        browser.assertIsSound("book", "doctor");
    }

    @Test
    void aTimeThatGoesVanishesFromAnOpenPage() {
        browser.logIn("/login", CLINIC.aPatient(STATE, "America/Chicago"));
        browser.press("Find a time");
        // today may have no other
        browser.press(".days li:nth-child(3) a");
        assertThat(browser.attribute("#openings", "hx-trigger")).as("a second is left of five for the event")
                .isEqualTo("every 4s");
        var slot = firstTime();
        var count = browser.text(".days [aria-current] small");
        CLINIC.books(CLINIC.aPatient(STATE, "America/Chicago"), slot).isCreated();

        await().until(() -> browser.count("[id='%s']".formatted(slot)) == 0);
        assertThat(browser.count(".doctor .chip")).isPositive();
        assertThat(browser.count("#changed[role=status] .sr")).as("screen readers hear it").isEqualTo(1);
        assertThat(browser.text(".days [aria-current] small")).isNotEqualTo(count);
        browser.assertIsSound("book", "gone");
    }

    @Test
    void aPageThatStopsFollowingChangesSaysSo() {
        browser.visit("/book?state=" + STATE);
        var values = browser.attribute("#openings", "hx-vals");
        browser.set("#openings", "hx-vals", values.replaceFirst("\"since\":\\d+", "\"since\":0"));

        await().until(() -> browser.count("#changed .notice") == 1);
        browser.assertIsSound("book", "ended");
        browser.press("Show the times as they are now");
        assertThat(browser.count("#changed .notice")).isZero();
        assertThat(browser.count(".doctor .chip")).isPositive();
    }

    @Test
    void aLostRaceOffersTheNearestTimes() {
        browser.logIn("/login", CLINIC.aPatient(STATE, "America/Chicago"));
        // otherwise the page would notice that the time is gone
        browser.useScripts(false);
        browser.press("Find a time");
        CLINIC.books(CLINIC.aPatient(STATE, "America/Chicago"), firstTime()).isCreated();
        browser.press(".doctor .chip");
        browser.useScripts(true);

        assertThat(browser.text(".notice h2")).isEqualTo("Somebody was faster");
        assertThat(browser.count(".notice .chip")).isEqualTo(5);
        browser.assertIsSound("book", "taken");
        browser.countClicks();
        browser.press(".notice .chip");
        browser.press("button.full");
        assertThat(browser.text(".notice")).contains("is booked");
        assertThat(browser.clicks()).isEqualTo(2);
    }

    @Test
    void aTimeOfAMailIsHeldAfterTheLogin() {
        var link = "/book/%s?state=%s".formatted(CLINIC.openings(doctor, STATE).get(11).id(), STATE);
        browser.visit(link);
        browser.logInHere(CLINIC.aPatient(STATE, "America/Chicago"));
        assertThat(browser.text(".held")).contains("held for you until");
        browser.press("Log out");

        browser.visit(link);
        browser.logInHere(CLINIC.aPatient(STATE, "America/Chicago"));
        assertThat(browser.text(".notice h2")).isEqualTo("Somebody was faster");
        assertThat(browser.count(".notice .chip")).isEqualTo(5);
    }

    @Test
    void thePagesSpeakSpanish() {
        browser.visit("/");
        browser.press("Español");
        assertThat(browser.heading()).startsWith("Encuentre");
        browser.assertIsSound("home", "es");
        browser.choose("state", STATE);
        browser.press("Buscar cita");
        assertThat(browser.heading()).isEqualTo("Elija una hora");
        browser.visit("/nothing");
        assertThat(browser.heading()).isEqualTo("Esta página no existe");
        browser.expectStatus(404);
        browser.assertIsSound("problem");
    }

    @Test
    void theAccountIsChanged() {
        browser.logIn("/login", CLINIC.aPatient(STATE, "America/Chicago"));
        browser.press("Account");
        browser.assertIsSound("account");
        browser.fill(Map.of("firstName", "Petronella", "city", "Bismarck"));
        browser.choose("language", "es");
        browser.press("form[action='/account/profile'] button");
        assertThat(browser.text(".notice")).contains("Guardado");
        assertThat(browser.text(".notice.warn")).contains("Confirme");
        assertThat(browser.value("firstName")).isEqualTo("Petronella");
        browser.countClicks();
        browser.press("form[action='/account/reminders'] button");
        assertThat(browser.clicks()).isEqualTo(1);
        assertThat(browser.text("form[action='/account/reminders']")).isEqualTo("Enviarme recordatorios");
        browser.press("form[action='/account/calendar'] button");
        assertThat(browser.value("feed")).endsWith(".ics");
        browser.assertIsSound("account", "feed-es");
        browser.visit("/account/forgot-password");
        browser.assertIsSound("forgot-password", "es");
    }

    /** The last test, so that the visit begins during the others. */
    @Test
    @Order(Integer.MAX_VALUE)
    void aVisitIsRatedInTwoClicks() {
        var completed = Map.of("status", "COMPLETED");
        await("the visit begins").until(() -> seen.api().patch("/api/v1/bookings/" + visit, completed).status() == 200);
        browser.logIn("/login", visitor);
        browser.visit("/appointments");
        browser.assertIsSound("appointments", "rate");

        browser.press(".ask .chip:last-child");
        browser.assertIsSound("appointment", "rate");
        browser.press("Send rating");
        assertThat(browser.clicks()).isEqualTo(2);
        assertThat(browser.text(".notice")).contains("Thank you for your rating");
        assertThat(browser.count("[name=stars]")).isZero();
        var rating = visitor.api().get("/api/v1/ratings?bookingId=" + visit).isOk().body().at("/items/0/stars");
        assertThat(rating.asInt()).isEqualTo(5);
    }

    @Test
    void aFreedTimeIsOfferedAndBookedInOneClick() {
        var patient = MEDISLOT.aConfirmedPatient(STATE);
        browser.logIn("/login", patient);
        browser.visit("/book?doctor=" + doctor.id());
        browser.countClicks();
        browser.click("details.card summary");
        browser.assertIsSound("book", "wait");
        browser.press("Put me on the waitlist");
        assertThat(browser.clicks()).isEqualTo(2);
        assertThat(browser.text(".notice")).contains("You are on the waitlist");
        browser.assertIsSound("waitlist");

        var other = CLINIC.aPatient(STATE, "America/Chicago");
        var booking = CLINIC.books(other, CLINIC.openings(doctor, STATE).get(5).id()).isCreated().text("id");
        other.api().patch("/api/v1/bookings/" + booking, Map.of("status", "CANCELLED")).isOk();
        var offer = MEDISLOT.mails().link(patient.email(), "Appointment available");
        browser.press("Log out");
        browser.visit(offer);
        browser.assertIsSound("offer");
        browser.countClicks();
        assertThat(browser.text("main")).contains("No, thank you", "We hold it for you until");
        browser.press("Book this time");
        assertThat(browser.clicks()).isEqualTo(1);
        assertThat(browser.text(".notice")).contains("is booked");
        assertThat(browser.address()).doesNotContain("token");
        assertThat(patient.api().get("/api/v1/bookings").isOk().texts("items", "status")).containsExactly("CONFIRMED");
    }

    @Test
    void aMailCancelsInOneClickWithoutALogin() {
        var patient = MEDISLOT.aConfirmedPatient(STATE);
        MEDISLOT.mails().awaitWelcome(patient.email());
        var booking = CLINIC.books(patient, CLINIC.openings(doctor, STATE).get(7).id()).isCreated().text("id");
        var link = MEDISLOT.mails().link(patient.email(), "Appointment confirmed");

        browser.visit(link);
        browser.assertIsSound("cancel");
        browser.useScripts(false);
        assertThat(browser.heading()).isEqualTo("Cancel this appointment?");
        assertThat(patient.api().get("/api/v1/bookings/" + booking).isOk().text("status")).isEqualTo("CONFIRMED");
        browser.countClicks();
        browser.press("Cancel this appointment");
        assertThat(browser.clicks()).isEqualTo(1);
        browser.useScripts(true);
        assertThat(browser.text(".notice")).contains("has been cancelled");
        assertThat(patient.api().get("/api/v1/bookings/" + booking).isOk().text("status")).isEqualTo("CANCELLED");
        browser.assertIsSound("cancel", "done");
        browser.press("Español");
        browser.assertIsSound("cancel", "done-es");
        browser.press("Buscar otra hora");
        assertThat(browser.heading()).isEqualTo("Elija una hora");
        browser.visit(link.substring(0, link.length() - 2));
        assertThat(browser.text(".notice")).contains("ya no funciona");
        browser.assertIsSound("cancel", "dead");
    }

    @Test
    void theFileForACalendarIsTheEntryOfTheFeed() {
        var patient = CLINIC.aPatient(STATE, "America/Chicago");
        var booking = CLINIC.books(patient, CLINIC.openings(doctor, STATE).getFirst().id()).isCreated().text("id");
        patient.api()
                .patch("/api/v1/bookings/" + booking, Map.of("slotId", CLINIC.openings(doctor, STATE).get(3).id()))
                .isOk();
        var address = patient.api().post("/api/v1/calendar", Map.of()).isCreated().text("address");
        var feed = await().until(() -> CLINIC.api().get(URI.create(address).getPath()).isOk().text(),
                text -> text.contains("SEQUENCE:1"));

        browser.logIn("/login", patient);
        var file = browser.read("/appointments/%s/calendar.ics".formatted(booking));

        assertThat(entry(file)).isEqualTo(entry(feed)).contains("UID:" + booking, "SEQUENCE:1");
    }

    /** The lines by which calendar programs know an entry. */
    private static List<String> entry(String calendar) {
        return calendar.lines().filter(line -> line.matches("(UID|SEQUENCE):.*")).sorted().toList();
    }

    @Test
    void aTokenThatExpiresLosesNoForm() {
        browser.logIn("/login", CLINIC.aPatient(STATE, "America/Chicago"));
        browser.press("Find a time");
        browser.press(".doctor .chip");
        browser.fill("reason", "Itching elbow");
        browser.deleteCookie("medislot-access");
        browser.press("button.full");
        assertThat(browser.text(".notice")).contains("is booked");
        assertThat(browser.text("dl")).contains("Itching elbow");
    }

    @Test
    void aFormWithoutAnAnswerIsSentAgain() {
        var patient = CLINIC.aPatient(STATE, "America/Chicago");
        var booking = CLINIC.books(patient, CLINIC.openings(doctor, STATE).get(9).id()).isCreated().text("id");
        browser.logIn("/login", patient);
        browser.visit("/appointments/" + booking);
        browser.click("summary");
        MEDISLOT.booking().pause();
        try {
            browser.press("button.danger");
            assertThat(browser.heading()).isEqualTo("Did that work?");
            browser.expectStatus(503);
            browser.assertIsSound("repeat");
        } finally {
            MEDISLOT.booking().resume();
        }
        await().until(() -> patient.api().get("/api/v1/bookings/" + booking).status() == 200);
        browser.press("Send again");
        assertThat(browser.text(".notice")).contains("has been cancelled");
    }

    @Test
    void aForgottenPasswordIsReplaced() {
        var patient = CLINIC.aPatient(STATE, "America/Chicago");
        browser.visit("/login");
        browser.press("Forgot your password?");
        browser.fill("email", patient.email());
        browser.press("button.full");
        assertThat(browser.text(".notice")).contains("is on its way");

        browser.visit(MEDISLOT.mails().link(patient.email(), "Choose a new password"));
        browser.assertIsSound("reset-password");
        browser.fill("newPassword", "short");
        browser.press("button.full");
        assertThat(browser.text("#newPassword-error")).isNotBlank();
        browser.expectStatus(422);
        browser.fill("newPassword", "another horse battery");
        browser.press("button.full");
        assertThat(browser.text("#result")).contains("Your password is changed");
        assertThat(browser.address()).doesNotContain("token", "#");
        browser.press("main .button");
        browser.fill(Map.of("email", patient.email(), "password", "another horse battery"));
        browser.press("button.full");
        assertThat(browser.heading()).isEqualTo("Hello, Petra");
    }

    @Test
    void linksOfMailsWorkWithoutJavaScript() {
        var patient = CLINIC.aPatient(STATE, "America/Chicago");
        browser.useScripts(false);
        var confirm = MEDISLOT.mails().link(patient.email(), "Confirm your email address");
        browser.visit(confirm);
        browser.fill("typed", confirm);
        browser.press("button.full");
        assertThat(browser.text("#result")).contains("is confirmed");

        browser.visit("/account/forgot-password");
        browser.fill("email", patient.email());
        browser.press("button.full");
        var reset = MEDISLOT.mails().link(patient.email(), "Choose a new password");
        browser.visit(reset);
        browser.fill("typed", reset);
        browser.fill("newPassword", "another horse battery");
        browser.press("button.full");
        assertThat(browser.text("#result")).contains("Your password is changed");
    }

    @Test
    void aDeadLinkOfAReminderSaysSo() {
        browser.visit("/api/v1/reminders/wrong");
        assertThat(browser.heading()).isNotBlank();
        browser.assertIsSound("mute");
    }

    @Test
    void aKeyboardIsEnough() {
        browser.logIn("/login", CLINIC.aPatient(STATE, "America/Chicago"));
        browser.visit("/");
        browser.tabTo(".skip");
        browser.tabTo("form.search button");
        browser.enter();
        assertThat(browser.heading()).isEqualTo("Choose a time");
        browser.tabTo(".doctor .chip");
        browser.enter();
        browser.tabTo("#reason");
        browser.type("Itching elbow");
        browser.tabTo("button.full");
        browser.enter();
        assertThat(browser.text(".notice")).contains("is booked");
        assertThat(browser.text("dl")).contains("Itching elbow");
    }

    @Test
    void noJavaScriptIsNeeded() {
        browser.useScripts(false);
        browser.logIn("/login", CLINIC.aPatient(STATE, "America/Chicago"));
        browser.press("Find a time");
        browser.press(".doctor .chip");
        browser.press("button.full");
        assertThat(browser.text(".notice")).contains("is booked");
    }

    private static String firstTime() {
        return browser.attribute(".doctor .chip", "id");
    }
}
