package dev.medislot.booking.booking;

import dev.medislot.booking.booking.BookingOutcome.AlreadyClosed;
import dev.medislot.booking.booking.BookingOutcome.Booked;
import dev.medislot.booking.booking.BookingOutcome.BookingUnknown;
import dev.medislot.booking.booking.BookingOutcome.Done;
import dev.medislot.booking.booking.BookingOutcome.KeyReused;
import dev.medislot.booking.booking.BookingOutcome.NotAllowed;
import dev.medislot.booking.booking.BookingOutcome.NotClaimed;
import dev.medislot.booking.booking.BookingOutcome.NotStarted;
import dev.medislot.booking.booking.BookingOutcome.PastCutOff;
import dev.medislot.booking.booking.BookingOutcome.RefusedBefore;
import dev.medislot.booking.booking.BookingOutcome.Repeated;
import dev.medislot.booking.booking.BookingOutcome.Stale;
import dev.medislot.booking.booking.BookingOutcome.StillRunning;
import dev.medislot.booking.booking.Bookings.Filter;
import dev.medislot.booking.claim.ClaimProblems;
import dev.medislot.booking.claim.ClaimRequest;
import dev.medislot.booking.idempotency.KeyedRequest;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.service.security.Caller;
import dev.medislot.web.Cursor;
import dev.medislot.web.EntityTag;
import dev.medislot.web.Items;
import dev.medislot.web.TimeBounds;
import dev.medislot.web.problem.ProblemType;
import dev.medislot.web.problem.Refused;
import dev.medislot.web.problem.Refused.FieldError;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Bookings over HTTP. */
@RestController
@RequestMapping("/api/v1/bookings")
@Tag(name = "Bookings")
class BookingController {

    record BookingRequest(@NotNull SlotId slotId, @Nullable @Size(max = 2000) String reason,
            @Nullable UsState patientState, @Nullable UUID patientId) {}

    record BookingPatch(@Nullable SlotId slotId, @Nullable UsState patientState, @Nullable BookingStatus status,
            @Nullable @Size(max = 2000) String cancellationReason) {}

    private final BookSlot bookSlot;
    private final MoveBooking moveBooking;
    private final CloseBooking closeBooking;
    private final Bookings bookings;
    private final BookingHistory history;

    BookingController(BookSlot bookSlot, MoveBooking moveBooking, CloseBooking closeBooking, Bookings bookings,
            BookingHistory history) {
        this.bookSlot = bookSlot;
        this.moveBooking = moveBooking;
        this.closeBooking = closeBooking;
        this.bookings = bookings;
        this.history = history;
    }

    @PostMapping
    @Operation(summary = "Book a slot")
    ResponseEntity<?> book(@RequestBody @Valid BookingRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key, Caller caller) {
        var ask = new ClaimRequest(request.slotId(), patient(request.patientId(), caller), request.patientState(),
                caller.role());
        return answer(
                bookSlot.book(ask, request.reason(), caller.actor(), new KeyedRequest(caller.id(), key, request)));
    }

    @GetMapping
    @Operation(summary = "The caller's bookings by start; everybody's for staff", description = """
            `from` and `to` are instants or dates; a date is that whole day in `timeZone` (UTC by default), so \
            that one date in both is the bookings of that day.""")
    Items<Booking> list(@RequestParam(required = false) @Nullable BookingStatus status,
            @RequestParam(required = false) @Nullable String from, @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String timeZone,
            @RequestParam(required = false) @Nullable UUID doctorId,
            @RequestParam(required = false) @Nullable UUID patientId,
            @RequestParam(defaultValue = Items.DEFAULT) @Min(1) @Max(Items.MOST) int limit,
            @RequestParam(required = false) @Nullable String cursor, Caller caller) {
        var timeBounds = TimeBounds.in(timeZone);
        var start = from == null ? null : timeBounds.from(from);
        var end = to == null ? null : timeBounds.to(to);
        if (start != null && end != null && start.isAfter(end)) {
            throw Refused.invalid("to", "must not be before from");
        }
        var doctor = doctorId == null ? null : new DoctorId(doctorId);
        var patient = patientId == null ? null : new PatientId(patientId);
        var own = switch (caller.role()) {
            case PATIENT -> patient == null || caller.is(patient);
            case DOCTOR -> doctor == null || caller.is(doctor);
            case STAFF, SYSTEM -> true;
        };
        if (!own) {
            return new Items<>(List.of(), null);
        }
        var filter = new Filter(status, start, end, caller.role() == Role.DOCTOR ? new DoctorId(caller.id()) : doctor,
                caller.role() == Role.PATIENT ? new PatientId(caller.id()) : patient);
        var rows = bookings.list(filter, limit + 1, cursor == null ? null : Cursor.parse(cursor, 2));
        return Items.page(rows, limit, last -> Cursor.of(last.start(), last.id()));
    }

    @GetMapping("/{id}")
    @Operation(summary = "A booking")
    ResponseEntity<?> one(@PathVariable UUID id, Caller caller) {
        return answer(visible(id, caller));
    }

    @GetMapping("/{id}/history")
    @Operation(summary = "Every version of a booking: what, who, when")
    Items<BookingHistory.Entry> history(@PathVariable UUID id, Caller caller) {
        if (visible(id, caller) instanceof BookingUnknown) {
            throw Refused.notFound();
        }
        return new Items<>(history.of(id), null);
    }

    @PatchMapping(path = "/{id}", consumes = { "application/merge-patch+json", "application/json" })
    @Operation(summary = "Move, cancel, complete or close a booking")
    ResponseEntity<?> change(@PathVariable UUID id, @RequestBody @Valid BookingPatch patch,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Caller caller) {
        var slot = patch.slotId();
        var status = patch.status();
        if (slot != null && status == null && patch.cancellationReason() == null) {
            return answer(moveBooking.move(id, slot, patch.patientState(), caller, ifMatch));
        }
        if (slot == null && status != null && patch.patientState() == null) {
            if (patch.cancellationReason() != null && status != BookingStatus.CANCELLED) {
                throw Refused.invalid("cancellationReason", "is only for cancelling");
            }
            return answer(closeBooking.close(id, status, patch.cancellationReason(), caller, ifMatch));
        }
        throw Refused.invalid(mixedUp(patch));
    }

    /** A patch either moves, with slotId, or closes, with status. */
    private static List<FieldError> mixedUp(BookingPatch patch) {
        var errors = new ArrayList<FieldError>();
        if (patch.slotId() == null && patch.status() == null) {
            errors.add(new FieldError("slotId", "is missing, or else status"));
            errors.add(new FieldError("status", "is missing, or else slotId"));
        }
        if (patch.slotId() != null && patch.status() != null) {
            errors.add(new FieldError("status", "cannot be changed together with slotId"));
        }
        if (patch.slotId() != null && patch.cancellationReason() != null) {
            errors.add(new FieldError("cancellationReason", "is only for cancelling"));
        }
        if (patch.status() != null && patch.patientState() != null) {
            errors.add(new FieldError("patientState", "is only for a move, with slotId"));
        }
        return errors;
    }

    private BookingOutcome visible(UUID id, Caller caller) {
        return bookings.find(id)
                .filter(booking -> booking.concerns(caller))
                .<BookingOutcome>map(Done::new)
                .orElseGet(BookingUnknown::new);
    }

    private static PatientId patient(@Nullable UUID named, Caller caller) {
        return switch (caller.role()) {
            case PATIENT -> {
                if (named != null && !named.equals(caller.id())) {
                    throw Refused.forbidden();
                }
                yield new PatientId(caller.id());
            }
            case STAFF -> {
                if (named == null) {
                    throw Refused.invalid("patientId", "is missing");
                }
                yield new PatientId(named);
            }
            case DOCTOR, SYSTEM -> throw Refused.forbidden();
        };
    }

    private static ResponseEntity<?> answer(BookingOutcome outcome) {
        return switch (outcome) {
            case Booked(var booking) -> ResponseEntity.created(URI.create("/api/v1/bookings/" + booking.id()))
                    .eTag(EntityTag.of(booking.version()))
                    .body(booking);
            case Done(var booking) -> ResponseEntity.ok().eTag(EntityTag.of(booking.version())).body(booking);
            case NotClaimed(var why) -> problem(ClaimProblems.of(why));
            case Repeated(var first) -> repeated(answer(first));
            case RefusedBefore(var status, var problem) -> ResponseEntity.status(status)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problem.getBytes(StandardCharsets.UTF_8));
            case KeyReused _ -> ProblemType.IDEMPOTENCY_CONFLICT.answer("Use a new key for a new request");
            case StillRunning _ -> throw Refused.until(ProblemType.IDEMPOTENCY_CONFLICT,
                    "The first request with this key is still running", Duration.ofSeconds(1));
            case BookingUnknown _ -> throw Refused.notFound();
            case Stale(var version) ->
                    problem(ProblemType.STALE.because("Read it again: it is now version " + version));
            case AlreadyClosed(var status) ->
                    problem(ProblemType.STATE_CONFLICT.because("The booking is %s".formatted(status)));
            case NotStarted _ -> problem(ProblemType.STATE_CONFLICT.because("The visit has not started"));
            case PastCutOff(var cutOff) -> problem(ProblemType.TOO_LATE.because(
                    "A patient may move or cancel until %d minutes before the start".formatted(cutOff.toMinutes())));
            case NotAllowed _ -> throw Refused.forbidden();
        };
    }

    private static ResponseEntity<?> repeated(ResponseEntity<?> first) {
        return ResponseEntity.status(first.getStatusCode())
                .headers(first.getHeaders())
                .header("Idempotent-Replayed", "true")
                .body(first.getBody());
    }

    private static ResponseEntity<ProblemDetail> problem(ProblemDetail problem) {
        return ResponseEntity.of(problem).build();
    }
}
