package dev.medislot.availability.opening;

import dev.medislot.availability.schedule.ScheduleProperties;
import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.service.api.Answers;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.OpenToAll;
import dev.medislot.web.Cursor;
import dev.medislot.web.Items;
import dev.medislot.web.Page;
import dev.medislot.web.StateCode;
import dev.medislot.web.TimeBounds;
import dev.medislot.web.problem.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/v1/slots")
@Tag(name = "Openings")
class OpeningController {

    private final Openings openings;
    private final LiveHolds liveHolds;
    private final ScheduleProperties settings;
    private final JsonMapper json;
    private final Clock clock;
    private final SingleFlight<OpeningQuestion, byte[]> answers = new SingleFlight<>();

    OpeningController(Openings openings, LiveHolds liveHolds, ScheduleProperties settings, JsonMapper json,
            Clock clock) {
        this.openings = openings;
        this.liveHolds = liveHolds;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    @OpenToAll
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "listOpenings", summary = "List openings by start, then doctor", description = """
            `from` and `to` are instants, or dates in `timeZone` (UTC without it); a date in `to` is that whole day. \
            `state` may be left out with `doctorId`, and by a logged-in patient, whose own it then is. With `timeZone` \
            each opening also has its local times. A doctor with visit types has one opening for each type that can \
            start then; `visitTypeId` leaves one type, `mode` those of one mode. With both `from` and `cursor`, the \
            list goes on at the later of the two. `specialty` ignores case and accents. A patient who holds a slot \
            finds it in the list; other callers do not.""")
    @Answers(value = Items.class, of = OpeningView.class)
    ResponseEntity<byte[]> list(@RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String from, @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String timeZone,
            @RequestParam(required = false) @Nullable UUID doctorId,
            @RequestParam(required = false) @Nullable String specialty,
            @RequestParam(required = false) @Nullable UUID visitTypeId,
            @RequestParam(required = false) @Nullable VisitMode mode, Page page, Optional<Caller> caller) {
        var timeBounds = TimeBounds.in(timeZone);
        var start = from == null ? null : timeBounds.from(from).truncatedTo(ChronoUnit.MICROS);
        var end = to == null ? TimeBounds.LATEST : timeBounds.to(to);
        if (!(start == null ? earliest(clock.instant()) : start).isBefore(end)) {
            throw to == null ? Refused.invalid("from", "is too late") : Refused.invalid("to", "must be after from");
        }
        var question = new OpeningQuestion(state(state, caller, doctorId),
                doctorId == null ? null : new DoctorId(doctorId), specialty, visitTypeId, mode, start, end, page,
                timeZone == null ? null : timeBounds.zone(), liveHolds.holder(caller, clock.instant()));
        return ResponseEntity.ok(answers.to(question, () -> json.writeValueAsBytes(answer(question))));
    }

    private Items<OpeningView> answer(OpeningQuestion question) {
        var now = clock.instant();
        var page = question.page();
        var found = page.items(openings.find(question.search(earliest(now)), now), OpeningController::cursor);
        return new Items<>(found.items().stream().map(opening -> OpeningView.of(opening, question.zone())).toList(),
                found.next());
    }

    private static Cursor cursor(Opening last) {
        return last.visit() == null ? Cursor.of(last.start(), last.doctor())
                : Cursor.of(last.start(), last.doctor(), last.bit());
    }

    /** The first start after the minimum notice. */
    private Instant earliest(Instant now) {
        return now.plus(settings.minimumNotice()).plusNanos(1_000);
    }

    static @Nullable UsState state(@Nullable String code, Optional<Caller> caller, @Nullable UUID doctor) {
        if (code != null) {
            return StateCode.parse(code);
        }
        var own = caller.map(Caller::state);
        if (own.isEmpty() && doctor == null) {
            throw Refused.invalid("state", "is missing: only a logged-in patient or a search by doctorId needs none");
        }
        return own.orElse(null);
    }
}
