package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.Axe;
import dev.medislot.systemtests.kit.Browser;
import dev.medislot.systemtests.kit.BrowserTest;
import dev.medislot.systemtests.kit.Contrast;
import dev.medislot.systemtests.kit.Medislot;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** The gateway's pages on a narrow phone and a wide screen, in light and dark, under their content policy. */
@BrowserTest
@ResourceLock(Medislot.LOCK)
class DocsPageIT {

    private static final Medislot MEDISLOT = Medislot.running();
    private static final List<String> SCHEMES = List.of("light", "dark");
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private static ChromeDriver phone;
    private static ChromeDriver screen;

    @BeforeAll
    static void open() {
        phone = Browser.phone(360);
        screen = Browser.screen(1440);
    }

    @AfterAll
    static void close() {
        phone.quit();
        screen.quit();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/docs", "/docs/first-booking", "/docs/problems#slot-taken", "/docs/events" })
    void aPageFitsTheScreenWithoutErrors(String page) {
        for (var browser : List.of(phone, screen)) {
            for (var scheme : SCHEMES) {
                open(browser, page, scheme);

                assertThat(browser.findElement(By.tagName("h1")).isDisplayed()).isTrue();
                assertIsSound(browser);
                assertThat(Axe.findings(browser)).as("%s, %s", page, scheme).isEmpty();
            }
        }
    }

    /** Each browser opens the long page in one scheme, and then changes to the other. */
    @Test
    void theReferenceShowsEveryOperation() {
        assertShowsEveryOperation(phone, "light", "dark");
        assertShowsEveryOperation(screen, "dark", "light");
    }

    private static void assertShowsEveryOperation(ChromeDriver browser, String scheme, String other) {
        open(browser, "/docs/api", scheme);

        await().until(() -> browser.findElements(By.cssSelector(".opblock")).size() > 40);
        for (var method : METHODS) {
            var responses = By.cssSelector(".opblock-%s .responses-table".formatted(method));
            browser.findElement(By.cssSelector(".opblock-%s .opblock-summary-control".formatted(method))).click();
            await().until(() -> !browser.findElements(responses).isEmpty());
        }
        assertIsSound(browser);

        Browser.prefer(browser, other);
        await().until(() -> hasChangedTo(browser, other));
        assertIsSound(browser);
    }

    /** Whether the page has taken over the scheme, and no color fades any more. */
    private static boolean hasChangedTo(ChromeDriver browser, String scheme) {
        return Boolean.TRUE.equals(browser.executeScript("""
                return document.documentElement.classList.contains('dark-mode') === arguments[0]
                    && !document.getAnimations().length""", scheme.equals("dark")));
    }

    private static void open(ChromeDriver browser, String page, String scheme) {
        Browser.prefer(browser, scheme);
        // the same address with another anchor would not be loaded again
        browser.get("about:blank");
        browser.get(MEDISLOT.gateway().url() + page);
        var width = browser == phone ? 360 : 1440;
        assertThat(browser.executeScript("return matchMedia('(width: %dpx)').matches".formatted(width)))
                .isEqualTo(true);
    }

    private static void assertIsSound(ChromeDriver browser) {
        assertThat(browser.manage().logs().get(LogType.BROWSER)).isEmpty();
        assertThat(browser.executeScript("""
                return document.documentElement.scrollWidth <= document.documentElement.clientWidth"""))
                .isEqualTo(true);
        assertThat(browser.executeScript("""
                return [...document.querySelectorAll('main > pre')].every(it => it.scrollWidth <= it.clientWidth)"""))
                .isEqualTo(true);
        assertThat(Contrast.faults(browser)).isEmpty();
    }
}
