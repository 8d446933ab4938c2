package dev.medislot.availability.opening;

import dev.medislot.availability.schedule.Schedules;
import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.OpenToAll;
import dev.medislot.web.StateCode;
import dev.medislot.web.TimeBounds;
import dev.medislot.web.problem.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Openings")
class WhyController {

    /**
     * @param reasons the reasons why the time is not offered; empty if it is
     * @param ownHold the caller's hold on the slot, if there is one
     */
    record Explanation(DoctorId doctorId, Instant at, LocalDateTime localTime, ZoneId timeZone, @Nullable UsState state,
            boolean offered, List<ExplainSlot.Reason> reasons, ExplainSlot.@Nullable OwnHold ownHold) {}

    private final ExplainSlot explainSlot;
    private final Schedules schedules;

    WhyController(ExplainSlot explainSlot, Schedules schedules) {
        this.explainSlot = explainSlot;
        this.schedules = schedules;
    }

    @OpenToAll
    @GetMapping("/api/v1/doctors/{id}/slots/why")
    @Operation(operationId = "explainSlot", summary = "Explain why a doctor does not offer a time", description = """
            `at` is an instant, or a local time of the doctor. A time inside a slot is judged as that slot, with the \
            further reason `NOT_A_START`. A patient's own hold on the slot is no reason: `ownHold` says until when \
            they hold it. Of a doctor with visit types, `visitTypeId` asks about one type; without it, about the type \
            with the fewest reasons.""")
    Explanation why(@PathVariable UUID id, @RequestParam String at,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable UUID visitTypeId, Optional<Caller> caller) {
        var slotSettings = schedules.get(new DoctorId(id));
        var zone = slotSettings.timeZone();
        var instant = read(at, zone);
        var patientState = state == null ? caller.map(Caller::state).orElse(null) : StateCode.parse(state);
        var verdict = explainSlot.verdict(slotSettings, instant, patientState, visitTypeId, LiveHolds.patient(caller));
        return new Explanation(slotSettings.doctor(), instant, LocalDateTime.ofInstant(instant, zone), zone,
                patientState, verdict.reasons().isEmpty(), verdict.reasons(), verdict.ownHold());
    }

    private static Instant read(String at, ZoneId zone) {
        try {
            var instant = hasOffset(at) ? OffsetDateTime.parse(at).toInstant() : local(at, zone);
            if (instant.isAfter(Instant.EPOCH) && instant.isBefore(TimeBounds.LATEST)) {
                return instant;
            }
        } catch (DateTimeException _) {
            // the last statement refuses it
        }
        throw Refused.invalid("at", "must be an instant such as 2026-12-01T16:00:00Z or a local time");
    }

    private static boolean hasOffset(String at) {
        return at.endsWith("Z") || at.lastIndexOf('+') > 0 || at.lastIndexOf('-') > at.indexOf('T');
    }

    private static Instant local(String at, ZoneId zone) {
        var local = LocalDateTime.parse(at);
        if (zone.getRules().getValidOffsets(local).isEmpty()) {
            throw Refused.invalid("at", "does not exist: the clocks of %s skip it".formatted(zone));
        }
        return local.atZone(zone).toInstant();
    }
}
