package dev.medislot.systemtests.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** A browser at the pages of the web app, which counts the clicks of its visitor. */
public final class PageBrowser {

    private static final int HEIGHT = 900;
    private static final Path PICTURES = Path.of("target", "pages");

    private final ChromeDriver browser = Browser.screen(1440);
    private final String gateway;
    private int clicks;

    public PageBrowser(String gateway) {
        this.gateway = gateway;
    }

    public void quit() {
        browser.quit();
    }

    public void forgetLogin() {
        useScripts(true);
        visit("/login");
        browser.manage().deleteAllCookies();
    }

    public void useScripts(boolean use) {
        browser.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !use));
    }

    public void visit(String page) {
        browser.get(gateway + page);
    }

    /** Counts from here on. */
    public void countClicks() {
        clicks = 0;
    }

    public int clicks() {
        return clicks;
    }

    public void fill(String id, String value) {
        var field = browser.findElement(By.id(id));
        field.clear();
        field.sendKeys(value);
    }

    /** Fills in a field of a date or time, such as 2030-01-31 or 08:00, whatever the language of the browser. */
    public void pick(String id, String value) {
        browser.executeScript("document.getElementById(arguments[0]).value = arguments[1]", id, value);
    }

    public String value(String id) {
        return String.valueOf(browser.findElement(By.id(id)).getDomProperty("value"));
    }

    public void choose(String list, String value) {
        browser.findElement(By.cssSelector("#%s option[value='%s']".formatted(list, value))).click();
    }

    /** Clicks the first element with that selector, or that text, and waits for the next page. */
    public void press(String what) {
        var page = browser.findElement(By.tagName("html"));
        click(what);
        await().until(() -> hasGone(page));
    }

    /** Clicks, and stays on the page. */
    public void click(String what) {
        clicks++;
        var isSelector = what.matches(".*[.#\\[].*|button|summary");
        browser.findElement(isSelector ? By.cssSelector(what)
                : By.xpath("//*[self::a or self::button or self::summary][normalize-space()='%s']".formatted(what)))
                .click();
    }

    private static boolean hasGone(WebElement page) {
        try {
            page.isEnabled();
            return false;
        } catch (StaleElementReferenceException _) {
            return true;
        }
    }

    public String address() {
        return browser.getCurrentUrl().replace(gateway, "");
    }

    public String heading() {
        return text("h1");
    }

    public String text(String selector) {
        return browser.findElements(By.cssSelector(selector)).stream().findFirst().map(WebElement::getText).orElse("");
    }

    public int count(String selector) {
        return browser.findElements(By.cssSelector(selector)).size();
    }

    /** On a screen and a phone, light and dark: accessible, not too wide, without errors and requests elsewhere. */
    public void assertIsSound(String name) {
        for (var width : List.of(360, 1440)) {
            show(width);
            assertThat(browser.executeScript("""
                    return document.documentElement.scrollWidth <= document.documentElement.clientWidth"""))
                    .as("%s at %d", address(), width)
                    .isEqualTo(true);
            for (var scheme : List.of("dark", "light")) {
                Browser.prefer(browser, scheme);
                keepPicture("%s-%d-%s.png".formatted(name, width, scheme));
                assertThat(Axe.findings(browser)).as("%s at %d, %s", address(), width, scheme).isEmpty();
            }
        }
        assertThat(browser.manage().logs().get(LogType.BROWSER)).as("console of %s", address()).isEmpty();
        var requests = (List<?>) browser.executeScript("""
                return performance.getEntriesByType('resource').map(it => it.name)""");
        assertThat(requests).isNotEmpty().allMatch(address -> address.toString().startsWith(gateway + "/"));
    }

    /** Ignores the message that the browser writes about a page with that status. */
    public void expectStatus(int status) {
        assertThat(browser.manage().logs().get(LogType.BROWSER)).isNotEmpty()
                .allMatch(line -> line.getMessage().contains(" %d ".formatted(status)));
    }

    private void show(int width) {
        browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Of the whole page, to judge its look. */
    private void keepPicture(String name) {
        var picture = browser.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(name), Base64.getDecoder().decode((String) picture.get("data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
