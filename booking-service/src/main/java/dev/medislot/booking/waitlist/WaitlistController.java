package dev.medislot.booking.waitlist;

import dev.medislot.booking.guardian.Guardians;
import dev.medislot.booking.waitlist.JoinWaitlist.Outcome.DoctorUnknown;
import dev.medislot.booking.waitlist.JoinWaitlist.Outcome.EmailUnconfirmed;
import dev.medislot.booking.waitlist.JoinWaitlist.Outcome.Joined;
import dev.medislot.booking.waitlist.JoinWaitlist.Outcome.NoEmail;
import dev.medislot.booking.waitlist.JoinWaitlist.Outcome.PatientUnknown;
import dev.medislot.booking.waitlist.JoinWaitlist.Outcome.TooMany;
import dev.medislot.common.PatientId;
import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.service.api.Answers;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.idempotency.IdempotencyKey;
import dev.medislot.service.idempotency.OnceAnswer;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.OnlyFor;
import dev.medislot.service.security.OpenToAll;
import dev.medislot.web.Cursor;
import dev.medislot.web.Items;
import dev.medislot.web.Page;
import dev.medislot.web.problem.Problem;
import dev.medislot.web.problem.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The waitlist over HTTP; {@link OfferController} has its offers. */
@RestController
@RequestMapping("/api/v1/waitlist")
@Tag(name = "Waitlist")
class WaitlistController {

    private final JoinWaitlist joinWaitlist;
    private final LeaveWaitlist leaveWaitlist;
    private final FindEntry findEntry;
    private final Waitlist waitlist;
    private final Guardians guardians;
    private final Clock clock;

    WaitlistController(JoinWaitlist joinWaitlist, LeaveWaitlist leaveWaitlist, FindEntry findEntry, Waitlist waitlist,
            Guardians guardians, Clock clock) {
        this.joinWaitlist = joinWaitlist;
        this.leaveWaitlist = leaveWaitlist;
        this.findEntry = findEntry;
        this.waitlist = waitlist;
        this.guardians = guardians;
        this.clock = clock;
    }

    @PostMapping
    @OnlyFor({ Role.PATIENT, Role.STAFF })
    @Operation(operationId = "joinWaitlist", summary = "Wait for an opening", description = """
            The first in line whom a freed slot suits gets a mail, and the slot is held for them for a few \
            minutes; then the next in line gets it. Time that a doctor newly offers goes to the line too. A \
            booking of such a visit, by this patient and within the time, ends the entry, also without an \
            offer. Patients wait for themselves, or for a dependent that they name in `patientId`; staff \
            name any patient. Without `doctorId` any doctor suits who is licensed where the patient will be, \
            without `visitTypeId` any visit. `from` and `to` are instants or dates; a date means that whole \
            day in `timeZone` (UTC by default). An entry of too many, and one of a patient without an email \
            address, is refused as `state-conflict`.""")
    @Answers(value = WaitlistEntry.class, status = 201, headers = HttpHeaders.LOCATION)
    @Refusals({ ProblemType.FORBIDDEN, ProblemType.NOT_FOUND, ProblemType.STATE_CONFLICT,
            ProblemType.EMAIL_UNCONFIRMED })
    ResponseEntity<?> join(@Valid @RequestBody WaitlistRequest request, IdempotencyKey key, Caller caller) {
        var wish = request.of(patient(request.patientId(), caller), clock.instant());
        return OnceAnswer.of(joinWaitlist.join(wish, caller, key.on(request)), WaitlistController::answer);
    }

    @GetMapping
    @OnlyFor({ Role.PATIENT, Role.STAFF })
    @Operation(operationId = "listWaitlist",
            summary = "List the caller's entries of the waitlist, the oldest first (staff: all entries)",
            description = """
                    A patient's list has the entries of their dependents too; `patientId` chooses one of them, or the \
                    caller with `me`. Entries that have ended are listed for 30 days.""")
    @Refusals(ProblemType.FORBIDDEN)
    Items<WaitlistEntry> list(@RequestParam(required = false) @Nullable UUID patientId, Page page, Caller caller) {
        var family = guardians.family(caller);
        var asked = patientId == null ? null : new PatientId(patientId);
        if (asked != null && !family.mayActFor(asked)) {
            return new Items<>(List.of(), null);
        }
        var patients = asked != null ? List.of(asked) : caller.isStaff() ? null : family.members();
        return page.items(waitlist.list(patients, page.fetch(), page.after(2)),
                last -> Cursor.of(last.createdAt(), last.id()));
    }

    @OpenToAll
    @GetMapping("/{id}")
    @Operation(operationId = "getWaitlistEntry", summary = "Get an entry of the waitlist, with the slot it is offered",
            description = """
                    Its patient, the guardian of a dependent and staff see an entry. The reader of a mail about an \
                    offer needs no login with its `token`. Nothing is booked.""")
    WaitlistEntry one(@PathVariable UUID id,
            @RequestParam(required = false) @Size(max = OfferToken.MAX_LENGTH) @Nullable String token,
            Optional<Caller> caller) {
        return findEntry.read(findEntry.find(id, OfferToken.of(token), caller));
    }

    @DeleteMapping("/{id}")
    @OnlyFor({ Role.PATIENT, Role.STAFF })
    @Operation(operationId = "leaveWaitlist", summary = "Delete an entry of the waitlist", description = """
            A slot that is held for it goes to the next in line.""")
    @Refusals(ProblemType.FORBIDDEN)
    @Answers(status = 204)
    ResponseEntity<?> leave(@PathVariable UUID id, Caller caller) {
        leaveWaitlist.leave(id, guardians.family(caller));
        return ResponseEntity.noContent().build();
    }

    private static ResponseEntity<?> answer(JoinWaitlist.Outcome outcome) {
        return switch (outcome) {
            case Joined(var entry) -> ResponseEntity.created(URI.create("/api/v1/waitlist/" + entry.id())).body(entry);
            case PatientUnknown _ -> Problem.answer(ProblemType.NOT_FOUND, "There is no such patient");
            case DoctorUnknown _ -> Problem.answer(ProblemType.NOT_FOUND, "There is no such doctor");
            case NoEmail _ ->
                    Problem.answer(ProblemType.STATE_CONFLICT, "The patient has no email address for an offer");
            case EmailUnconfirmed _ -> Problem.answer(ProblemType.EMAIL_UNCONFIRMED,
                    "Offers go to the email address, so it must be confirmed");
            case TooMany(var max) ->
                    Problem.answer(ProblemType.STATE_CONFLICT, "A patient may have at most %d entries".formatted(max));
        };
    }

    private PatientId patient(@Nullable UUID named, Caller caller) {
        if (!caller.isStaff()) {
            return guardians.member(named, caller);
        }
        if (named == null) {
            throw Refused.invalid("patientId", "is missing");
        }
        return new PatientId(named);
    }
}
