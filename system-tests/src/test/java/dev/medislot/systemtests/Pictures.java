package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.Browser;
import dev.medislot.systemtests.kit.BrowserTest;
import dev.medislot.systemtests.kit.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Takes the pictures of the README from a running quickstart with fresh example data. Not one of the tests of every
 * build: the README says how to run it.
 */
@BrowserTest
class Pictures {

    private static final String GATEWAY = System.getProperty("medislot.pictures", "http://127.0.0.1:8080");
    private static final String PASSWORD = "medislot-example";
    private static final int WIDTH = 1200;
    private static final int MAX_BYTES = 150 * 1024;

    private ChromeDriver browser;

    @BeforeEach
    void open() {
        browser = Browser.screen(WIDTH);
        browser.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", "America/Los_Angeles"));
        browser.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
    }

    @AfterEach
    void close() {
        browser.quit();
    }

    @Test
    void patientSearches() throws IOException {
        logIn("/login", "sam.rivera@medislot.example");

        take("/book?state=CA&specialty=Family%20medicine", "patient");
    }

    @Test
    void doctorSeesTheDay() throws IOException {
        logIn("/team/login", "maria.alvarez@medislot.example");

        take("/doctor", "doctor");
    }

    @Test
    void deskSeesTheDay() throws IOException {
        logIn("/desk", "staff@medislot.example");

        take("/desk#now", "desk");
    }

    private void logIn(String page, String email) {
        browser.get(GATEWAY + page);
        browser.findElement(By.name("email")).sendKeys(email);
        browser.findElement(By.name("password")).sendKeys(PASSWORD);
        browser.findElement(By.cssSelector("form:has([name=password]) button")).click();
        await().until(() -> browser.findElements(By.name("password")).isEmpty());
    }

    private void take(String page, String name) throws IOException {
        browser.get(GATEWAY + page);
        assertThat(browser.findElements(By.cssSelector("main h1"))).as(browser.getTitle()).isNotEmpty();
        // the jump to the current time moves the page too
        browser.executeScript("scrollTo(0, 0)");
        var picture = browser.getScreenshotAs(OutputType.BYTES);
        assertThat(picture).hasSizeLessThanOrEqualTo(MAX_BYTES);
        var file = Repository.file("docs/pictures/%s.png".formatted(name));
        Files.createDirectories(file.getParent());
        Files.write(file, picture);
    }
}
