package dev.medislot.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.medislot.testkit.Answer;
import dev.medislot.testkit.Api;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes requests of which one part is not what the operation expects. */
class BrokenRequests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SURROGATE = "\ud83d";
    private static final List<String> TEXTS = List.of("", " ", "\u0000", "\u200b", "\u202eabc", "null", "NaN", "-1",
            "0", "99999999999999999999", "1e400", "0x10", "１", "true", "[]", "{}", "'", "\"", "' or 1=1 --",
            "../../etc", "%", "%00", "<script>alert(1)</script>", "${jndi:ldap://127.0.0.1/a}", "2026-02-30",
            "2026-13-01T25:61", "-999999999-01-01", "+999999999-12-31T23:59:59Z", "24:00", "Mars/Olympus", "ZZ", "ß",
            "é", "İ", "💥", SURROGATE, "a".repeat(300), "a".repeat(5000), "http://127.0.0.1/", "me", "urn:uuid:0",
            "a@b@c", "\t\n\r");
    private static final List<String> JSONS = List.of("null", "true", "0", "-1", "1.5", "1e400", "9223372036854775808",
            "20000", "[]", "[[]]", "[2026,12,1]", "{}", "{\"a\":1}", "\"\"", "\" \"");
    private static final List<String> BODIES = List.of("", "{", "[", "[]", "null", "1", "\"text\"", "{}}", "{\"a\":}",
            "{\"a\":1,\"a\":2}", "<xml/>", "a=b&c=d", "\u0000", "[".repeat(2000), "{\"a\":".repeat(600), "NaN",
            "{\"__proto__\":{}}", "{\"@class\":\"java.lang.Runtime\"}");
    private static final List<String> TYPES = List.of("text/plain", "application/xml", "*/*", "application/*", "a", "",
            "application/json;charset=utf-16", "application/json;charset=nope", "multipart/form-data",
            "application/x-www-form-urlencoded", "application/json-patch+json");
    private static final List<String> ACCEPTS = List.of("a/b;q=2", "a/b", "text/html", "", "*", ";;;",
            "application/xml;q=0.9");
    private static final List<String> TAGS = List.of("*", "\"", "W/\"1\"", "\"x\"", "1", "",
            "\"99999999999999999999\"");
    private static final List<String> TOKENS = List.of("", "Bearer", "Bearer ", "Bearer x", "Bearer a.b.c",
            "Basic eDp5", "Bearer eyJhbGciOiJub25lIn0.e30.", "bearer bearer", "Negotiate x");

    record Request(String method, String path, @Nullable String body, @Nullable String header, String value) {

        Answer call(Api caller) {
            var api = header == null ? caller : caller.with(header, value);
            return api.call(method, path, body);
        }
    }

    private final Random random;

    BrokenRequests(Random random) {
        this.random = random;
    }

    Request of(AccessRow row, AccessScene scene) {
        var path = "/api/v1" + scene.filledAlike(row.path());
        var body = row.body().isEmpty() ? null : scene.filledAlike(row.body());
        return switch (random.nextInt(body == null ? 5 : 10)) {
            case 0 -> request(row, withQuery(path), body);
            case 1 -> request(row, withSegment(path), body);
            case 2 -> with("Accept", one(ACCEPTS), row, path, body);
            case 3 -> with("Authorization", one(TOKENS), row, path, body);
            case 4 -> with("If-Match", one(TAGS), row, withQuery(path), body);
            case 5 -> with("Content-Type", one(TYPES), row, path, body);
            case 6 -> request(row, path, one(BODIES));
            default -> request(row, path, withField(body));
        };
    }

    private static Request request(AccessRow row, String path, @Nullable String body) {
        return new Request(row.method(), path, body, null, "");
    }

    private static Request with(String header, String value, AccessRow row, String path, @Nullable String body) {
        return new Request(row.method(), path, body, header, value);
    }

    private String one(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String encoded() {
        return URLEncoder.encode(one(TEXTS), UTF_8);
    }

    private String withQuery(String path) {
        var name = one(List.of("limit", "cursor", "from", "to", "date", "state", "timeZone", "doctorId", "patientId",
                "status", "q", "days", "preview", "bookings", "at", "unknown", "%00", ""));
        return path + (path.contains("?") ? "&" : "?") + name + "=" + encoded();
    }

    private String withSegment(String path) {
        var query = path.indexOf('?');
        var segments = new ArrayList<>(List.of((query < 0 ? path : path.substring(0, query)).split("/")));
        segments.set(3 + random.nextInt(segments.size() - 3), encoded().replace("+", "%20"));
        return String.join("/", segments) + (query < 0 ? "" : path.substring(query));
    }

    private String withField(String body) {
        var root = (ObjectNode) JSON.readTree(body);
        var names = new ArrayList<>(root.propertyNames());
        var name = names.isEmpty() ? "unknown" : one(names);
        return switch (random.nextInt(4)) {
            case 0 -> root.without(name).toString();
            case 1 -> root.put("unknown", one(TEXTS)).toString();
            case 2 -> root.put(name, one(TEXTS)).toString();
            default -> root.set(name, value()).toString();
        };
    }

    private JsonNode value() {
        return JSON.readTree(one(JSONS));
    }
}
