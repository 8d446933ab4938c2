package dev.medislot.web;

import java.util.UUID;

/** Reads UUIDs of 36 characters; the JDK also reads shorter groups, such as {@code 1-1-1-1-1}. */
public final class CanonicalUuid {

    private CanonicalUuid() {}

    /** Throws IllegalArgumentException for any other text. */
    public static UUID parse(String text) {
        var uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("Not a UUID");
        }
        return uuid;
    }
}
