package dev.medislot.quickstart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds in a service's log, in one line, why it did not start. */
final class FailureReport {

    private static final Pattern DESCRIPTION = Pattern
            .compile("APPLICATION FAILED TO START.*?Description:\\s*\\n(.*?)(?:\\nAction:|\\z)", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("(?m)^\\s*(Property|Value|Origin|Reason): (.*)$");
    private static final Pattern REFUSED_BY_US = Pattern
            .compile("(?s)Failed to bind properties under '[^']*' to [\\w.$]+:\\s+Reason: [\\w.$]+: (.*)");
    private static final Pattern DATABASE = Pattern
            .compile("org\\.postgresql\\.util\\.PSQLException: ((?:(?!\\\\n|\\\\r|\\r|\\n|\\\\t).)+)");
    private static final Pattern CAUSE = Pattern
            .compile("(?:Caused by|Exception in thread \"main\"):? [\\w.$]+: ((?:(?!\\\\n|\\\\r|\\r|\\n|\\\\t).)+)");
    private static final Pattern ERROR = Pattern.compile("(?m)^.*\\b(?:ERROR|Error:)\\b.*$");
    private static final Pattern SECRET = Pattern.compile("(?i).*(password|secret|private|token).*");
    private static final int MAX_LENGTH = 400;

    private FailureReport() {}

    static String of(Path log) {
        try {
            return inOneLine(new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return "its log cannot be read";
        }
    }

    static String inOneLine(String log) {
        var line = description(log).map(FailureReport::withoutClassNames)
                .or(() -> last(DATABASE, log).map(match -> "the database refuses: " + match.group(1)))
                .or(() -> last(CAUSE, log).map(match -> match.group(1)))
                .or(() -> last(ERROR, log).map(MatchResult::group))
                .orElse("it said nothing");
        var flat = line.replaceAll("\\s+", " ").strip();
        return flat.length() > MAX_LENGTH ? flat.substring(0, MAX_LENGTH) + "…" : flat;
    }

    private static Optional<String> description(String log) {
        return last(DESCRIPTION, log).map(match -> match.group(1)).map(description -> {
            var fields = FIELD.matcher(description)
                    .results()
                    .collect(Collectors.toMap(field -> field.group(1), field -> field.group(2), (one, two) -> one));
            return fields.containsKey("Property") ? fields(fields) : description;
        });
    }

    /** A message from a setting's own check needs no explanation. */
    private static String withoutClassNames(String description) {
        var refusal = REFUSED_BY_US.matcher(description);
        return refusal.find() ? refusal.group(1) : description;
    }

    /** The value is left out where it may be a secret. */
    private static String fields(Map<String, String> fields) {
        var property = fields.getOrDefault("Property", "");
        var value = SECRET.matcher(property.toLowerCase(Locale.ROOT)).matches() ? ""
                : " is " + fields.getOrDefault("Value", "not set");
        var origin = Optional.ofNullable(fields.get("Origin")).map(from -> " (" + from + ")").orElse("");
        return "%s%s%s: %s".formatted(property, value, origin, fields.getOrDefault("Reason", "refused"));
    }

    private static Optional<MatchResult> last(Pattern pattern, String text) {
        return pattern.matcher(text).results().reduce((one, two) -> two);
    }
}
