package dev.medislot.availability.opening;

import dev.medislot.availability.opening.FindDoctors.DoctorPage;
import dev.medislot.availability.schedule.ScheduleProperties;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.service.api.Answers;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.OpenToAll;
import dev.medislot.web.Page;
import dev.medislot.web.TimeBounds;
import dev.medislot.web.json.PlausibleDate;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@Tag(name = "Openings")
class DoctorOpeningController {

    private record Question(@Nullable UsState state, @Nullable DoctorId doctor, @Nullable String specialty,
            @Nullable UUID visitType, @Nullable VisitMode mode, LocalDate from, int days, ZoneId zone, Page page,
            @Nullable PatientId holder) {}

    private final FindDoctors findDoctors;
    private final LiveHolds liveHolds;
    private final ScheduleProperties settings;
    private final JsonMapper json;
    private final Clock clock;
    private final SingleFlight<Question, byte[]> answers = new SingleFlight<>();

    DoctorOpeningController(FindDoctors findDoctors, LiveHolds liveHolds, ScheduleProperties settings, JsonMapper json,
            Clock clock) {
        this.findDoctors = findDoctors;
        this.liveHolds = liveHolds;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    @OpenToAll
    @GetMapping(path = "/api/v1/slots/by-doctor", produces = MediaType.APPLICATION_JSON_VALUE)
    @Answers(DoctorPage.class)
    @Operation(operationId = "listOpeningsByDoctor", summary = "List doctors with their openings of some days",
            description = """
                    The days begin with `from`, by default today, and all dates are in `timeZone` (UTC without it). \
                    Doctors come by their first opening in these days; doctors without one are left out. `days` has \
                    every date, with the openings of all matching doctors and not only of this page; a count stops \
                    at 200. `firstAvailable` is the first start of all matching doctors, also after these days. \
                    A doctor with visit types has one slot for each type that can start then. `state` may be \
                    left out as in `GET /slots`.""")
    ResponseEntity<byte[]> list(@RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String specialty,
            @RequestParam(required = false) @Nullable UUID visitTypeId,
            @RequestParam(required = false) @Nullable VisitMode mode,
            @RequestParam(required = false) @Nullable @PlausibleDate LocalDate from,
            @RequestParam(defaultValue = "7") @Min(1) @Max(31) int days,
            @RequestParam(required = false) @Nullable String timeZone,
            @RequestParam(required = false) @Nullable UUID doctorId,
            // not a Page argument: a page of doctors is smaller
            @RequestParam(defaultValue = "20") @Min(1) @Max(50) int limit,
            @RequestParam(required = false) @Nullable String cursor, Optional<Caller> caller) {
        var zone = TimeBounds.in(timeZone).zone();
        var now = clock.instant();
        var question = new Question(OpeningController.state(state, caller, doctorId),
                doctorId == null ? null : new DoctorId(doctorId), specialty, visitTypeId, mode,
                from == null ? LocalDate.ofInstant(now, zone) : from, days, zone, new Page(limit, cursor),
                liveHolds.holder(caller, now));
        return ResponseEntity.ok(answers.to(question, () -> json.writeValueAsBytes(answer(question))));
    }

    private DoctorPage answer(Question question) {
        var now = clock.instant();
        var last = question.from().plusDays(question.days());
        var start = question.from().atStartOfDay(question.zone()).toInstant();
        var earliest = now.plus(settings.minimumNotice()).plusNanos(1_000).truncatedTo(ChronoUnit.MICROS);
        var search = new Search(question.state(), question.doctor(), question.specialty(),
                start.isAfter(earliest) ? start : earliest, last.atStartOfDay(question.zone()).toInstant(), null,
                Search.DEFAULT_VISIT, question.page().fetch(), question.holder(), question.visitType(),
                question.mode());
        return findDoctors.page(search, question.from().datesUntil(last).toList(), question.zone(), question.page(),
                now);
    }
}
