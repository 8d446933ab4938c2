package dev.medislot.booking.hold;

import dev.medislot.booking.claim.ClaimAnswers;
import dev.medislot.booking.claim.ClaimRequest;
import dev.medislot.booking.claim.Hold;
import dev.medislot.booking.claim.HoldQueries;
import dev.medislot.booking.guardian.Guardians;
import dev.medislot.booking.hold.HoldOutcome.Held;
import dev.medislot.booking.hold.HoldOutcome.NotHeld;
import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.service.api.Answers;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.idempotency.IdempotencyKey;
import dev.medislot.service.idempotency.OnceAnswer;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.OnlyFor;
import dev.medislot.web.Cursor;
import dev.medislot.web.Items;
import dev.medislot.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Holds over HTTP. */
@RestController
@RequestMapping("/api/v1/holds")
@Tag(name = "Holds")
class HoldController {

    record HoldRequest(@NotNull SlotId slotId, @Nullable UsState patientState, @Nullable UUID patientId) {}

    private final HoldSlot holdSlot;
    private final HoldQueries holds;
    private final Guardians guardians;

    HoldController(HoldSlot holdSlot, HoldQueries holds, Guardians guardians) {
        this.holdSlot = holdSlot;
        this.holds = holds;
        this.guardians = guardians;
    }

    @GetMapping
    @OnlyFor(Role.PATIENT)
    @Operation(operationId = "listHolds", summary = "List the live holds of the patient and their dependents by start",
            description = "Expired holds are not listed.")
    @Refusals(ProblemType.FORBIDDEN)
    Items<Hold> list(Page page, Caller caller) {
        var rows = holds.list(guardians.family(caller).members(), page.fetch(), page.after(2));
        return page.items(rows, last -> Cursor.of(last.slotId().start(), last.id()));
    }

    @PostMapping
    @OnlyFor({ Role.PATIENT, Role.STAFF })
    @Operation(operationId = "holdSlot", summary = "Hold a slot while the patient fills in the form", description = """
            For a few minutes no other patient can book the slot. A guardian names the dependent in `patientId`, \
            staff any patient. \
            Holding it again answers the same hold, \
            which still expires when it did. Replaces the patient's hold on another slot of the same doctor. A \
            patient may hold slots of a few doctors; one more replaces the oldest hold. Once a hold has \
            expired, the patient cannot hold the same slot again for a few minutes, but can book it.""")
    @Answers(value = Hold.class, status = 201, headers = HttpHeaders.LOCATION)
    @Refusals({ ProblemType.FORBIDDEN, ProblemType.NOT_FOUND, ProblemType.SLOT_TAKEN, ProblemType.PATIENT_BUSY,
            ProblemType.NOT_LICENSED, ProblemType.SLOT_IN_PAST, ProblemType.TOO_LATE, ProblemType.STATE_CONFLICT,
            ProblemType.PHONE_NEEDED })
    ResponseEntity<?> hold(@Valid @RequestBody HoldRequest request, IdempotencyKey key, Caller caller) {
        var claim = new ClaimRequest(request.slotId(), guardians.patient(request.patientId(), caller),
                request.patientState(), caller.role());
        return OnceAnswer.of(holdSlot.hold(claim, key.on(request)), HoldController::answer);
    }

    @DeleteMapping("/{id}")
    @OnlyFor({ Role.PATIENT, Role.STAFF })
    @Operation(operationId = "releaseHold", summary = "Release a hold", description = """
            The slot is open to other patients at once. Staff releases the hold of any patient.""")
    @Refusals(ProblemType.FORBIDDEN)
    @Answers(status = 204)
    ResponseEntity<?> release(@PathVariable UUID id, Caller caller) {
        holdSlot.release(id, guardians.family(caller)::mayActFor);
        return ResponseEntity.noContent().build();
    }

    private static ResponseEntity<?> answer(HoldOutcome outcome) {
        return switch (outcome) {
            case Held(var hold) -> ResponseEntity.created(URI.create("/api/v1/holds/" + hold.id())).body(hold);
            case NotHeld(var why) -> ClaimAnswers.of(why);
        };
    }
}
