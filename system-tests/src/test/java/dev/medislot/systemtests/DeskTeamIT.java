package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.BrowserTest;
import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.PageBrowser;
import dev.medislot.systemtests.kit.Person;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The closures and visit types of the clinic at the front desk, in a browser. */
@BrowserTest
@ResourceLock(Medislot.LOCK)
class DeskTeamIT {

    private static final Medislot MEDISLOT = Medislot.running();
    private static final Clinic CLINIC = MEDISLOT.clinic();
    private static final ZoneId ZONE = ZoneId.of("America/Chicago");
    /** No other test has doctors there. */
    private static final String STATE = "OK";

    @RegisterExtension
    static final PageBrowser browser = new PageBrowser(MEDISLOT);

    private static Person staff;

    @BeforeAll
    static void staffIsKnown() {
        staff = MEDISLOT.staff();
    }

    @BeforeEach
    void staffIsLoggedIn() {
        browser.logIn("/team/login?next=/desk", staff);
    }

    @Test
    void aClosureShowsWhatItAffectsFirst() {
        var doctor = CLINIC.aDoctorWithoutHours(ZONE.getId(), STATE);
        // at night and weeks ahead, when no other test has bookings
        var start = LocalDate.now(ZONE).plusDays(40).atTime(3, 0);
        var booking = CLINIC.booksAt(staff, CLINIC.aPatient(STATE, ZONE.getId()), doctor, start.atZone(ZONE));
        browser.visit("/desk/team/closures");
        browser.pick("start", start.toString());
        browser.pick("end", start.plusHours(1).toString());
        browser.fill("reason", "The heating is repaired");
        browser.countClicks();
        browser.press("See what it affects");
        assertThat(browser.text(".notice.warn")).contains("1 upcoming appointment loses its time");
        assertThat(browser.attribute(".notice.warn a", "href")).endsWith(booking);
        assertThat(status(booking)).as("after a preview").isEqualTo("CONFIRMED");
        browser.assertIsSound("desk/closures", "preview");
        browser.press("Close, cancel the appointments");
        assertThat(browser.clicks()).isEqualTo(2);
        assertThat(browser.text(".notice.good")).contains("The clinic is closed for that time");
        await("the booking is cancelled").until(() -> status(booking).equals("CANCELLED"));
        browser.visit("/desk?doctorId=%s&timeZone=%s&date=%s".formatted(doctor.id(), ZONE, start.toLocalDate()));
        assertThat(browser.text(".notice.bad")).contains("The clinic is closed", "The heating is repaired");
        browser.assertIsSound("desk/day", "closed");

        var closure = "article:has([action='/desk/team/closures/%s/delete']) ".formatted(closure());
        browser.visit("/desk/team/closures");
        browser.countClicks();
        browser.click(closure + "summary");
        browser.press(closure + "button.danger");
        assertThat(browser.clicks()).isEqualTo(2);
        assertThat(browser.text(".notice.good")).contains("The closure is deleted");
        assertThat(browser.count(closure)).isZero();
    }

    private static String closure() {
        return staff.api()
                .get("/api/v1/closures?limit=200")
                .isOk()
                .list("items")
                .stream()
                .filter(closure -> closure.path("reason").asString("").equals("The heating is repaired"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    @Test
    void aVisitTypeIsAddedChangedAndRetired() {
        var name = "Skin check " + UUID.randomUUID().toString().substring(0, 8);
        browser.visit("/desk/team/visits");
        browser.countClicks();
        browser.choose("mode", "PHONE");
        browser.fill(Map.of("name", name, "minutes", "25", "bufferBefore", "0", "bufferAfter", "5"));
        browser.press("form[action='/desk/team/visits'] .button");
        assertThat(browser.clicks()).isEqualTo(1);
        assertThat(browser.text(".notice.good")).contains("Saved");
        assertThat(offered(name)).containsExactly("25 PHONE");

        browser.press("Change " + name);
        assertThat(browser.value("name")).isEqualTo(name);
        assertThat(browser.value("bufferAfter")).isEqualTo("5");
        browser.assertIsSound("desk/visits", "change");
        browser.fill("minutes", "35");
        browser.press("Save");
        assertThat(browser.text(".notice.good")).contains("Saved");
        assertThat(browser.text("main")).contains("By phone · 35 min · 0 min before, 5 min after");
        assertThat(offered(name)).containsExactly("35 PHONE");

        browser.countClicks();
        browser.press("Change " + name);
        browser.press("form[action$='/retire'] button");
        assertThat(browser.clicks()).isEqualTo(2);
        assertThat(browser.text(".notice.good")).contains("no longer offered");
        assertThat(offered(name)).isEmpty();
    }

    /** The lengths and modes of the types with that name that are not retired. */
    private static List<String> offered(String name) {
        return staff.api()
                .get("/api/v1/visit-types?limit=200")
                .isOk()
                .list("items")
                .stream()
                .filter(type -> type.path("name").asString().equals(name))
                .map(type -> type.path("minutes").asInt() + " " + type.path("mode").asString())
                .toList();
    }

    private static String status(String booking) {
        return staff.api().get("/api/v1/bookings/" + booking).isOk().text("status");
    }
}
