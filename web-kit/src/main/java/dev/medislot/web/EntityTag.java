package dev.medislot.web;

import dev.medislot.common.ProblemType;
import dev.medislot.web.problem.Problem;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** The strong entity tag of a resource, made from its version. */
public final class EntityTag {

    private EntityTag() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** Whether an If-Match header is missing or names this version. */
    public static boolean matches(@Nullable String ifMatch, long version) {
        return ifMatch == null || ifMatch.strip().equals("*")
                || Arrays.stream(ifMatch.split(",")).map(String::strip).anyMatch(of(version)::equals);
    }

    /** The answer to an If-Match header that names another version than this one. */
    public static ResponseEntity<ProblemDetail> stale(long version) {
        return Problem.answer(ProblemType.STALE, "Read it again: it is now version " + version);
    }
}
