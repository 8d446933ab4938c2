package dev.medislot.systemtests.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/**
 * A browser at the pages of the web app, which counts the clicks of its visitor. It runs for the tests of one class,
 * and each of them begins without a login and ends without an error in the console.
 */
public final class PageBrowser implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    private static final int WIDTH = 1440;
    private static final int HEIGHT = 900;
    /** The limit for a page with its style sheet and scripts, compressed. */
    private static final int MAX_BYTES = 60 * 1024;
    private static final int MAX_TABS = 200;
    private static final Path PICTURES = Path.of("target", "pages");
    private static final Path DOWNLOADS = Path.of("target", "downloads");

    private final String gateway;
    private ChromeDriver browser;
    private int clicks;

    public PageBrowser(Medislot medislot) {
        this.gateway = medislot.gateway().url();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        browser = Browser.screen(WIDTH);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        show(WIDTH, HEIGHT);
        useScripts(true);
        visit("/login");
        browser.manage().deleteAllCookies();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            assertThat(console()).as("console until %s", address()).isEmpty();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        browser.quit();
    }

    public void useScripts(boolean use) {
        browser.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !use));
    }

    /** Gives the window that size, until a page is checked. */
    public void show(int width, int height) {
        browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Logs in on that page; its click does not count. */
    public void logIn(String page, Person person) {
        visit(page);
        logInHere(person);
    }

    public void logInHere(Person person) {
        fill(Map.of("email", person.email(), "password", person.password()));
        press("button.full");
        countClicks();
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

    /** Presses the keys where the focus is. */
    public void type(String keys) {
        browser.switchTo().activeElement().sendKeys(keys);
    }

    /** Moves the focus with the keyboard to the first element with that selector; each stop on the way shows it. */
    public void tabTo(String selector) {
        for (int presses = 0; presses < MAX_TABS; presses++) {
            type(Keys.TAB.toString());
            assertThat(focused("getComputedStyle(it).outlineStyle")).as(focused("it.outerHTML")).isNotEqualTo("none");
            if (focused("it.matches('%s')".formatted(selector)).equals("true")) {
                return;
            }
        }
        throw new AssertionError("The keyboard does not reach %s of %s".formatted(selector, address()));
    }

    /** Evaluates a JavaScript expression about the element with the focus, {@code it}. */
    private String focused(String expression) {
        return String.valueOf(
                browser.executeScript("const it = document.activeElement; return String(%s)".formatted(expression)));
    }

    /** Presses Enter, and waits for the next page. */
    public void enter() {
        awaitNextPage(() -> type(Keys.ENTER.toString()));
    }

    public void fill(Map<String, String> values) {
        values.forEach(this::fill);
    }

    /** Fills in a field of a date or time, such as 2030-01-31 or 08:00, in any language of the browser. */
    public void pick(String id, String value) {
        browser.executeScript("document.getElementById(arguments[0]).value = arguments[1]", id, value);
    }

    public String value(String id) {
        return fresh(() -> String.valueOf(browser.findElement(By.id(id)).getDomProperty("value")));
    }

    public void choose(String list, String value) {
        browser.findElement(By.cssSelector("#%s option[value='%s']".formatted(list, value))).click();
    }

    /** Clicks the first element with that selector, or that text, and waits for the next page. */
    public void press(String what) {
        awaitNextPage(() -> click(what));
    }

    private void awaitNextPage(Runnable act) {
        var page = browser.findElement(By.tagName("html"));
        act.run();
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

    /** The text of the first element with that selector, or nothing. */
    public String text(String selector) {
        return fresh(() -> browser.findElements(By.cssSelector(selector))
                .stream()
                .findFirst()
                .map(WebElement::getText)
                .orElse(""));
    }

    /** Reads again when a script replaces the element meanwhile. */
    private static String fresh(Supplier<String> reading) {
        try {
            return reading.get();
        } catch (StaleElementReferenceException _) {
            return fresh(reading);
        }
    }

    public int count(String selector) {
        return browser.findElements(By.cssSelector(selector)).size();
    }

    /** Whether the first element with that selector is in the window from top to bottom, and nothing lies over it. */
    public boolean isInView(String selector) {
        return Boolean.TRUE.equals(browser.executeScript("""
                const it = document.querySelector(arguments[0]);
                const { left, right, top, bottom } = it.getBoundingClientRect();
                return [top + 2, bottom - 2].every(y => it.contains(document.elementFromPoint((left + right) / 2, y)));
                """, selector));
    }

    /** An attribute of the first element with that selector, as it is in the page. */
    public String attribute(String selector, String name) {
        return fresh(() -> Objects.requireNonNull(browser.findElement(By.cssSelector(selector)).getDomAttribute(name),
                name));
    }

    /** Changes an attribute of the first element with that selector. */
    public void set(String selector, String name, String value) {
        browser.executeScript("document.querySelector(arguments[0]).setAttribute(arguments[1], arguments[2])", selector,
                name, value);
    }

    /** The text at an address, with the login of the browser. */
    public String read(String address) {
        return String.valueOf(
                browser.executeAsyncScript("fetch(arguments[0]).then(it => it.text()).then(arguments[1])", address));
    }

    /** Clicks a link to a file with that name, and returns the text of the file. */
    public String download(String what, String name) {
        try {
            var folder = Files.createTempDirectory(Files.createDirectories(DOWNLOADS), "file").toAbsolutePath();
            browser.executeCdpCommand("Browser.setDownloadBehavior",
                    Map.of("behavior", "allow", "downloadPath", folder.toString()));
            click(what);
            var file = folder.resolve(name);
            await("the file " + name).until(() -> Files.exists(file));
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void deleteCookie(String name) {
        browser.manage().deleteCookieNamed(name);
    }

    /** Gives the token in a cookie another signature. */
    public void spoilToken(String name) {
        var token = Objects.requireNonNull(browser.manage().getCookieNamed(name)).getValue();
        var spoilt = token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(86);
        browser.manage().addCookie(new Cookie.Builder(name, spoilt).path("/").isHttpOnly(true).sameSite("Lax").build());
    }

    /** Checks the page of a template. */
    public void assertIsSound(String template) {
        check(template.replace('/', '-'));
    }

    /** Checks the page of a template in another state, which names its pictures. */
    public void assertIsSound(String template, String state) {
        check(template.replace('/', '-') + "-" + state);
    }

    /** On a screen and a phone, light and dark: accessible, small, not too wide, no errors and requests elsewhere. */
    private void check(String name) {
        for (var width : List.of(360, WIDTH)) {
            show(width, HEIGHT);
            assertThat(elementsBeyondTheWindow()).as("%s at %d", address(), width).isEmpty();
            for (var scheme : List.of("dark", "light")) {
                Browser.prefer(browser, scheme);
                Browser.keepPicture(browser, PICTURES.resolve("%s-%d-%s.png".formatted(name, width, scheme)));
                assertThat(Axe.findings(browser)).as("%s at %d, %s", address(), width, scheme).isEmpty();
            }
        }
        assertThat(console()).as("console of %s", address()).isEmpty();
        var requests = (List<?>) browser.executeScript("""
                return performance.getEntriesByType('resource').map(it => it.name)""");
        assertThat(requests).isNotEmpty().allMatch(address -> address.toString().startsWith(gateway + "/"));
        assertThat(bytes()).as("bytes of %s", address()).isBetween(1, MAX_BYTES);
    }

    /** The size of the page and all that it has loaded, also from the cache, as the gateway compresses it. */
    private int bytes() {
        var sum = (Number) Objects.requireNonNull(browser.executeScript("""
                return ['navigation', 'resource'].flatMap(it => performance.getEntriesByType(it))
                    .reduce((sum, it) => sum + it.encodedBodySize, 0)"""));
        return sum.intValue();
    }

    private List<LogEntry> console() {
        return browser.manage().logs().get(LogType.BROWSER).getAll();
    }

    /** Returns empty if the page is as wide as the window. */
    private List<?> elementsBeyondTheWindow() {
        return (List<?>) Objects.requireNonNull(browser.executeScript("""
                const root = document.documentElement;
                return root.scrollWidth <= root.clientWidth ? [] : ['the page'].concat(
                    [...document.querySelectorAll('body *')]
                        .filter(it => it.getBoundingClientRect().right > root.clientWidth + 1)
                        .map(it => it.outerHTML.slice(0, 120)))"""));
    }

    /** Ignores the message that the browser writes about a page with that status. */
    public void expectStatus(int status) {
        assertThat(console()).isNotEmpty().allMatch(line -> line.getMessage().contains(" %d ".formatted(status)));
    }
}
