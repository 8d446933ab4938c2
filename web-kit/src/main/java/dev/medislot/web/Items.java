package dev.medislot.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the cursor of the next page; null on the last one
 */
public record Items<T>(List<T> items, @Schema(nullable = true) @Nullable String next) {

    public static final int MAX = 200;
    public static final String DEFAULT = "50";

    /** Makes a page of rows that were read with a limit of one more: an extra row means that there is a next page. */
    public static <T> Items<T> page(List<T> rows, int limit, Function<T, Cursor> cursorOf) {
        if (rows.size() <= limit) {
            return new Items<>(rows, null);
        }
        var page = rows.subList(0, limit);
        return new Items<>(page, cursorOf.apply(page.getLast()).toString());
    }
}
