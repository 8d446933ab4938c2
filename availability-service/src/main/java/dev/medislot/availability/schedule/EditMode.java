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

    private static final String BOOKINGS = """
            What becomes of the bookings whose slot this edit takes away: `keep` (default) lets them stand, \
            `cancel` cancels them. A booking that an earlier edit kept on time that the hours have no such slot \
            for any more is not affected: its slot is gone already. It is listed under \
            `GET /bookings/at-risk?why=NOT_OFFERED` and cancelled there by itself, with `PATCH /bookings/{id}`.""";
    private static final String PREVIEW = "Only answer what the edit would do.";

    public boolean cancelsBookings() {
        return "cancel".equals(bookings);
    }

    /** The version that a thing has after an edit of one version to another: a preview leaves it where it was. */
    public long versionAfter(long before, long edited) {
        return isPreview() ? before : edited;
    }

    public boolean isPreview() {
        return "true".equals(preview);
    }
}
