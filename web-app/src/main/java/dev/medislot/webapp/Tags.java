package dev.medislot.webapp;

import java.util.Objects;
import org.springframework.http.ResponseEntity;

/** Reads the entity tags of the API's answers. */
public final class Tags {

    private Tags() {}

    /** Returns the entity tag, empty without one. */
    public static String of(ResponseEntity<?> answer) {
        return Objects.requireNonNullElse(answer.getHeaders().getETag(), "");
    }
}
