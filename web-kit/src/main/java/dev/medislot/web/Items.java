package dev.medislot.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the cursor of the page behind this one; missing on the last
 */
public record Items<T>(List<T> items, @Schema(nullable = true) @Nullable String next) {

    public static final int MAX = 200;
    public static final String DEFAULT = "50";

    /** A page out of up to one row more than its limit: the extra row only says that there is a next page. */
    public static <T> Items<T> page(List<T> rows, int limit, Function<T, Cursor> cursorOf) {
        if (rows.size() <= limit) {
            return new Items<>(rows, null);
        }
        var page = rows.subList(0, limit);
        return new Items<>(page, cursorOf.apply(page.getLast()).toString());
    }
}
