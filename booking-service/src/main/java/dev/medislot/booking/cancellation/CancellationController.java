package dev.medislot.booking.cancellation;

import dev.medislot.booking.booking.BookingAnswers;
import dev.medislot.booking.cancellation.CancelByLink.Outcome.Cancelled;
import dev.medislot.booking.cancellation.CancelByLink.Outcome.NotCancelled;
import dev.medislot.common.CancelToken;
import dev.medislot.common.ProblemType;
import dev.medislot.service.api.Answers;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.security.OpenToAll;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The link in a mail that cancels a booking, over HTTP. */
@RestController
@RequestMapping("/api/v1/bookings/{id}/cancellation")
@Tag(name = "Bookings")
class CancellationController {

    private static final int MAX_TOKEN = 100;

    record CancellationRequest(@NotNull @Size(max = MAX_TOKEN) String token, @NotNull Integer version) {}

    private final CancelByLink cancelByLink;

    CancellationController(CancelByLink cancelByLink) {
        this.cancelByLink = cancelByLink;
    }

    @OpenToAll
    @GetMapping
    @Operation(operationId = CancelByLink.READ, summary = "Get the appointment that a cancellation link cancels",
            description = """
                    The visit, its doctor and until when the link cancels it, and nothing of the patient. Nothing is \
                    cancelled, because mail scanners open links. A link works until its visit is over, and as long as \
                    the patient, or the guardian of a dependent, has the address to which it was mailed and the \
                    password of that time; otherwise the token is refused as `validation`.""")
    Cancellation one(@PathVariable UUID id, @RequestParam @Size(max = MAX_TOKEN) String token) {
        return cancelByLink.find(id, new CancelToken(token));
    }

    @OpenToAll
    @PostMapping
    @Operation(operationId = CancelByLink.OPERATION, summary = "Cancel a booking with the link in a mail",
            description = """
                    Under the rules for its patient, who is the actor: after `changeableUntil` it is refused as \
                    `too-late`. If the booking has changed since the `version` that its reader saw, for example to \
                    another time, it is refused as `stale`. A second request changes nothing and gets the same \
                    answer.""")
    @Answers(Cancellation.class)
    @Refusals({ ProblemType.STALE, ProblemType.STATE_CONFLICT, ProblemType.TOO_LATE })
    ResponseEntity<?> cancel(@PathVariable UUID id, @Valid @RequestBody CancellationRequest request) {
        return switch (cancelByLink.cancel(id, new CancelToken(request.token()), request.version())) {
            case Cancelled(var cancellation) -> ResponseEntity.ok(cancellation);
            case NotCancelled(var why) -> BookingAnswers.of(why);
        };
    }
}
