package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.Browser;
import dev.medislot.systemtests.kit.BrowserTest;
import dev.medislot.systemtests.kit.Medislot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.remote.RemoteWebDriver;

/** The documentation of the gateway, in a browser of a phone's width, under the content policy of the gateway. */
@BrowserTest
@ResourceLock(Medislot.LOCK)
class DocsPageIT {

    private static final Medislot MEDISLOT = Medislot.running();

    private static RemoteWebDriver phone;

    @BeforeAll
    static void open() {
        phone = Browser.phone();
    }

    @AfterAll
    static void close() {
        phone.quit();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "/first-booking", "/problems#slot-taken", "/events" })
    void aPageFitsOnAPhoneWithoutErrors(String page) {
        phone.get(MEDISLOT.gateway().url() + "/docs" + page);

        assertThat(phone.findElement(By.tagName("h1")).isDisplayed()).isTrue();
        assertIsSound();
    }

    @Test
    void theReferenceShowsEveryOperation() {
        phone.get(MEDISLOT.gateway().url() + "/docs/api");

        await().until(() -> phone.findElements(By.cssSelector(".opblock")).size() > 40);
        phone.findElement(By.cssSelector(".opblock-summary-control")).click();
        await().until(() -> !phone.findElements(By.cssSelector(".opblock-body")).isEmpty());
        assertIsSound();
    }

    private static void assertIsSound() {
        assertThat(phone.manage().logs().get(LogType.BROWSER)).isEmpty();
        assertThat(phone.executeScript(
                "return document.documentElement.scrollWidth" + " <= document.documentElement.clientWidth"))
                        .isEqualTo(true);
    }
}
