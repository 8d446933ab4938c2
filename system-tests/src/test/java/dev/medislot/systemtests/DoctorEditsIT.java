package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.common.SlotId;
import dev.medislot.systemtests.kit.BrowserTest;
import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Opening;
import dev.medislot.systemtests.kit.PageBrowser;
import dev.medislot.systemtests.kit.Person;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Edits of doctors that show the appointments they affect before they are saved, in a browser. */
@BrowserTest
@ResourceLock(Medislot.LOCK)
class DoctorEditsIT {

    private static final Medislot MEDISLOT = Medislot.running();
    private static final Clinic CLINIC = MEDISLOT.clinic();
    private static final ZoneId ZONE = ZoneId.of("America/Denver");
    /** No other test has doctors there. */
    private static final String STATE = "UT";

    @RegisterExtension
    static final PageBrowser browser = new PageBrowser(MEDISLOT);

    /** A booking at 10:00 with a doctor of its own, known to the service that keeps the hours. */
    private record Visit(Person doctor, String booking, LocalDate date) {

        static Visit booked() {
            var doctor = CLINIC.aDoctor(ZONE.getId(), STATE);
            var slot = CLINIC.openings(doctor, STATE)
                    .stream()
                    .filter(opening -> opening.start().atZone(ZONE).getHour() == 10)
                    .findFirst()
                    .orElseThrow();
            var booking = CLINIC.books(CLINIC.aPatient(STATE, ZONE.getId()), slot.id()).isCreated().id();
            await("the availability service knows the booking").until(() -> !CLINIC.isListed(doctor, STATE, slot.id()));
            return new Visit(doctor, booking, slot.start().atZone(ZONE).toLocalDate());
        }

        String status() {
            return doctor.api().get("/api/v1/bookings/" + booking).isOk().text("status");
        }
    }

    @Test
    void aDayOffShowsItsAppointmentsFirst() {
        var visit = Visit.booked();
        logIn(visit.doctor());
        browser.press("Hours");
        browser.pick("date", visit.date().toString());
        browser.press("Change this day");
        browser.press("Take the whole day off");
        assertAffected("Save and keep the appointment");
        browser.press("Save and cancel the appointment");
        assertThat(browser.clicks()).as("hours, day, day off, cancel").isEqualTo(4);
        assertThat(browser.text(".notice.good")).contains("The hours of that day are saved",
                "1 appointment is cancelled");
        await("the booking is cancelled").until(() -> visit.status().equals("CANCELLED"));
        assertThat(browser.text(".people")).contains("Day off");
        browser.assertIsSound("doctor/hours", "day-off");
        browser.press("form[action$='/%s/remove'] button".formatted(visit.date()));
        assertThat(browser.text(".notice.good")).contains("The weekly hours count on that day again");
    }

    @Test
    void timeOffShowsItsAppointmentsFirst() {
        var visit = Visit.booked();
        logIn(visit.doctor());
        browser.press("Time off");
        browser.pick("first", visit.date().toString());
        browser.fill("reason", "Holiday");
        browser.press("form.card .button");
        assertAffected("Save and keep the appointment");
        browser.press("Back, save nothing");
        assertThat(browser.value("first")).isEqualTo(visit.date().toString());
        assertThat(browser.value("reason")).isEqualTo("Holiday");
        assertThat(browser.count(".entry")).isZero();

        browser.countClicks();
        browser.press("form.card .button");
        browser.press("Save and keep the appointment");
        assertThat(browser.clicks()).isEqualTo(2);
        assertThat(browser.text(".notice.good")).contains("Your time off is saved", "1 appointment stays as booked");
        assertThat(browser.text(".entry")).contains("Holiday");
        assertThat(visit.status()).isEqualTo("CONFIRMED");
    }

    @Test
    void anEndedLicenseShowsItsAppointmentsFirst() {
        var visit = Visit.booked();
        var last = visit.date().minusDays(1);
        logIn(visit.doctor());
        browser.press("Licenses");
        browser.press(".entry a");
        browser.pick("validUntil", last.toString());
        browser.press("form.card .button");
        assertAffected("Save and cancel the appointment");
        browser.press("Save and keep the appointment");
        assertThat(browser.clicks()).as("licenses, license, save, keep").isEqualTo(4);
        assertThat(browser.text(".notice.good")).contains("The license is saved", "1 appointment stays as booked");
        assertThat(browser.text(".entry")).contains("Ends soon", "1 appointment after its end");
        browser.assertIsSound("doctor/licenses", "ending");
        assertThat(visit.status()).isEqualTo("CONFIRMED");
        var license = visit.doctor().api().get("/api/v1/doctors/me/licenses").isOk();
        assertThat(license.text("items/0/validUntil")).isEqualTo(last.toString());
    }

    @Test
    void anotherLengthShowsItsAppointmentsFirst() {
        var visit = Visit.booked();
        logIn(visit.doctor());
        browser.press("Visits & place");
        browser.fill("slotMinutes", "45");
        browser.press("form[action='/doctor/visits'] .button");
        assertAffected("Save and cancel the appointment");
        browser.press("Save and keep the appointment");
        assertThat(browser.clicks()).as("visits, save, keep").isEqualTo(3);
        assertThat(browser.text(".notice.good")).contains("Saved", "1 appointment stays as booked");
        assertThat(browser.value("slotMinutes")).isEqualTo("45");
        assertThat(visit.status()).isEqualTo("CONFIRMED");
    }

    @Test
    void aChosenTypeShowsWhatItAffectsAndIsOffered() {
        var name = "Mole check " + UUID.randomUUID().toString().substring(0, 8);
        var type = MEDISLOT.staff()
                .api()
                .post("/api/v1/visit-types", Map.of("name", name, "minutes", 20, "mode", "VIDEO"))
                .isCreated()
                .id();
        var visit = Visit.booked();
        logIn(visit.doctor());
        browser.press("Visits & place");
        browser.click("[name='chosen'][value='%s']".formatted(type));
        browser.fill("m-" + type, "25");
        browser.press("Save the visits");
        assertThat(browser.text("h1")).isEqualTo("This affects 1 appointment");
        browser.press("Save and keep the appointment");
        assertThat(browser.clicks()).as("visits, type, save, keep").isEqualTo(4);
        assertThat(browser.text(".notice.good")).contains("Your visits are saved.", "1 appointment stays as booked");
        assertThat(browser.value("m-" + type)).isEqualTo("25");
        browser.assertIsSound("doctor/practice", "chosen");
        assertThat(visit.status()).isEqualTo("CONFIRMED");
        await("openings of the type").until(
                () -> CLINIC.openingsNow(visit.doctor(), STATE).stream().anyMatch(opening -> isOf(type, opening)));
        MEDISLOT.staff().api().delete("/api/v1/visit-types/" + type).has(204);
    }

    private static boolean isOf(String type, Opening opening) {
        return UUID.fromString(type).equals(SlotId.parse(opening.id()).visitType())
                && Duration.between(opening.start(), opening.end()).equals(Duration.ofMinutes(25));
    }

    @Test
    void extraHoursAreAddedBookedAndRemoved() {
        var doctor = CLINIC.aDoctorWithoutHours(ZONE.getId(), STATE);
        var date = LocalDate.now(ZONE).plusDays(4);
        logIn(doctor);
        browser.press("Hours");
        browser.click("Add extra hours");
        browser.pick("extra-date", date.toString());
        browser.pick("extra-start", "18:00");
        browser.pick("extra-end", "19:00");
        browser.press("form[action='/doctor/hours/extra'] .button");
        assertThat(browser.clicks()).as("hours, open, save").isEqualTo(3);
        assertThat(browser.text(".notice.good")).contains("The extra hours are saved");
        assertThat(browser.text(".people")).containsPattern("6:00.PM–7:00.PM");
        browser.assertIsSound("doctor/hours", "extra");

        var slot = CLINIC.openings(doctor, STATE).getFirst();
        assertThat(slot.start().atZone(ZONE).toLocalDate()).isEqualTo(date);
        var booking = CLINIC.books(CLINIC.aPatient(STATE, ZONE.getId()), slot.id()).isCreated().id();
        await("the availability service knows the booking").until(() -> !CLINIC.isListed(doctor, STATE, slot.id()));
        browser.countClicks();
        browser.press("form[action^='/doctor/hours/extra/'] button");
        assertAffected("Save and keep the appointment");
        browser.press("Save and cancel the appointment");
        assertThat(browser.clicks()).isEqualTo(2);
        assertThat(browser.text(".notice.good")).contains("Removed", "1 appointment is cancelled");
        await("the booking is cancelled")
                .until(() -> doctor.api().get("/api/v1/bookings/" + booking).isOk().text("status").equals("CANCELLED"));
    }

    @Test
    void aTokenThatExpiresLosesNoForm() {
        logIn(CLINIC.aDoctorWithoutHours(ZONE.getId(), STATE));
        browser.press("Hours");
        browser.click("button[value='add-TUESDAY']");
        await().until(() -> browser.count("[id='TUESDAY.start-0']") == 1);
        browser.pick("TUESDAY.start-0", "08:00");
        browser.pick("TUESDAY.end-0", "11:30");
        browser.deleteCookie("medislot-access");
        browser.press(".week .save");
        assertThat(browser.text(".notice.good")).contains("weekly hours are saved");
        assertThat(browser.value("TUESDAY.end-0")).isEqualTo("11:30");

        browser.deleteCookie("medislot-access");
        browser.click("button[value='add-FRIDAY']");
        await("a part of the page renews the login too").until(() -> browser.count("[id='FRIDAY.start-0']") == 1);
    }

    /** The page that asks, with its other button. */
    private static void assertAffected(String other) {
        assertThat(browser.heading()).isEqualTo("This affects 1 appointment");
        assertThat(browser.text(".affected")).contains("Petra Quillfeather", "Utah");
        assertThat(browser.text("form.card")).contains(other, "Back, save nothing");
    }

    private static void logIn(Person doctor) {
        browser.logIn("/team/login", doctor);
    }
}
