package dev.medislot.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.ProblemType;
import dev.medislot.common.event.Topics;
import dev.medislot.gateway.RunningGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.web.util.HtmlUtils;

class PagesTest {

    private static final Path REPOSITORY = Path.of("..");
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"(/[^\"#]*)");
    private static final Pattern COMMANDS = Pattern.compile("```bash\n(.*?)\n```", Pattern.DOTALL);

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.with();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "/", "/docs", "/docs/", "/docs/first-booking", "/docs/api", "/docs/problems", "/docs/events" })
    void everyLinkOfAPageLeadsSomewhere(String path) {
        var page = gateway.get(path).isOk();

        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.text()).doesNotContain("<style", " style=", "<script>", " onclick=");
        var links = LINK.matcher(page.text()).results().map(link -> link.group(1)).distinct().toList();
        assertThat(links).as(path).anyMatch(link -> link.endsWith(".css"));
        assertThat(links.stream().filter(link -> !link.startsWith("/v3/") && !link.startsWith("/api/"))).as(path)
                .allSatisfy(link -> gateway.get(link).isOk());
    }

    @ParameterizedTest
    @EnumSource
    void everyProblemIsExplained(ProblemType type) throws IOException {
        var texts = PropertiesLoaderUtils.loadProperties(new ClassPathResource("docs/problems.properties"));

        assertThat(texts.getProperty(type.slug() + ".when")).as("%s.when", type.slug()).isNotBlank().endsWith(".");
        assertThat(texts.getProperty(type.slug() + ".then")).as("%s.then", type.slug()).isNotBlank().endsWith(".");
        assertThat(gateway.get("/docs/problems").text()).contains("id=\"" + type.slug() + "\"",
                HtmlUtils.htmlEscape(texts.getProperty(type.slug() + ".when")));
    }

    @Test
    void noExplanationIsLeftOver() throws IOException {
        var texts = PropertiesLoaderUtils.loadProperties(new ClassPathResource("docs/problems.properties"));

        assertThat(texts).hasSize(2 * ProblemType.values().length);
    }

    @Test
    void everyTopicAndEverySchemaIsListed() throws IOException {
        var page = gateway.get("/docs/events").text();

        assertThat(page).contains(Topics.ALL);
        assertThat(gateway.get("/docs/asyncapi.yaml").isOk().contentType()).isEqualTo("text/yaml");
        try (var schemas = Files.list(REPOSITORY.resolve("docs/schemas"))) {
            var names = schemas.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json"));
            assertThat(names).isNotEmpty().allSatisfy(name -> assertThat(page).contains("/docs/schemas/" + name));
        }
    }

    @Test
    void theFirstBookingIsTheOneOfTheReadme() throws IOException {
        var readme = Files.readString(REPOSITORY.resolve("README.md"));
        var steps = COMMANDS.matcher(readme).results().map(step -> step.group(1)).toList();

        assertThat(steps).isNotEmpty();
        assertThat(HtmlUtils.htmlUnescape(gateway.get("/docs/first-booking").text())).contains(steps);
    }

    @Test
    void onlyTheDocsMayShowImagesThatAreData() {
        var strict = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
                + "frame-ancestors 'none'";

        assertThat(gateway.get("/docs/api").header("Content-Security-Policy"))
                .contains(strict + "; img-src 'self' data:");
        for (var path : List.of("/", "/docsx", "/api/v1/slots", "/v3/api-docs")) {
            assertThat(gateway.get(path).header("Content-Security-Policy")).as(path).contains(strict);
        }
    }

    @Test
    void onlyTheFilesOfTheReferenceComeFromSwaggerUi() {
        assertThat(gateway.get("/docs/swagger-ui/swagger-ui-bundle.js").isOk().contentType())
                .startsWith("text/javascript");
        gateway.get("/docs/swagger-ui/nothing.js").isProblem(404, "not-found");
        gateway.get("/docs/nothing").isProblem(404, "not-found");
    }
}
