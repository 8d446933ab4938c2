package dev.medislot.common.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.medislot.common.problem.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** The sort key of the last row of a page; opaque to clients. */
public record Cursor(List<String> parts) {

    public static Cursor of(Object... parts) {
        return new Cursor(java.util.Arrays.stream(parts).map(String::valueOf).toList());
    }

    /** Throws {@link Refused} when it is not a cursor of that many parts. */
    public static Cursor parse(String text, int parts) {
        try {
            var cursor = new Cursor(List.of(new String(Base64.getUrlDecoder().decode(text), UTF_8).split("\n", -1)));
            if (cursor.parts.size() == parts) {
                return cursor;
            }
        } catch (IllegalArgumentException _) {
            // refused below
        }
        throw malformed();
    }

    public String text(int part) {
        return parts.get(part);
    }

    public Instant instant(int part) {
        try {
            return Instant.parse(parts.get(part));
        } catch (DateTimeException _) {
            throw malformed();
        }
    }

    public LocalDate date(int part) {
        try {
            return LocalDate.parse(parts.get(part));
        } catch (DateTimeException _) {
            throw malformed();
        }
    }

    public UUID uuid(int part) {
        try {
            return UUID.fromString(parts.get(part));
        } catch (IllegalArgumentException _) {
            throw malformed();
        }
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(String.join("\n", parts).getBytes(UTF_8));
    }

    private static Refused malformed() {
        return Refused.invalid("cursor", "is not one that a list answered");
    }
}
