package dev.medislot.client.doctor;

import dev.medislot.client.Consequences;
import dev.medislot.client.Items;
import dev.medislot.client.MergePatch;
import dev.medislot.common.DoctorId;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;

/** Doctors' working hours, timeslots, hours of single dates and time off. */
@HttpExchange("/api/v1/doctors/{doctor}")
public interface HoursApi {

    @GetExchange("/working-hours")
    WorkingHours workingHours(@PathVariable DoctorId doctor);

    /** Gets the week with its ETag, for a later {@code If-Match}. */
    @GetExchange("/working-hours")
    ResponseEntity<WorkingHours> workingHoursWithTag(@PathVariable DoctorId doctor);

    /** Replaces the whole week. */
    @PutExchange("/working-hours")
    WorkingHours setWorkingHours(@PathVariable DoctorId doctor, @RequestBody NewWorkingHours hours,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Consequences consequences);

    @GetExchange("/timeslots")
    Items<Timeslot> timeslots(@PathVariable DoctorId doctor, @RequestParam(required = false) @Nullable String cursor);

    @GetExchange("/timeslots/{id}")
    Timeslot timeslot(@PathVariable DoctorId doctor, @PathVariable UUID id);

    @PostExchange("/timeslots")
    Timeslot addTimeslot(@PathVariable DoctorId doctor, @RequestBody NewTimeslot timeslot,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            Consequences consequences);

    @PatchExchange(value = "/timeslots/{id}", contentType = "application/merge-patch+json")
    Timeslot changeTimeslot(@PathVariable DoctorId doctor, @PathVariable UUID id, @RequestBody MergePatch patch,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Consequences consequences);

    @DeleteExchange("/timeslots/{id}")
    Removed removeTimeslot(@PathVariable DoctorId doctor, @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Consequences consequences);

    /** The dates from today on that have hours of their own. */
    @GetExchange("/dates")
    Items<DateHours> dates(@PathVariable DoctorId doctor, @RequestParam(required = false) @Nullable String cursor);

    /** Gets the hours of a date, its own or those of the week. */
    @GetExchange("/dates/{date}")
    DateHours dateHours(@PathVariable DoctorId doctor, @PathVariable LocalDate date);

    /** Gets the hours of a date with their ETag, for a later {@code If-Match}. */
    @GetExchange("/dates/{date}")
    ResponseEntity<DateHours> dateHoursWithTag(@PathVariable DoctorId doctor, @PathVariable LocalDate date);

    @PutExchange("/dates/{date}")
    DateHours setDateHours(@PathVariable DoctorId doctor, @PathVariable LocalDate date, @RequestBody NewDateHours hours,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Consequences consequences);

    /** Returns the date to the week. */
    @DeleteExchange("/dates/{date}")
    Removed removeDateHours(@PathVariable DoctorId doctor, @PathVariable LocalDate date,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Consequences consequences);

    @GetExchange("/time-off")
    Items<TimeOff> timeOff(@PathVariable DoctorId doctor, @RequestParam(required = false) @Nullable String cursor);

    /** Gets an entry for the doctor or staff. */
    @GetExchange("/time-off/{id}")
    TimeOff timeOffEntry(@PathVariable DoctorId doctor, @PathVariable UUID id);

    @PostExchange("/time-off")
    TimeOff takeTimeOff(@PathVariable DoctorId doctor, @RequestBody NewTimeOff timeOff,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            Consequences consequences);

    @DeleteExchange("/time-off/{id}")
    Removed cancelTimeOff(@PathVariable DoctorId doctor, @PathVariable UUID id, Consequences consequences);
}
