package dev.medislot.client.problem;

import dev.medislot.common.ProblemType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A problem document (RFC 9457) as it is read. */
record ProblemDocument(@Nullable String type, @Nullable String title, int status, String detail,
        @Nullable String requestId, List<FieldError> errors) {

    private static final String PREFIX = "urn:medislot:problem:";

    ProblemDocument(@Nullable String type, @Nullable String title, int status, @Nullable String detail,
            @Nullable String requestId, @Nullable List<FieldError> errors) {
        this.type = type;
        this.title = title;
        this.status = status;
        this.detail = detail == null ? "" : detail;
        this.requestId = requestId;
        this.errors = errors == null ? List.of() : List.copyOf(errors);
    }

    String slug() {
        return type == null || !type.startsWith(PREFIX) ? "" : type.substring(PREFIX.length());
    }

    Optional<ProblemType> known() {
        return Arrays.stream(ProblemType.values()).filter(each -> each.slug().equals(slug())).findFirst();
    }

    String summary() {
        var text = "%d %s: %s".formatted(status, slug().isEmpty() ? title : slug(), detail);
        return errors.isEmpty() ? text : text + " " + errors;
    }
}
