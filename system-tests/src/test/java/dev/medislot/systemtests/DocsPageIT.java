package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.Browser;
import dev.medislot.systemtests.kit.BrowserTest;
import dev.medislot.systemtests.kit.Contrast;
import dev.medislot.systemtests.kit.Medislot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** The gateway's pages on a narrow phone, in light and dark, under their content policy. */
@BrowserTest
@ResourceLock(Medislot.LOCK)
class DocsPageIT {

    private static final Medislot MEDISLOT = Medislot.running();
    private static final List<String> SCHEMES = List.of("light", "dark");
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private static ChromeDriver phone;

    @BeforeAll
    static void open() {
        phone = Browser.phone(360);
    }

    @AfterAll
    static void close() {
        phone.quit();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/docs", "/docs/first-booking", "/docs/problems#slot-taken", "/docs/events" })
    void aPageFitsOnAPhoneWithoutErrors(String page) {
        for (var scheme : SCHEMES) {
            open(page, scheme);

            assertThat(phone.findElement(By.tagName("h1")).isDisplayed()).isTrue();
            assertIsSound();
        }
    }

    @ParameterizedTest
    @FieldSource("SCHEMES")
    void theReferenceShowsEveryOperation(String scheme) {
        open("/docs/api", scheme);

        await().until(() -> phone.findElements(By.cssSelector(".opblock")).size() > 40);
        for (var method : METHODS) {
            phone.findElement(By.cssSelector(".opblock-%s .opblock-summary-control".formatted(method))).click();
            await().until(() -> !phone.findElements(By.cssSelector(".opblock-%s .responses-table".formatted(method)))
                    .isEmpty());
        }
        assertIsSound();
    }

    private static void open(String page, String scheme) {
        phone.executeCdpCommand("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        // the same address with another anchor would not be loaded again
        phone.get("about:blank");
        phone.get(MEDISLOT.gateway().url() + page);
    }

    private static void assertIsSound() {
        assertThat(phone.manage().logs().get(LogType.BROWSER)).isEmpty();
        assertThat(phone.executeScript("""
                return document.documentElement.scrollWidth <= document.documentElement.clientWidth"""))
                .isEqualTo(true);
        assertThat(phone.executeScript("""
                return [...document.querySelectorAll('main > pre')].every(it => it.scrollWidth <= it.clientWidth)"""))
                .isEqualTo(true);
        assertThat(Contrast.faults(phone)).isEmpty();
    }
}
