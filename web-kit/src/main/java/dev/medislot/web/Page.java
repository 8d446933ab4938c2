package dev.medislot.web;

import dev.medislot.web.problem.Refused;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;

/**
 * The page of a list that a request asks for: a controller parameter of this type reads {@code limit} and
 * {@code cursor}.
 *
 * @param cursor the {@code next} of the page before; missing for the first page
 */
@ParameterObject
public record Page(@Min(1) @Max(Page.MAX_LIMIT) @Schema(defaultValue = "50") int limit, @Nullable String cursor) {

    static final int MAX_LIMIT = 200;
    static final int DEFAULT_LIMIT = 50;

    /** The number of rows to read: one more than the limit, which says whether there is a next page. */
    public int fetch() {
        return limit + 1;
    }

    /** The cursor, of that many parts, or null for the first page; throws {@link Refused} for any other text. */
    public @Nullable Cursor after(int parts) {
        return cursor == null ? null : Cursor.parse(cursor, parts);
    }

    /** The answer made of up to {@link #fetch()} rows. */
    public <T> Items<T> items(List<T> rows, Function<T, Cursor> cursorOf) {
        if (rows.size() <= limit) {
            return new Items<>(rows, null);
        }
        var page = rows.subList(0, limit);
        return new Items<>(page, cursorOf.apply(page.getLast()).toString());
    }
}
