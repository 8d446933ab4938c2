package dev.medislot.systemtests.kit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The Chromium or Chrome of this machine; never one that is downloaded for the test. */
public final class Browser {

    private Browser() {}

    static boolean isExpected() {
        return Boolean.parseBoolean(System.getenv("MEDISLOT_BROWSER_REQUIRED"))
                || driver().isPresent() && program().isPresent();
    }

    /** Without a window, with the screen of a phone. */
    public static ChromeDriver phone(int width) {
        var options = options();
        options.setExperimentalOption("mobileEmulation",
                Map.of("deviceMetrics", Map.of("width", width, "height", 844, "pixelRatio", 2.0)));
        return started(options);
    }

    /** Without a window, with the screen of a computer. */
    public static ChromeDriver screen(int width) {
        var browser = started(options());
        browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        return browser;
    }

    /** Shows pages light or dark, and at once: colors that fade would be measured half way. */
    public static void prefer(ChromeDriver browser, String colorScheme) {
        browser.executeCdpCommand("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colorScheme),
                        Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** Keeps a picture of the whole page, to judge its look. */
    public static void keepPicture(ChromeDriver browser, Path file) {
        var picture = browser.executeCdpCommand("Page.captureScreenshot",
                Map.of("captureBeyondViewport", true, "optimizeForSpeed", true));
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, Base64.getDecoder().decode((String) picture.get("data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ChromeOptions options() {
        var options = new ChromeOptions().setBinary(program().orElseThrow(() -> missing("Chromium or Chrome")));
        // No sandbox: it does not start as root, and shows nothing here but our own pages.
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage");
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.WARNING);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        return options;
    }

    private static ChromeDriver started(ChromeOptions options) {
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver().orElseThrow(() -> missing("chromedriver")))
                .build();
        return new ChromeDriver(service, options);
    }

    private static Optional<File> driver() {
        return onPath("chromedriver");
    }

    private static Optional<File> program() {
        return onPath("chromium", "chromium-browser", "google-chrome");
    }

    private static Optional<File> onPath(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toFile)
                .findFirst();
    }

    private static IllegalStateException missing(String what) {
        return new IllegalStateException(what + " is not on the PATH");
    }
}
