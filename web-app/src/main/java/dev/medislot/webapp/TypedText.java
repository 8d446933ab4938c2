package dev.medislot.webapp;

import org.jspecify.annotations.Nullable;

/** Reads the texts that were typed into forms. */
public final class TypedText {

    private TypedText() {}

    /**
     * Returns the text without white space at its ends; null for a blank one. A line ends with one character, as a
     * browser counts it against the limit of a field, although it sends two.
     */
    public static @Nullable String given(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip().replace("\r\n", "\n");
    }
}
