package dev.medislot.common;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The 50 states, the District of Columbia and the five inhabited territories, by their postal codes.
 * <p>
 * The order is stored as bits ({@link #bit()}): append only.
 */
@JsonClassDescription("a state's two-letter code")
public enum UsState {
    AL,
    AK,
    AZ,
    AR,
    CA,
    CO,
    CT,
    DE,
    FL,
    GA,
    HI,
    ID,
    IL,
    IN,
    IA,
    KS,
    KY,
    LA,
    ME,
    MD,
    MA,
    MI,
    MN,
    MS,
    MO,
    MT,
    NE,
    NV,
    NH,
    NJ,
    NM,
    NY,
    NC,
    ND,
    OH,
    OK,
    OR,
    PA,
    RI,
    SC,
    SD,
    TN,
    TX,
    UT,
    VT,
    VA,
    WA,
    WV,
    WI,
    WY,
    DC,
    PR,
    GU,
    VI,
    AS,
    MP;

    /** This state's bit in a 64-bit set of states. */
    @SuppressWarnings("EnumOrdinal") // append only, see above
    public long bit() {
        return 1L << ordinal();
    }

    public static long mask(Set<UsState> states) {
        return states.stream().mapToLong(UsState::bit).reduce(0, (a, b) -> a | b);
    }

    public static Set<UsState> ofMask(long mask) {
        var states = EnumSet.noneOf(UsState.class);
        for (var state : values()) {
            if ((mask & state.bit()) != 0) {
                states.add(state);
            }
        }
        return states;
    }

    /** Returns the state of a two-letter code in any case; throws IllegalArgumentException for any other text. */
    @JsonCreator
    public static UsState parse(String code) {
        return ofCode(code).orElseThrow(() -> new IllegalArgumentException("Not a state's two-letter code"));
    }

    /** Returns the state of a two-letter code in any case; empty for any other text. */
    public static Optional<UsState> ofCode(String code) {
        try {
            return Optional.of(valueOf(code.strip().toUpperCase(java.util.Locale.ROOT)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
