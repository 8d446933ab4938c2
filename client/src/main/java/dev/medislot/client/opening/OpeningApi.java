package dev.medislot.client.opening;

import dev.medislot.client.Items;
import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** Openings, calendars and the clinic; no login is needed. */
@HttpExchange("/api/v1")
public interface OpeningApi {

    /** Lists openings by start, then doctor. */
    @GetExchange("/slots")
    Items<Opening> list(OpeningQuery query);

    /** Lists doctors by their first opening, each with the openings of some days. */
    @GetExchange("/slots/by-doctor")
    DoctorOpenings byDoctor(DoctorOpeningQuery query);

    @GetExchange("/clinic")
    Clinic clinic();

    /** Returns a doctor's day; null is today. */
    @GetExchange("/doctors/{id}/day")
    DoctorDay day(@PathVariable DoctorId id, @RequestParam(required = false) @Nullable LocalDate date);

    /** Returns a doctor's days, from the first date to the last. */
    @GetExchange("/doctors/{id}/calendar")
    DoctorCalendar calendar(@PathVariable DoctorId id, @RequestParam LocalDate from, @RequestParam LocalDate to);

    /** Explains why a doctor does not offer a time, which is an instant or a local time of the doctor. */
    @GetExchange("/doctors/{id}/slots/why")
    WhyNot why(@PathVariable DoctorId id, @RequestParam String at,
            @RequestParam(required = false) @Nullable UsState state);
}
