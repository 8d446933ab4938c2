package dev.medislot.availability.opening;

import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.web.Cursor;
import dev.medislot.web.Page;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request for a page of openings; equal ones share an answer.
 *
 * @param from the earliest start; null for the current time
 * @param to the end of the starts, not included
 * @param holder the caller, if the answer differs for them
 */
record OpeningQuestion(@Nullable UsState state, @Nullable DoctorId doctor, @Nullable String specialty,
        @Nullable UUID visitType, @Nullable VisitMode mode, @Nullable Instant from, Instant to, Page page,
        @Nullable ZoneId zone, @Nullable PatientId holder) {

    /** @param earliest the first start that may be booked */
    Search search(Instant earliest) {
        var start = from != null && from.isAfter(earliest) ? from : earliest;
        var after = after();
        if (after == null || after.instant(0).isBefore(start)) {
            return new Search(state, doctor, specialty, start, to, null, Search.DEFAULT_VISIT, page.fetch(), holder,
                    visitType, mode);
        }
        return new Search(state, doctor, specialty, after.instant(0), to, after.uuid(1),
                after.parts().size() == 2 ? Search.DEFAULT_VISIT : after.number(2), page.fetch(), holder, visitType,
                mode);
    }

    /** Start and doctor, and after them the bit of a visit type, if the last opening has one. */
    private @Nullable Cursor after() {
        var cursor = page.cursor();
        return page.after(cursor != null && cursor.chars().filter(each -> each == '.').count() == 2 ? 3 : 2);
    }
}
