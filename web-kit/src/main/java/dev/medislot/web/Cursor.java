package dev.medislot.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.medislot.web.problem.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** The sort key of the last row of a page; opaque to clients. Its parts may contain any text. */
public record Cursor(List<String> parts) {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    public static Cursor of(Object... parts) {
        return new Cursor(Arrays.stream(parts).map(String::valueOf).toList());
    }

    /** Parses a cursor. Throws {@link Refused} for a text that is not a cursor of that many parts. */
    public static Cursor parse(String text, int parts) {
        try {
            var cursor = decoded(text);
            if (cursor.parts.size() == parts && cursor.toString().equals(text)
                    && cursor.parts.stream().allMatch(part -> part.indexOf('\0') < 0)) {
                return cursor;
            }
        } catch (IllegalArgumentException _) {
            // the last statement refuses it
        }
        throw malformed();
    }

    private static Cursor decoded(String text) {
        return new Cursor(Arrays.stream(text.split("\\.", -1))
                .map(part -> new String(Base64.getUrlDecoder().decode(part), UTF_8))
                .toList());
    }

    public String text(int part) {
        return parts.get(part);
    }

    public Instant instant(int part) {
        try {
            var instant = Instant.parse(parts.get(part));
            if (TimeBounds.isStorable(instant)) {
                return instant;
            }
        } catch (DateTimeException _) {
            // the last statement refuses it
        }
        throw malformed();
    }

    public LocalDate date(int part) {
        try {
            var date = LocalDate.parse(parts.get(part));
            if (TimeBounds.isStorable(date)) {
                return date;
            }
        } catch (DateTimeException _) {
            // the last statement refuses it
        }
        throw malformed();
    }

    public int number(int part) {
        try {
            return Integer.parseInt(parts.get(part));
        } catch (NumberFormatException _) {
            throw malformed();
        }
    }

    public UUID uuid(int part) {
        try {
            return CanonicalUuid.parse(parts.get(part));
        } catch (IllegalArgumentException _) {
            throw malformed();
        }
    }

    /** The name of one of the constants. */
    public <E extends Enum<E>> E constant(int part, Class<E> type) {
        try {
            return Enum.valueOf(type, parts.get(part));
        } catch (IllegalArgumentException _) {
            throw malformed();
        }
    }

    @Override
    public String toString() {
        return parts.stream().map(part -> ENCODER.encodeToString(part.getBytes(UTF_8))).collect(joining("."));
    }

    private static Refused malformed() {
        return Refused.invalid("cursor", "must be the cursor of a list");
    }
}
