package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.Axe;
import dev.medislot.systemtests.kit.Browser;
import dev.medislot.systemtests.kit.BrowserTest;
import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Opening;
import dev.medislot.systemtests.kit.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Base64;
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

/** The pages of the front desk in a browser: the main paths with their clicks, on a screen and a phone. */
@BrowserTest
@ResourceLock(Medislot.LOCK)
class DeskPagesIT {

    private static final Medislot MEDISLOT = Medislot.running();
    private static final Clinic CLINIC = MEDISLOT.clinic();
    private static final String ZONE = "America/Chicago";
    /** No other test has doctors there. */
    private static final String STATE = "SD";

    private static ChromeDriver browser;
    private static Person doctor;
    private static Person substitute;
    private static List<Opening> openings;

    private int clicks;

    @BeforeAll
    static void open() {
        doctor = CLINIC.aDoctor(ZONE, STATE);
        substitute = CLINIC.aDoctor(ZONE, STATE);
        CLINIC.openings(substitute, STATE);
        openings = CLINIC.openings(doctor, STATE);
        CLINIC.books(CLINIC.aPatient(STATE, ZONE), openings.getLast().id()).isCreated();
        browser = Browser.screen(1440);
    }

    @AfterAll
    static void close() {
        browser.quit();
    }

    @BeforeEach
    void staffIsLoggedIn() {
        useScripts(true);
        visit("/team/login");
        browser.manage().deleteAllCookies();
        visit("/team/login?next=/desk");
        fill(Map.of("email", Medislot.STAFF_EMAIL, "password", Clinic.PASSWORD));
        press("button.full");
        clicks = 0;
    }

    @Test
    void aPatientIsFoundAndBookedInThreeClicks() {
        var patient = CLINIC.aPatient(STATE, ZONE);
        visit(day());
        assertThat(browser.findElements(By.cssSelector(".board thead th"))).hasSizeGreaterThan(2);
        assertIsSound("day");

        press(".board .free");
        assertIsSound("book");
        browser.findElement(By.id("q")).sendKeys(patient.email());
        await().until(() -> browser.findElements(By.cssSelector(".pick")).size() == 1);
        press(".pick");
        assertThat(text(".held")).contains("held for the patient until");
        assertIsSound("confirm");
        press("button.full");
        assertThat(text(".notice")).contains("is booked");
        assertThat(clicks).isEqualTo(3);
        assertIsSound("appointment");
    }

    @Test
    void movingTakesThreeClicksAndCancellingTwo() {
        var booking = aBooking(2);
        visit(day());
        press("#s-" + booking);
        press(".choices .chip");
        press("button.full");
        assertThat(clicks).isEqualTo(3);
        assertThat(text(".notice")).contains("has been moved");
        assertThat(text(".log")).contains("Moved by the front desk");

        var bookedDay = browser.findElement(By.linkText("Back to the day")).getDomAttribute("href");
        visit(bookedDay + "&state=" + STATE);
        clicks = 0;
        press("#s-" + booking);
        fill(Map.of("why", "The patient asked for it"));
        press("button.danger");
        assertThat(clicks).isEqualTo(2);
        assertThat(text(".notice")).contains("has been cancelled");
        assertThat(text("dl")).contains("The patient asked for it");
        assertIsSound("cancelled");
    }

    @Test
    void twoDesksWantOneTime() {
        var first = CLINIC.aPatient(STATE, ZONE);
        var second = CLINIC.aPatient(STATE, ZONE);
        visit(day());
        var slot = browser.findElement(By.cssSelector(".board .free")).getDomAttribute("href");
        press(".board .free");
        MEDISLOT.staff()
                .api()
                .post("/api/v1/bookings",
                        Map.of("slotId", slot.substring("/desk/book/".length()), "patientId", first.id()))
                .isCreated();

        browser.findElement(By.id("q")).sendKeys(second.email());
        await().until(() -> browser.findElements(By.cssSelector(".pick")).size() == 1);
        press(".pick");
        assertThat(text(".notice h2")).isEqualTo("Somebody was faster");
        assertIsSound("taken");
        press(".notice .chip");
        browser.findElement(By.id("q")).sendKeys(second.email());
        await().until(() -> browser.findElements(By.cssSelector(".pick")).size() == 1);
        press(".pick");
        press("button.full");
        assertThat(text(".notice")).contains("is booked");
    }

    @Test
    void anOpenDayFollowsBookingsElsewhere() {
        visit(day());
        var slot = browser.findElement(By.cssSelector(".board .free"));
        var id = slot.getDomAttribute("id");
        CLINIC.books(CLINIC.aPatient(STATE, ZONE), id.substring(2)).isCreated();
        await().atMost(Duration.ofSeconds(30)).until(() -> browser.findElements(By.id(id)).isEmpty());
        assertThat(text(".board")).contains("Petra Quillfeather");
    }

    @Test
    void aNewPatientWithoutEmailIsBookedWithoutScripts() {
        useScripts(false);
        visit(day());
        press(".board .free");
        fill(Map.of("q", "Zebulon Thistlewood"));
        press("Find");
        press("New patient");
        assertThat(value("lastName")).isEqualTo("Thistlewood");
        fill(Map.of("street", "1 Main St", "city", "Pierre", "zip", "57501"));
        choose("state", STATE);
        press("Add and go on");
        assertThat(text("#phone-error")).isNotBlank();
        assertThat(value("city")).isEqualTo("Pierre");
        fill(Map.of("phone", "605 224 5999"));
        press("Add and go on");
        press("button.full");
        assertThat(text(".notice")).contains("is booked");
        useScripts(true);
        assertThat(browser.manage().logs().get(LogType.BROWSER)).allMatch(line -> line.getMessage().contains(" 422 "));
    }

    @Test
    void aPatientIsChangedExportedAndErased() {
        var patient = CLINIC.aPatient(STATE, ZONE);
        visit("/desk/patients");
        assertIsSound("patients");
        browser.findElement(By.id("q")).sendKeys(patient.email());
        await().until(() -> browser.findElements(By.cssSelector(".pick")).size() == 1);
        clicks = 0;
        press(".pick");
        assertThat(clicks).isEqualTo(1);
        assertIsSound("patient");
        browser.findElement(By.cssSelector("details summary")).click();
        fill(Map.of("city", "Vermillion"));
        press("Save");
        assertThat(text(".notice")).contains("Saved");
        assertThat(text("dl")).contains("Vermillion");
        press("Who saw the data");
        assertThat(text("table")).contains("changePatient");
        assertIsSound("access");
        press("Back to the patient");
        browser.findElement(By.cssSelector("summary.bad")).click();
        browser.findElement(By.name("sure")).click();
        press("Erase for good");
        assertThat(text(".notice")).contains("is erased");
    }

    @Test
    void aBookingAtRiskMovesToAProposalInTwoClicks() {
        var booking = aBooking(5);
        var start = openings.get(5).start().atZone(ZoneId.of(ZONE)).toLocalDateTime();
        doctor.api()
                .post("/api/v1/doctors/me/time-off",
                        Map.of("start", start.toString(), "end", start.plusHours(1).toString()))
                .isCreated();
        var proposal = "form[action='/desk/todo/%s/move'] button".formatted(booking);
        await().atMost(Clinic.SOON).until(() -> {
            visit("/desk/todo");
            return !browser.findElements(By.cssSelector(proposal)).isEmpty();
        });
        assertIsSound("todo");
        visit("/desk");
        clicks = 0;
        press("To do");
        press(proposal);
        assertThat(clicks).isEqualTo(2);
        assertThat(text(".notice")).contains("has been moved");
        assertThat(MEDISLOT.staff().api().get("/api/v1/bookings/" + booking).isOk().text("doctorId"))
                .isEqualTo(substitute.id());
    }

    @Test
    void theTeamIsKept() {
        var leaving = CLINIC.aDoctor(ZONE, STATE);
        visit("/desk/team");
        assertIsSound("team");
        visit("/desk/team/doctors/" + leaving.id());
        assertIsSound("doctor");
        press("button.danger");
        assertThat(text(".notice")).contains("inactive");
        press("Activate");
        assertThat(text(".notice")).contains("is active");
        press("form[action$='" + leaving.id() + "'] button.danger");

        visit("/desk/team/staff");
        assertIsSound("staff");
        var colleague = Clinic.anEmail("colleague");
        fill(Map.of("email", colleague, "password", "short"));
        press("form[action='/desk/team/staff'] button");
        assertThat(text("#password-error")).isNotBlank();
        assertThat(value("email")).isEqualTo(colleague);
        assertThat(browser.manage().logs().get(LogType.BROWSER)).allMatch(line -> line.getMessage().contains(" 422 "));
        fill(Map.of("password", Clinic.PASSWORD));
        press("form[action='/desk/team/staff'] button");
        assertThat(text("main")).contains(colleague);

        visit("/desk/team/visits");
        assertIsSound("visits");
        visit("/desk/team/closures");
        assertIsSound("closures");
    }

    @Test
    void theDeskSpeaksSpanish() {
        visit(day());
        press("Español");
        assertThat(text(".counts")).contains("libres");
        assertIsSound("day-es");
        press("English");
    }

    private static String day() {
        var date = openings.getFirst().start().atZone(ZoneId.of(ZONE)).toLocalDate();
        return "/desk?state=%s&timeZone=%s&date=%s".formatted(STATE, ZONE, date);
    }

    /** A booking of the day that the pages show, or of a later one. */
    private static String aBooking(int number) {
        return CLINIC.books(CLINIC.aPatient(STATE, ZONE), openings.get(number).id()).isCreated().text("id");
    }

    private static void useScripts(boolean use) {
        browser.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !use));
    }

    private static void visit(String page) {
        browser.get(page.startsWith("http") ? page : MEDISLOT.gateway().url() + page);
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

    private static String value(String field) {
        return browser.findElement(By.id(field)).getDomProperty("value");
    }

    /** Clicks the first element with that selector, or that text, and waits for the next page. */
    private void press(String what) {
        clicks++;
        var isSelector = what.matches(".*[.#\\[].*|button|summary");
        var found = isSelector ? By.cssSelector(what)
                : By.xpath("//*[self::a or self::button][normalize-space()='%s']".formatted(what));
        var page = browser.findElement(By.tagName("html"));
        browser.findElement(found).click();
        if (!what.equals(".choices .chip")) {
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

    private static String text(String selector) {
        return browser.findElements(By.cssSelector(selector)).stream().findFirst().map(WebElement::getText).orElse("");
    }

    /** On a screen and a phone, light and dark: accessible, not too wide, without errors and requests elsewhere. */
    private static void assertIsSound(String name) {
        for (var width : List.of(360, 1440)) {
            browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                    Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
            assertThat((List<?>) browser.executeScript("""
                    const root = document.documentElement;
                    return root.scrollWidth <= root.clientWidth ? [] : [...document.querySelectorAll('body *')]
                        .filter(it => it.getBoundingClientRect().right > root.clientWidth + 1)
                        .map(it => it.outerHTML.slice(0, 120))""")).as("%s at %d", browser.getCurrentUrl(), width)
                    .isEmpty();
            for (var scheme : List.of("dark", "light")) {
                Browser.prefer(browser, scheme);
                keepPicture("%s-%d-%s".formatted(name, width, scheme));
                assertThat(Axe.findings(browser)).as("%s at %d, %s", browser.getCurrentUrl(), width, scheme).isEmpty();
            }
        }
        assertThat(browser.manage().logs().get(LogType.BROWSER)).isEmpty();
        var requests = (List<?>) browser.executeScript("""
                return performance.getEntriesByType('resource').map(it => it.name)""");
        assertThat(requests).isNotEmpty()
                .allMatch(address -> address.toString().startsWith(MEDISLOT.gateway().url() + "/"));
    }

    /** In target/pages, to look at. */
    private static void keepPicture(String name) {
        var picture = browser.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        try {
            var file = Files.createDirectories(Path.of("target", "pages")).resolve(name + ".png");
            Files.write(file, Base64.getDecoder().decode(picture.get("data").toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
