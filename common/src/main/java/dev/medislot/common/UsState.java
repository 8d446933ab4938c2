package dev.medislot.common;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The 50 states, the District of Columbia and the five inhabited territories, by their postal codes, each with the
 * zones of the IANA time zone database that are in legal use somewhere in it.
 * <p>
 * The order is stored as bits ({@link #bit()}): append only.
 */
@JsonClassDescription("a state's two-letter code")
public enum UsState {
    AL("America/Chicago"),
    AK("America/Anchorage", "America/Juneau", "America/Sitka", "America/Metlakatla", "America/Yakutat", "America/Nome",
            "America/Adak"),
    AZ("America/Phoenix", "America/Denver"),
    AR("America/Chicago"),
    CA("America/Los_Angeles"),
    CO("America/Denver"),
    CT("America/New_York"),
    DE("America/New_York"),
    FL("America/New_York", "America/Chicago"),
    GA("America/New_York"),
    HI("Pacific/Honolulu"),
    ID("America/Boise", "America/Los_Angeles"),
    IL("America/Chicago"),
    IN("America/Indiana/Indianapolis", "America/Indiana/Vincennes", "America/Indiana/Winamac",
            "America/Indiana/Tell_City", "America/Indiana/Petersburg", "America/Indiana/Knox",
            "America/Indiana/Marengo", "America/Indiana/Vevay", "America/Chicago"),
    IA("America/Chicago"),
    KS("America/Chicago", "America/Denver"),
    KY("America/New_York", "America/Chicago", "America/Kentucky/Louisville", "America/Kentucky/Monticello"),
    LA("America/Chicago"),
    ME("America/New_York"),
    MD("America/New_York"),
    MA("America/New_York"),
    MI("America/Detroit", "America/Menominee"),
    MN("America/Chicago"),
    MS("America/Chicago"),
    MO("America/Chicago"),
    MT("America/Denver"),
    NE("America/Chicago", "America/Denver"),
    NV("America/Los_Angeles", "America/Denver"),
    NH("America/New_York"),
    NJ("America/New_York"),
    NM("America/Denver"),
    NY("America/New_York"),
    NC("America/New_York"),
    ND("America/Chicago", "America/Denver", "America/North_Dakota/Center", "America/North_Dakota/New_Salem",
            "America/North_Dakota/Beulah"),
    OH("America/New_York"),
    OK("America/Chicago"),
    OR("America/Los_Angeles", "America/Boise"),
    PA("America/New_York"),
    RI("America/New_York"),
    SC("America/New_York"),
    SD("America/Chicago", "America/Denver"),
    TN("America/New_York", "America/Chicago"),
    TX("America/Chicago", "America/Denver"),
    UT("America/Denver"),
    VT("America/New_York"),
    VA("America/New_York"),
    WA("America/Los_Angeles"),
    WV("America/New_York"),
    WI("America/Chicago"),
    WY("America/Denver"),
    DC("America/New_York"),
    PR("America/Puerto_Rico"),
    GU("Pacific/Guam"),
    VI("America/St_Thomas"),
    AS("Pacific/Pago_Pago"),
    MP("Pacific/Saipan");

    @SuppressWarnings("ImmutableEnumChecker") // the list is unmodifiable
    private final List<ZoneId> zones;

    UsState(String... zones) {
        this.zones = Stream.of(zones).map(ZoneId::of).toList();
    }

    public List<ZoneId> zones() {
        return zones;
    }

    /** The local dates in this state at one instant, earliest first: two while midnight passes through its zones. */
    public SortedSet<LocalDate> datesAt(Instant instant) {
        var dates = new TreeSet<LocalDate>();
        for (var zone : zones) {
            dates.add(LocalDate.ofInstant(instant, zone));
        }
        return dates;
    }

    /** This state's bit in a 64-bit set of states. */
    @SuppressWarnings("EnumOrdinal") // append only, see above
    public long bit() {
        return 1L << ordinal();
    }

    /** Returns the two-letter codes in the order of the bits. */
    public static String[] codes() {
        return Stream.of(values()).map(UsState::name).toArray(String[]::new);
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
            return Optional.of(valueOf(code.strip().toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
