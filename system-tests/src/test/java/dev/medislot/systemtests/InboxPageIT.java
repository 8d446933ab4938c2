package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.medislot.systemtests.kit.Browser;
import dev.medislot.systemtests.kit.BrowserTest;
import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.remote.RemoteWebDriver;

/** The inbox's page and the mails in it, in a browser of a phone's width. */
@BrowserTest
@ResourceLock(Medislot.LOCK)
class InboxPageIT {

    private final Medislot medislot = Medislot.running();
    private final Clinic clinic = medislot.clinic();

    @Test
    void aConfirmationIsFoundAndReadOnAPhone() {
        assumeFalse("containers".equals(System.getProperty("medislot.infra")), "Mailpit has a page of its own");
        var doctor = clinic.aDoctor("America/New_York", "CA");
        var patient = clinic.aPatient("CA");
        clinic.books(patient, clinic.openings(doctor, "CA").getFirst().id()).isCreated();
        medislot.mails().to(patient, 1);

        var phone = Browser.phone(390);
        try {
            phone.get(medislot.infrastructure().inboxUrl().toString());
            phone.findElement(By.name("query")).sendKeys("to:" + patient.email() + " subject:confirmed");
            await().until(() -> phone.findElements(By.cssSelector("#mails a")).size() == 1);
            assertThat(isWiderThanThePhone(phone)).isFalse();

            // each letter starts a search, and each answer replaces the list
            await().ignoreException(StaleElementReferenceException.class).untilAsserted(() -> {
                var line = phone.findElement(By.cssSelector("#mails a"));
                assertThat(line.getText()).contains("Appointment confirmed", patient.email());
                line.click();
            });
            await().until(() -> shown(phone, "#mail h2"), title -> title.contains("Appointment confirmed"));
            assertThat(shown(phone, "#mail dl")).contains(patient.email());
            assertThat(phone.findElement(By.id("list")).isDisplayed()).isFalse();
            assertThat(isWiderThanThePhone(phone)).isFalse();

            phone.switchTo().frame(phone.findElement(By.cssSelector("#mail iframe")));
            assertThat(shown(phone, "body")).contains(doctor.name(), "Pacific", "Eastern");
            assertThat(isWiderThanThePhone(phone)).isFalse();
            phone.switchTo().defaultContent();

            button(phone, "Text").click();
            assertThat(shown(phone, "#mail pre")).contains(doctor.name(), "Pacific", "Eastern");

            phone.findElement(By.linkText("← All mails")).click();
            await().until(() -> phone.findElement(By.id("list")).isDisplayed());
        } finally {
            phone.quit();
        }
    }

    private static WebElement button(RemoteWebDriver browser, String name) {
        return browser.findElements(By.cssSelector("#mail nav button"))
                .stream()
                .filter(button -> button.getText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The visible text of an element; empty while the page has not drawn it. */
    private static String shown(RemoteWebDriver browser, String selector) {
        List<WebElement> found = browser.findElements(By.cssSelector(selector));
        return found.isEmpty() ? "" : found.getFirst().getText();
    }

    private static boolean isWiderThanThePhone(RemoteWebDriver browser) {
        return (boolean) browser
                .executeScript("return document.documentElement.scrollWidth > document.documentElement.clientWidth");
    }
}
