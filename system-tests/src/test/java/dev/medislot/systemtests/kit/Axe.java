package dev.medislot.systemtests.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.openqa.selenium.remote.RemoteWebDriver;

/** Checks the accessibility of a page with the rules of axe-core. */
public final class Axe {

    private static final String SCRIPT = script();
    private static final String RUN = """
            const [tags, done] = arguments;
            axe.run(tags.length ? { runOnly: tags } : {}).then(
                found => done(found.violations.flatMap(it => it.nodes.map(node => `${it.id}: ${node.html}`))),
                error => done([String(error)]));
            """;

    private Axe() {}

    /**
     * The rule and the element of each finding.
     *
     * @param tags those of the rules, such as {@code wcag2aa}; none for all rules
     */
    public static List<?> findings(RemoteWebDriver browser, String... tags) {
        if (Boolean.FALSE.equals(browser.executeScript("return 'axe' in window"))) {
            browser.executeScript(SCRIPT);
        }
        return (List<?>) Objects.requireNonNull(browser.executeAsyncScript(RUN, List.of(tags)));
    }

    private static String script() {
        try (var file = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
