package dev.medislot.webapp;

import org.jspecify.annotations.Nullable;

/** Reads the texts that were typed into forms. */
public final class TypedText {

    private TypedText() {}

    /** Returns the text without white space at its ends; null for a blank one. */
    public static @Nullable String given(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }
}
