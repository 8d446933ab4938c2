package dev.medislot.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.systemtests.kit.Axe;
import dev.medislot.systemtests.kit.Browser;
import dev.medislot.systemtests.kit.BrowserTest;
import dev.medislot.systemtests.kit.QuickstartProcess;
import dev.medislot.systemtests.kit.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Every kind of mail on a phone, light and dark, in both languages. The tests of the notification service write the
 * mails, and their pictures stay beside them in {@code target/letters}.
 */
@BrowserTest
@ResourceLock(QuickstartProcess.LOCK)
class LettersIT {

    private static final Path LETTERS = Path.of("target", "letters");
    private static final int WIDTH = 360;

    private static ChromeDriver phone;

    @BeforeAll
    static void writeThem() throws IOException, InterruptedException {
        var service = Repository.file("notification-service/target");
        var writing = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-Dloader.path=" + service.resolve("test-classes"),
                "-Dloader.main=dev.medislot.notification.letter.EveryLetter", "-cp",
                service.resolve("notification-service.jar").toString(),
                "org.springframework.boot.loader.launch.PropertiesLauncher", LETTERS.toAbsolutePath().toString())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(writing.getInputStream().readAllBytes(), UTF_8);
        assertThat(writing.waitFor()).as(said).isZero();
        phone = Browser.phone(WIDTH);
    }

    @AfterAll
    static void quit() {
        phone.quit();
    }

    @ParameterizedTest
    @MethodSource
    void aMailIsSoundOnAPhone(String letter) throws IOException {
        phone.get(LETTERS.resolve(letter + ".html").toUri().toString());

        assertThat(elementsBeyondTheScreen()).isEmpty();
        assertThat(String.valueOf(phone.executeScript("return document.body.innerText"))).isNotBlank()
                .doesNotContain("{", "}", "??", "[(", "null");
        for (var scheme : List.of("dark", "light")) {
            Browser.prefer(phone, scheme);
            Browser.keepPicture(phone, LETTERS.resolve("%s-%s.png".formatted(letter, scheme)));
            assertThat(Axe.findings(phone, "wcag2a", "wcag2aa", "wcag21aa")).as(scheme).isEmpty();
        }
    }

    static Stream<String> aMailIsSoundOnAPhone() throws IOException {
        try (var files = Files.list(LETTERS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".html"))
                    .map(name -> name.replace(".html", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static List<?> elementsBeyondTheScreen() {
        return (List<?>) phone.executeScript("""
                const root = document.documentElement;
                return root.scrollWidth <= arguments[0] ? [] : [...document.querySelectorAll('body *')]
                    .filter(it => !it.children.length && it.getBoundingClientRect().right > arguments[0])
                    .map(it => it.outerHTML.slice(0, 200))
                    .concat(`the mail is ${root.scrollWidth} wide`)""", WIDTH);
    }
}
