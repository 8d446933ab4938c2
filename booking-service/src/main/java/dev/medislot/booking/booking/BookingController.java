package dev.medislot.booking.booking;

import static java.util.Objects.requireNonNull;

import dev.medislot.booking.booking.BookingOutcome.Done;
import dev.medislot.booking.claim.ClaimRequest;
import dev.medislot.booking.guardian.Guardians;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.service.api.Answers;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.idempotency.IdempotencyKey;
import dev.medislot.service.idempotency.OnceAnswer;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.OnlyFor;
import dev.medislot.web.Cursor;
import dev.medislot.web.Items;
import dev.medislot.web.Page;
import dev.medislot.web.TimeBounds;
import dev.medislot.web.problem.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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

    private final BookSlot bookSlot;
    private final MoveBooking moveBooking;
    private final CloseBooking closeBooking;
    private final Bookings bookings;
    private final BookingHistory history;
    private final Guardians guardians;

    BookingController(BookSlot bookSlot, MoveBooking moveBooking, CloseBooking closeBooking, Bookings bookings,
            BookingHistory history, Guardians guardians) {
        this.bookSlot = bookSlot;
        this.moveBooking = moveBooking;
        this.closeBooking = closeBooking;
        this.bookings = bookings;
        this.history = history;
        this.guardians = guardians;
    }

    @PostMapping
    @OnlyFor({ Role.PATIENT, Role.STAFF })
    @Operation(operationId = "bookSlot", summary = "Book a slot", description = """
            Patients book for themselves, or for a dependent that they name in `patientId`; staff name any patient. \
            The visit takes place in \
            `patientState`, or else in the state where the patient lives, and the doctor must have a \
            license there on that day. A visit by phone needs a telephone number of the patient or the guardian.""")
    @Answers(value = Booking.class, status = 201, headers = { HttpHeaders.ETAG, HttpHeaders.LOCATION })
    @Refusals({ ProblemType.FORBIDDEN, ProblemType.NOT_FOUND, ProblemType.SLOT_TAKEN, ProblemType.PATIENT_BUSY,
            ProblemType.NOT_LICENSED, ProblemType.SLOT_IN_PAST, ProblemType.TOO_LATE, ProblemType.TOO_MANY_BOOKINGS,
            ProblemType.EMAIL_UNCONFIRMED, ProblemType.PHONE_NEEDED })
    ResponseEntity<?> book(@Valid @RequestBody BookingRequest request, IdempotencyKey key, Caller caller) {
        var claim = new ClaimRequest(request.slotId(), guardians.patient(request.patientId(), caller),
                request.patientState(), caller.role());
        return OnceAnswer.of(bookSlot.book(claim, request.reason(), caller.actor(), key.on(request)),
                BookingAnswers::of);
    }

    @GetMapping
    @Operation(operationId = "listBookings", summary = "List the caller's bookings by start (staff: all bookings)",
            description = """
                    A patient's list has the bookings of their dependents too; `patientId` chooses one of them, or \
                    the caller with `me`. \
                    Lists bookings that end after `from` and start before `to`, so a visit that is under way at \
                    `from` is listed. Both are instants or dates. A date means that whole day in `timeZone` (UTC by \
                    default), so the same date in both lists the bookings of that day.""")
    Items<Booking> list(@RequestParam(required = false) @Nullable BookingStatus status,
            @RequestParam(required = false) @Nullable String from, @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String timeZone,
            @RequestParam(required = false) @Nullable UUID doctorId,
            @RequestParam(required = false) @Nullable UUID patientId, Page page, Caller caller) {
        var timeBounds = TimeBounds.in(timeZone);
        var start = from == null ? null : timeBounds.from(from);
        var end = to == null ? null : timeBounds.to(to);
        if (start != null && end != null && start.isAfter(end)) {
            throw Refused.invalid("to", "must not be before from");
        }
        var filter = new BookingFilter(status, start, end, doctorId == null ? null : new DoctorId(doctorId),
                patientId == null ? null : List.of(new PatientId(patientId))).visibleTo(guardians.family(caller));
        if (filter.isEmpty()) {
            return new Items<>(List.of(), null);
        }
        var rows = bookings.list(filter.get(), page.fetch(), page.after(2));
        return page.items(rows, last -> Cursor.of(last.start(), last.id()));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getBooking", summary = "Get a booking", description = """
            Its patient, the guardian of a dependent, its doctor and staff see a booking.""")
    @Answers(value = Booking.class, headers = HttpHeaders.ETAG)
    ResponseEntity<?> one(@PathVariable UUID id, Caller caller) {
        return BookingAnswers.of(new Done(visible(id, caller)));
    }

    @GetMapping("/{id}/history")
    @Operation(operationId = "listBookingVersions",
            summary = "List every version of a booking, with its change, actor and time", description = """
                    The oldest version comes first; the list has one page.""")
    Items<BookingVersion> history(@PathVariable UUID id, Caller caller) {
        return new Items<>(history.of(visible(id, caller).id()), null);
    }

    @PatchMapping(path = "/{id}", consumes = { "application/merge-patch+json", "application/json" })
    @Operation(operationId = "changeBooking", summary = "Move, cancel, complete or close a booking", description = """
            With `slotId` the booking moves to that slot; with `status` it is cancelled, completed or \
            marked as a no-show. One request does one of the two. Its own `slotId` changes nothing, unless \
            its doctor offers that slot in another length now: then the booking gets this length.""")
    @Answers(value = Booking.class, headers = HttpHeaders.ETAG)
    @Refusals({ ProblemType.FORBIDDEN, ProblemType.STATE_CONFLICT, ProblemType.TOO_LATE, ProblemType.SLOT_TAKEN,
            ProblemType.PATIENT_BUSY, ProblemType.NOT_LICENSED, ProblemType.SLOT_IN_PAST, ProblemType.TOO_MANY_BOOKINGS,
            ProblemType.PHONE_NEEDED })
    ResponseEntity<?> change(@PathVariable UUID id, @Valid @RequestBody BookingPatchRequest patch,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, Caller caller) {
        var errors = patch.errors();
        if (!errors.isEmpty()) {
            throw Refused.invalid(errors);
        }
        return patch.slotId() == null
                ? BookingAnswers.of(closeBooking.close(id, requireNonNull(patch.status()), patch.cancellationReason(),
                        caller, ifMatch))
                : OnceAnswer.of(moveBooking.move(id, patch.slotId(), patch.patientState(), caller, ifMatch),
                        BookingAnswers::of);
    }

    private Booking visible(UUID id, Caller caller) {
        var family = guardians.family(caller);
        return bookings.find(id).filter(booking -> booking.concerns(family)).orElseThrow(Refused::notFound);
    }
}
