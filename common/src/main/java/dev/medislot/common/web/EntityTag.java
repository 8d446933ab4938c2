package dev.medislot.common.web;

import dev.medislot.common.problem.ProblemType;
import dev.medislot.common.problem.Refused;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The strong entity tag of a thing that counts its versions. */
public final class EntityTag {

    private EntityTag() {
    }

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** Refuses as {@code stale} when an If-Match header is there and names another version. */
    public static void requireMatch(@Nullable String ifMatch, long version) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        if (Arrays.stream(ifMatch.split(",")).map(String::strip).noneMatch(of(version)::equals)) {
            throw new Refused(ProblemType.STALE, "Read it again: it is now version " + version);
        }
    }
}
