package dev.medislot.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Spanish words of pages for fields that the API refuses in English. */
public final class SpanishErrors {

    /** One message of each kind, and one that no page knows. */
    public static final List<String> MESSAGES = List.of("must not be blank", "must not be null", "is missing",
            "size must be between 1 and 100", "must be one line", "must be a whole number",
            "must be greater than or equal to 5", "must be less than or equal to 480", "must be after the start",
            "must be in the future", "must be at most 5 years ahead", "must not be before validFrom",
            "does not exist: the clocks of America/Denver skip it",
            "would be 400 windows; a doctor may have at most 300",
            "must be a local time in whole minutes such as 2026-12-01T08:00", "must be a ZIP code",
            "must be a date from 1900-01-01 to today", "must be an https address", "is something new");

    private static final Pattern BESIDE = Pattern.compile("class=\"error\"[^>]*>([^<]*)<");
    private static final Pattern SUMMARY = Pattern.compile("<li><a href=\"#([^\"]+)\">[^<]+</a>: <span>([^<]*)</span>");
    private static final Pattern ENGLISH = Pattern
            .compile("\\b(?:must|size|skip|may have|See errors|something new)\\b");
    private static final List<Pattern> SPANISH = Stream.of("messages", "doctor", "desk")
            .flatMap(SpanishErrors::words)
            .toList();

    private SpanishErrors() {}

    /** The answer of the API that refuses these fields with that message. */
    public static FakeApi.Answer refusal(String message, String... paths) {
        var errors = Arrays.stream(paths)
                .map(path -> "{\"field\":\"%s\",\"message\":\"%s\"}".formatted(path, message))
                .collect(Collectors.joining(","));
        return new FakeApi.Answer(400, """
                {"type":"urn:medislot:problem:validation","status":400,"detail":"See errors","errors":[%s]}"""
                .formatted(errors));
    }

    /** The page says something in Spanish beside each of that many fields, and in a summary with links to them. */
    public static void assertSaid(HttpResponse<String> page, int fields) {
        assertThat(page.statusCode()).isEqualTo(422);
        var summary = SUMMARY.matcher(page.body()).results().toList();
        assertThat(summary).as(page.body()).hasSize(fields).allSatisfy(line -> {
            assertThat(page.body()).as("the field to which the summary leads").contains("id=\"" + line.group(1) + "\"");
            assertSpanish(line.group(2));
        });
        var beside = BESIDE.matcher(page.body()).results().map(said -> said.group(1)).toList();
        assertThat(beside).as(page.body()).hasSize(fields).allSatisfy(SpanishErrors::assertSpanish);
        assertNoEnglish(page);
    }

    public static void assertNoEnglish(HttpResponse<String> page) {
        assertThat(page.body().replaceAll("<[^>]*>", " ")).doesNotContainPattern(ENGLISH).doesNotContain("??");
    }

    private static void assertSpanish(String said) {
        assertThat(SPANISH).as(said).anyMatch(words -> words.matcher(said).matches());
    }

    /** The words of a bundle for wrong fields, with any number in them. */
    private static Stream<Pattern> words(String bundle) {
        var properties = new Properties();
        var file = "/webapp/%s_es.properties".formatted(bundle);
        try (var stream = Objects.requireNonNull(SpanishErrors.class.getResourceAsStream(file));
                var text = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            properties.load(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return properties.stringPropertyNames()
                .stream()
                .filter(key -> key.startsWith("error."))
                .map(key -> Pattern
                        .compile(Pattern.quote(properties.getProperty(key)).replaceAll("\\{\\d}", "\\\\E\\\\d+\\\\Q")));
    }
}
