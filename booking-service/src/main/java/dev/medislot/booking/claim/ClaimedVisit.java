package dev.medislot.booking.claim;

import static dev.medislot.service.sql.Rows.instant;
import static dev.medislot.service.sql.Rows.uuidOrNull;

import dev.medislot.common.VisitMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The visit type of a claim or booking, as it was offered then.
 *
 * @param busyFrom the start of the doctor's time that the visit takes, with the buffer before it
 * @param busyUntil the end of that time, with the buffer after the visit
 */
public record ClaimedVisit(UUID type, String name, VisitMode mode, Instant busyFrom, Instant busyUntil) {

    /** The parameters of a statement that writes a booking. */
    public static Map<String, @Nullable Object> columns(@Nullable ClaimedVisit visit) {
        var columns = new HashMap<String, @Nullable Object>();
        columns.put("visitType", visit == null ? null : visit.type());
        columns.put("visitTypeName", visit == null ? null : visit.name());
        columns.put("mode", visit == null ? null : visit.mode());
        columns.put("busyFrom", visit == null ? null : visit.busyFrom());
        columns.put("busyUntil", visit == null ? null : visit.busyUntil());
        return columns;
    }

    /** The columns of a booking; null for the default visit. */
    public static @Nullable ClaimedVisit of(ResultSet row) throws SQLException {
        var type = uuidOrNull(row, "visit_type_id");
        return type == null ? null
                : new ClaimedVisit(type, row.getString("visit_type_name"), VisitMode.valueOf(row.getString("mode")),
                        instant(row, "busy_from"), instant(row, "busy_until"));
    }
}
