package dev.medislot.availability.hours;

import dev.medislot.availability.schedule.EditAnswer;
import dev.medislot.availability.schedule.EditMode;
import dev.medislot.availability.schedule.Schedules;
import dev.medislot.common.DoctorId;
import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.service.api.Answers;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.OnlyFor;
import dev.medislot.service.security.OpenToAll;
import dev.medislot.web.Cursor;
import dev.medislot.web.EntityTag;
import dev.medislot.web.Items;
import dev.medislot.web.Page;
import dev.medislot.web.json.PlausibleDate;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/doctors/{id}/dates")
@Tag(name = "Hours")
class DateHoursController {

    private final DatesHours datesHours;
    private final SetDateHours setDateHours;
    private final Schedules schedules;
    private final Clock clock;

    DateHoursController(DatesHours datesHours, SetDateHours setDateHours, Schedules schedules, Clock clock) {
        this.datesHours = datesHours;
        this.setDateHours = setDateHours;
        this.schedules = schedules;
        this.clock = clock;
    }

    @OpenToAll
    @GetMapping
    @Operation(operationId = "listDateHours", summary = "List the dates on which a doctor has other hours",
            description = """
                    From today on, in the time zone of the doctor, by date.""")
    Items<DateHours> list(@PathVariable UUID id, Page page) {
        var doctor = new DoctorId(id);
        var today = LocalDate.ofInstant(clock.instant(), schedules.get(doctor).timeZone());
        return page.items(datesHours.of(doctor, today, page.fetch(), page.after(1)), hours -> Cursor.of(hours.date()));
    }

    @OpenToAll
    @GetMapping("/{date}")
    @Operation(operationId = "getDateHours", summary = "Get a doctor's hours on one date", description = """
            The windows of the date's own hours, if it has any, otherwise those of the timeslots on that date. Time \
            off is not taken out.""")
    @Answers(headers = HttpHeaders.ETAG)
    ResponseEntity<DateHours> get(@PathVariable UUID id, @PathVariable @PlausibleDate LocalDate date) {
        var doctor = new DoctorId(id);
        schedules.get(doctor);
        var hours = datesHours.on(date, schedules.hours(doctor), doctor);
        return ResponseEntity.ok().eTag(EntityTag.of(hours.version())).body(hours);
    }

    @PutMapping("/{date}")
    @OnlyFor(value = Role.STAFF, self = Role.DOCTOR)
    @Operation(operationId = "setDateHours", summary = "Set a doctor's hours of one date", description = """
            The windows replace all timeslots that begin on that date; without windows it is a day off. A window may \
            end on the next date. The night that begins on the date before stays, so windows that overlap it are \
            refused with 409 `overlap`: change the hours of that date first. The answer lists the bookings whose slot \
            the edit takes away.""")
    @Answers(value = EditAnswer.Edited.class, of = DateHours.class, headers = HttpHeaders.ETAG)
    @Refusals({ ProblemType.FORBIDDEN, ProblemType.OVERLAP })
    ResponseEntity<?> set(@PathVariable UUID id, @PathVariable LocalDate date,
            @Valid @RequestBody DateHoursRequest wanted,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @ParameterObject EditMode mode, Caller caller) {
        var doctor = new DoctorId(id);
        return EditAnswer.changed(setDateHours.set(doctor, date, wanted.inOrder(), ifMatch, mode, caller),
                Function.identity());
    }

    @DeleteMapping("/{date}")
    @OnlyFor(value = Role.STAFF, self = Role.DOCTOR)
    @Operation(operationId = "deleteDateHours", summary = "Return a date to the doctor's week", description = """
            The timeslots on that date offer slots again; 409 `overlap` if they would overlap hours that the next date \
            or the one before has of its own.""")
    @Answers(EditAnswer.Removed.class)
    @Refusals({ ProblemType.FORBIDDEN, ProblemType.OVERLAP })
    ResponseEntity<?> remove(@PathVariable UUID id, @PathVariable @PlausibleDate LocalDate date,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @ParameterObject EditMode mode, Caller caller) {
        var doctor = new DoctorId(id);
        return EditAnswer.removed(setDateHours.remove(doctor, date, ifMatch, mode, caller));
    }
}
