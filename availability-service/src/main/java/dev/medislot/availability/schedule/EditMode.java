package dev.medislot.availability.schedule;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How an edit treats its consequences.
 *
 * @param bookings {@code keep} (default) or {@code cancel}: the fate of bookings whose slot the edit takes away
 * @param preview {@code true} only returns the consequences; any value but {@code true} and {@code false} is refused,
 *     also an empty one, so that no preview becomes an edit by mistake
 */
public record EditMode(
        @Parameter(description = BOOKINGS) @Nullable @Pattern(regexp = "keep|cancel",
                message = "must be keep or cancel") String bookings,
        @Parameter(description = PREVIEW, schema = @Schema(type = "boolean")) @Nullable @Pattern(regexp = "true|false",
                message = "must be true or false") String preview) {

    /** An edit that leaves bookings as they are. */
    public static final EditMode KEEP_BOOKINGS = new EditMode(null, null);

    private static final String BOOKINGS = """
            The fate of bookings whose slot this edit removes: `keep` (default) leaves them, `cancel` cancels them. \
            A booking that an earlier edit kept without a slot is not affected, because its slot is gone already. \
            `GET /bookings/at-risk?why=NOT_OFFERED` lists it; cancel it with `PATCH /bookings/{id}`.""";
    private static final String PREVIEW = "Return the consequences of the edit without making it.";

    public boolean cancelsBookings() {
        return "cancel".equals(bookings);
    }

    /** The version after an edit: a preview leaves the one before. */
    public long versionAfter(long before, long edited) {
        return isPreview() ? before : edited;
    }

    public boolean isPreview() {
        return "true".equals(preview);
    }
}
