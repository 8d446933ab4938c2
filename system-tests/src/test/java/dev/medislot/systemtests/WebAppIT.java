package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.Axe;
import dev.medislot.systemtests.kit.Browser;
import dev.medislot.systemtests.kit.BrowserTest;
import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Person;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** The pages for patients in a browser: the main paths with their clicks, on a screen and a phone, light and dark. */
@BrowserTest
@ResourceLock(Medislot.LOCK)
class WebAppIT {

    private static final Medislot MEDISLOT = Medislot.running();
    private static final Clinic CLINIC = MEDISLOT.clinic();
    /** No other test has doctors there. */
    private static final String STATE = "ND";

    private static ChromeDriver browser;
    private static Person doctor;

    private int clicks;

    @BeforeAll
    static void open() {
        doctor = CLINIC.aDoctor("America/Chicago", STATE);
        CLINIC.openings(doctor, STATE);
        var slots = CLINIC.openings(doctor, STATE);
        CLINIC.books(CLINIC.aPatient(STATE, "America/Chicago"), slots.getLast().id()).isCreated();
        browser = Browser.screen(1440);
    }

    @AfterAll
    static void close() {
        browser.quit();
    }

    @BeforeEach
    void nobodyIsLoggedIn() {
        useScripts(true);
        visit("/login");
        browser.manage().deleteAllCookies();
    }

    @Test
    void aNewPatientRegistersConfirmsAndBooks() {
        var email = Clinic.anEmail("visitor");
        visit("/");
        clicks = 0;
        assertIsSound();
        choose("state", STATE);
        press("Find a time");
        assertIsSound();
        press(".doctor .chip");
        assertThat(heading()).isEqualTo("Log in");
        assertIsSound();
        press("Create an account");
        fill(Map.of("email", email, "password", "short", "firstName", "Nora", "lastName", "Hale", "street", "1 Main St",
                "city", "Fargo", "zip", "58102"));
        choose("state", STATE);
        press("button.full");
        assertThat(text("#password-error")).isNotBlank();
        assertThat(browser.manage().logs().get(LogType.BROWSER)).allMatch(line -> line.getMessage().contains(" 422 "));
        assertIsSound();
        fill(Map.of("password", Clinic.PASSWORD));
        press("button.full");
        assertThat(heading()).isEqualTo("Confirm your appointment");
        assertIsSound();
        press("button.full");
        assertThat(text(".notice")).contains("is booked");
        assertThat(clicks).as("four, and the form sent twice").isEqualTo(6);
        assertIsSound();

        visit("/account/confirm-email#" + MEDISLOT.mails().token(email, "Confirm your email address"));
        assertIsSound();
        press("button.full");
        assertThat(text("#result")).contains("is confirmed");
        assertThat(browser.getCurrentUrl()).doesNotContain("#");
    }

    @Test
    void bookingMovingAndCancellingTakeFewClicks() {
        logIn(CLINIC.aPatient(STATE, "America/Chicago"));

        assertThat(heading()).isEqualTo("Hello, Petra");
        press("Find a time");
        press(".doctor .chip");
        assertThat(text(".held")).contains("reserved for you until");
        press("button.full");
        assertThat(text(".notice")).contains("is booked");
        assertThat(clicks).as("find, time, confirm").isEqualTo(3);
        var first = heading();

        clicks = 0;
        press("Move");
        assertIsSound();
        press(".doctor fieldset:last-child .chip:last-child");
        assertThat(heading()).isEqualTo("Confirm the new time");
        assertIsSound();
        press("button.full");
        assertThat(text(".notice")).contains("has been moved");
        assertThat(heading()).isNotEqualTo(first);
        assertThat(clicks).isLessThanOrEqualTo(4);

        visit("/");
        assertThat(text(".next")).contains("Your next appointment");
        assertIsSound();
        press("Appointments");
        assertIsSound();
        clicks = 0;
        press(".visit");
        press("summary");
        assertIsSound();
        press("button.danger");
        assertThat(text(".notice")).contains("has been cancelled");
        assertThat(clicks).isLessThanOrEqualTo(3);
        press("Log out");
        assertThat(heading()).isEqualTo("Log in");
    }

    @Test
    void aTimeThatGoesVanishesFromAnOpenPage() {
        logIn(CLINIC.aPatient(STATE, "America/Chicago"));
        press("Find a time");
        // today may have no other
        press(".days li:nth-child(3) a");
        var slot = firstTime();
        CLINIC.books(CLINIC.aPatient(STATE, "America/Chicago"), slot).isCreated();

        await().atMost(Duration.ofSeconds(20)).until(() -> browser.findElements(By.id(slot)).isEmpty());
        assertThat(browser.findElements(By.cssSelector(".doctor .chip"))).isNotEmpty();
        assertIsSound();
    }

    @Test
    void aLostRaceOffersTheNearestTimes() {
        logIn(CLINIC.aPatient(STATE, "America/Chicago"));
        // otherwise the page would notice that the time is gone
        useScripts(false);
        press("Find a time");
        CLINIC.books(CLINIC.aPatient(STATE, "America/Chicago"), firstTime()).isCreated();
        press(".doctor .chip");
        useScripts(true);

        assertThat(text(".notice h2")).isEqualTo("Somebody was faster");
        assertThat(browser.findElements(By.cssSelector(".notice .chip"))).hasSize(5);
        assertIsSound();
        press(".notice .chip");
        press("button.full");
        assertThat(text(".notice")).contains("is booked");
    }

    @Test
    void thePagesSpeakSpanish() {
        visit("/");
        press("Español");
        assertThat(heading()).startsWith("Encuentre");
        assertIsSound();
        choose("state", STATE);
        press("Buscar una hora");
        assertThat(heading()).isEqualTo("Elija una hora");
        visit("/nothing");
        assertThat(heading()).isEqualTo("Esta página no existe");
        assertThat(browser.manage().logs().get(LogType.BROWSER)).allMatch(line -> line.getMessage().contains(" 404 "));
    }

    @Test
    void theAccountIsChanged() {
        logIn(CLINIC.aPatient(STATE, "America/Chicago"));
        press("Account");
        assertIsSound();
        fill(Map.of("firstName", "Petronella", "city", "Bismarck"));
        choose("language", "es");
        press("form[action='/account/profile'] button");
        assertThat(text(".notice")).contains("Guardado");
        assertThat(text(".notice.warn")).contains("Confirme");
        assertThat(browser.findElement(By.id("firstName")).getDomProperty("value")).isEqualTo("Petronella");
        clicks = 0;
        press("form[action='/account/reminders'] button");
        assertThat(clicks).isEqualTo(1);
        assertThat(text("form[action='/account/reminders']")).isEqualTo("Enviarme recordatorios");
        press("form[action='/account/calendar'] button");
        assertThat(browser.findElement(By.id("feed")).getDomProperty("value")).endsWith(".ics");
        assertIsSound();
        visit("/account/forgot-password");
        assertIsSound();
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

        logIn(patient);
        var file = String
                .valueOf(browser.executeAsyncScript("fetch(arguments[0]).then(it => it.text()).then(arguments[1])",
                        "/appointments/%s/calendar.ics".formatted(booking)));

        assertThat(entry(file)).isEqualTo(entry(feed)).contains("UID:" + booking, "SEQUENCE:1");
    }

    /** The lines by which calendar programs know an entry. */
    private static List<String> entry(String calendar) {
        return calendar.lines().filter(line -> line.matches("(UID|SEQUENCE):.*")).sorted().toList();
    }

    @Test
    void aTokenThatExpiresLosesNoForm() {
        logIn(CLINIC.aPatient(STATE, "America/Chicago"));
        press("Find a time");
        press(".doctor .chip");
        fill(Map.of("reason", "Itching elbow"));
        browser.manage().deleteCookieNamed("medislot-access");
        press("button.full");
        assertThat(text(".notice")).contains("is booked");
        assertThat(text("dl")).contains("Itching elbow");
    }

    @Test
    void noJavaScriptIsNeeded() {
        useScripts(false);
        logIn(CLINIC.aPatient(STATE, "America/Chicago"));
        press("Find a time");
        press(".doctor .chip");
        press("button.full");
        assertThat(text(".notice")).contains("is booked");
    }

    private static void useScripts(boolean use) {
        browser.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !use));
    }

    private static String firstTime() {
        return browser.findElement(By.cssSelector(".doctor .chip")).getDomAttribute("id");
    }

    private void logIn(Person patient) {
        visit("/login");
        fill(Map.of("email", patient.email(), "password", patient.password()));
        press("button.full");
        clicks = 0;
    }

    private static void visit(String page) {
        browser.get(MEDISLOT.gateway().url() + page);
    }

    private static void fill(Map<String, String> fields) {
        fields.forEach((name, value) -> {
            var field = browser.findElement(By.id(name));
            field.clear();
            field.sendKeys(value);
        });
    }

    private static void choose(String list, String value) {
        browser.findElement(By.cssSelector("#%s option[value='%s']".formatted(list, value))).click();
    }

    /** Clicks the first element with that selector, or that text, and waits for the next page. */
    private void press(String what) {
        clicks++;
        var isSelector = what.matches(".*[.#\\[].*|button|summary");
        var found = isSelector ? By.cssSelector(what)
                : By.xpath("//*[self::a or self::button][normalize-space()='%s']".formatted(what));
        var page = browser.findElement(By.tagName("html"));
        browser.findElement(found).click();
        if (!what.equals("summary")) {
            await().until(() -> hasGone(page));
        }
    }

    private static boolean hasGone(WebElement page) {
        try {
            page.isEnabled();
            return false;
        } catch (StaleElementReferenceException _) {
            return true;
        }
    }

    private static String heading() {
        return text("h1");
    }

    private static String text(String selector) {
        return browser.findElements(By.cssSelector(selector)).stream().findFirst().map(WebElement::getText).orElse("");
    }

    /** On a screen and a phone, light and dark: accessible, not too wide, without errors and requests elsewhere. */
    private static void assertIsSound() {
        for (var width : List.of(360, 1440)) {
            browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                    Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
            assertThat(browser.executeScript("""
                    return document.documentElement.scrollWidth <= document.documentElement.clientWidth"""))
                    .as("%s at %d", browser.getCurrentUrl(), width)
                    .isEqualTo(true);
            for (var scheme : List.of("dark", "light")) {
                Browser.prefer(browser, scheme);
                assertThat(Axe.findings(browser)).as("%s at %d, %s", browser.getCurrentUrl(), width, scheme).isEmpty();
            }
        }
        assertThat(browser.manage().logs().get(LogType.BROWSER)).isEmpty();
        var requests = (List<?>) browser.executeScript("""
                return performance.getEntriesByType('resource').map(it => it.name)""");
        assertThat(requests).isNotEmpty()
                .allMatch(address -> address.toString().startsWith(MEDISLOT.gateway().url() + "/"));
    }
}
