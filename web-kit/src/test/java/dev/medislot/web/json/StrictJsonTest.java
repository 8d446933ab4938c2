package dev.medislot.web.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.web.problem.Refused;
import jakarta.validation.Validation;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class StrictJsonTest {

    record Body(@Nullable Integer whole, @Nullable Long big, @Nullable Double decimal, @Nullable Boolean flag,
            @Nullable String text, @Nullable UUID id, @Nullable LocalDate date, @Nullable LocalDateTime local,
            @Nullable LocalTime time, @Nullable Instant at, @Nullable UsState state, @Nullable DayOfWeek day,
            @Nullable SlotId slot, @Nullable List<String> list, @Nullable Map<DayOfWeek, String> map,
            @Nullable Part part) {}

    record Part(@Nullable String name) {}

    /** Each field with the values that it takes, of all of them. */
    private static final Map<String, List<String>> OWN = Map.ofEntries(Map.entry("whole", List.of("2", "1")),
            Map.entry("big", List.of("2", "1")), Map.entry("decimal", List.of("2", "1", "1.0")),
            Map.entry("flag", List.of("true", "false")),
            Map.entry("text",
                    List.of("\"\"", "\" \"", "\"5\"", "\"true\"", "\"0\"", "\"2026-12-01\"", "\"2026-12-01T08:00\"",
                            "\"08:00\"", "\"2026-12-01T08:00:00Z\"", "\" 2026-12-01\"", "\"CA\"", "\"MONDAY\"",
                            "\"ca\"", "\"0b8f2c5e-7d1a-4c39-8a65-3f1f0a9d7e21\"", "\"1-1-1-1-1\"",
                            "\"C48sXn0aTDmKZT8fCp1+IQ==\"")),
            Map.entry("id", List.of("\"0b8f2c5e-7d1a-4c39-8a65-3f1f0a9d7e21\"")),
            Map.entry("date", List.of("\"2026-12-01\"")), Map.entry("local", List.of("\"2026-12-01T08:00\"")),
            Map.entry("time", List.of("\"08:00\"")), Map.entry("at", List.of("\"2026-12-01T08:00:00Z\"")),
            Map.entry("state", List.of("\"CA\"", "\"ca\"")), Map.entry("day", List.of("\"MONDAY\"")),
            Map.entry("slot", List.of()), Map.entry("list", List.of("[]", "[\"5\"]", "[\"CA\"]")),
            Map.entry("map", List.of("{}")), Map.entry("part", List.of("{}")));

    private static final List<String> VALUES = Stream
            .concat(OWN.values().stream().flatMap(List::stream),
                    Stream.of("[2026,12,1]", "[8,0]", "[5]", "[true]", "[\"CA\"]", "[[]]", "1764576000", "[{}]"))
            .distinct()
            .toList();

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final JsonInput input = new JsonInput(JSON, Validation.buildDefaultValidatorFactory().getValidator());

    static Stream<String> fields() {
        return OWN.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("fields")
    void aFieldTakesOnlyItsOwnForm(String field) {
        assertThat(VALUES.stream().filter(value -> isRead("{\"%s\": %s}".formatted(field, value)))).as(field)
                .containsExactlyInAnyOrderElementsOf(VALUES.stream().filter(value -> isOwn(field, value)).toList());
    }

    @ParameterizedTest
    @MethodSource("fields")
    void aRefusalNamesTheField(String field) {
        VALUES.stream()
                .filter(value -> !isOwn(field, value))
                .forEach(value -> assertThatExceptionOfType(Refused.class).as("%s: %s", field, value)
                        .isThrownBy(() -> read("{\"%s\": %s}".formatted(field, value)))
                        .satisfies(refused -> assertThat(refused.errors()).isNotEmpty()
                                .allSatisfy(error -> assertThat(error.field()).startsWith(field))));
    }

    private static boolean isOwn(String field, String value) {
        return OWN.getOrDefault(field, List.of()).contains(value)
                || (value.equals("1764576000") && List.of("whole", "big", "decimal").contains(field));
    }

    private boolean isRead(String json) {
        try {
            read(json);
            return true;
        } catch (Refused _) {
            return false;
        }
    }

    private Object read(String json) {
        return input.read(JSON.readTree(json), Body.class);
    }
}
