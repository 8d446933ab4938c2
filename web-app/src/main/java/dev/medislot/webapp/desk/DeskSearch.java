package dev.medislot.webapp.desk;

import dev.medislot.client.booking.DeskQuery;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.web.TimeZones;
import dev.medislot.webapp.Criteria;
import dev.medislot.webapp.TypedText;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The day that the front desk looks at, in the addresses of its pages.
 *
 * @param date null for today
 * @param timeZone null for the clinic's
 * @param patient the patient of the time that is wanted; null if that is open
 * @param after the cursor of the page of doctors; null for the first
 */
record DeskSearch(@Nullable @DateTimeFormat(iso = ISO.DATE) LocalDate date, @Nullable UsState state,
        @Nullable String specialty, @Nullable UUID doctorId, @Nullable String timeZone, @Nullable UUID patient,
        @Nullable String after) {

    /** Doctors side by side. */
    private static final int DOCTORS = 30;

    DeskSearch {
        specialty = TypedText.given(specialty);
        timeZone = TypedText.given(timeZone);
        after = TypedText.given(after);
    }

    public DeskSearch on(LocalDate day) {
        return new DeskSearch(day, state, specialty, doctorId, timeZone, patient, null);
    }

    public DeskSearch after(@Nullable String next) {
        return new DeskSearch(date, state, specialty, doctorId, timeZone, patient, next);
    }

    public boolean isFiltered() {
        return state != null || specialty != null || doctorId != null || timeZone != null;
    }

    ZoneId zone(ZoneId clinic) {
        return timeZone != null && TimeZones.isKnown(timeZone) ? ZoneId.of(timeZone) : clinic;
    }

    DeskQuery query(LocalDate day, ZoneId zone) {
        return new DeskQuery(day, zone, state, specialty, doctorId == null ? null : new DoctorId(doctorId), DOCTORS,
                after);
    }

    /** The address of the day. */
    public String page() {
        return page("/desk");
    }

    /** Another page's address, with the whole search. */
    public String page(String path) {
        return new Criteria().with("date", date)
                .with("state", state)
                .with("specialty", specialty)
                .with("doctorId", doctorId)
                .with("timeZone", timeZone)
                .with("patient", patient)
                .with("after", after)
                .page(path);
    }

    /** The address that books a slot, for the patient if one is chosen. */
    public String book(SlotId slot) {
        var page = UriComponentsBuilder.fromPath("/desk/book/" + slot);
        if (patient != null) {
            page.queryParam("patient", patient).queryParamIfPresent("state", Optional.ofNullable(state));
        }
        return page.toUriString();
    }
}
