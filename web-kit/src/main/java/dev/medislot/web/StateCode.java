package dev.medislot.web;

import dev.medislot.common.UsState;
import dev.medislot.web.problem.Refused;

/** Reads the parameter {@code state}. */
public final class StateCode {

    private StateCode() {}

    /** Throws {@link Refused} for anything but a state's two-letter code. */
    public static UsState parse(String code) {
        return UsState.ofCode(code).orElseThrow(() -> Refused.invalid("state", "must be a state's two-letter code"));
    }
}
