package dev.medislot.systemtests.kit;

import static org.awaitility.Awaitility.await;

import dev.medislot.testkit.Answer;
import dev.medislot.testkit.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The requests of an {@code .http} file; a comment states the status, and the title of a refusal its problem. */
public final class HttpCollection {

    private static final Pattern VARIABLE = Pattern.compile("(?m)^@(\\w+) *= *(.*)$");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(.+?)}}");
    private static final Pattern CAPTURE = Pattern.compile("(\\w+)\\.response\\.(body\\.\\$\\.|headers\\.)(.+)");
    private static final Pattern REQUEST = Pattern.compile("""
            (?<title>[^\\n]+)\\n(?:# @name (?<name>\\w+)\\n)?# (?<status>\\d{3})\\n(?<method>[A-Z]+) (?<url>\\S+)\\n\
            (?<headers>(?:[\\w-]+: [^\\n]+\\n)*)(?:\\n(?<body>.*))?""", Pattern.DOTALL);

    private final Map<String, String> variables = new HashMap<>();
    private final List<MatchResult> requests;
    private final List<MatchResult> captures;
    private final Map<String, Answer> answers = new HashMap<>();

    private HttpCollection(String text) {
        var blocks = text.split("(?m)^### ", -1);
        VARIABLE.matcher(blocks[0]).results().forEach(match -> variables.put(match.group(1), match.group(2).strip()));
        requests = Arrays.stream(blocks).skip(1).map(HttpCollection::request).toList();
        captures = PLACEHOLDER.matcher(text)
                .results()
                .flatMap(placeholder -> CAPTURE.matcher(placeholder.group(1)).results())
                .toList();
    }

    public static HttpCollection read(Path file) throws IOException {
        return new HttpCollection(Files.readString(file));
    }

    private static MatchResult request(String block) {
        var request = REQUEST.matcher(block);
        if (!request.matches()) {
            throw new IllegalArgumentException("not a request with its status: " + block);
        }
        return request.toMatchResult();
    }

    public String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    public List<String> titles() {
        return requests.stream().map(request -> request.group("title")).toList();
    }

    /** Sends all requests in turn to that gateway instead of their host; throws at the first wrong status. */
    public void run(Api gateway, Map<String, String> overrides) {
        variables.putAll(overrides);
        for (var request : requests) {
            await(request.group("title")).untilAsserted(() -> check(request, send(request, gateway)));
        }
    }

    private Answer send(MatchResult request, Api gateway) {
        var path = filled(request.group("url")).replaceFirst("^https?://[^/]+", "");
        var headers = filled(request.group("headers")).lines()
                .flatMap(header -> Arrays.stream(header.split(": ", 2)))
                .toArray(String[]::new);
        var body = filled(Objects.requireNonNullElse(request.group("body"), "").strip());
        return gateway.with(headers).call(request.group("method"), path, body.isEmpty() ? null : body);
    }

    /** Only an AssertionError repeats the request, so a GET or a 404: their events may still be on the way. */
    private void check(MatchResult request, Answer answer) {
        var missing = captures.stream()
                .filter(capture -> capture.group(1).equals(request.group("name")) && value(capture, answer).isEmpty())
                .map(MatchResult::group)
                .toList();
        var end = answer.status() < 400 ? "." : ": " + answer.problem() + ".";
        if (answer.status() == Integer.parseInt(request.group("status")) && request.group("title").endsWith(end)
                && missing.isEmpty()) {
            answers.put(String.valueOf(request.group("name")), answer);
            return;
        }
        var fault = "%s Not %s, or without %s: %s answered %d %s".formatted(request.group("title"),
                request.group("status"), missing, answer.call(), answer.status(), answer.text());
        if (request.group("method").equals("GET") || answer.status() == 404) {
            throw new AssertionError(fault);
        }
        throw new IllegalStateException(fault);
    }

    private String filled(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> value(match.group(1)).replace("$", "\\$"));
    }

    private String value(String placeholder) {
        var capture = CAPTURE.matcher(placeholder);
        if (capture.matches()) {
            return value(capture, Objects.requireNonNull(answers.get(capture.group(1)), placeholder));
        }
        return placeholder.equals("$timestamp") ? Long.toString(Instant.now().getEpochSecond())
                : Objects.requireNonNull(variables.get(placeholder), placeholder);
    }

    private static String value(MatchResult capture, Answer answer) {
        return capture.group(2).equals("headers.") ? answer.header(capture.group(3)).orElse("")
                : answer.text(capture.group(3).replaceAll("\\[(\\d+)]", ".$1").replace('.', '/'));
    }
}
