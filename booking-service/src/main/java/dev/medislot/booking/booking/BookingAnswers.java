package dev.medislot.booking.booking;

import dev.medislot.booking.booking.BookingOutcome.AlreadyClosed;
import dev.medislot.booking.booking.BookingOutcome.Booked;
import dev.medislot.booking.booking.BookingOutcome.Done;
import dev.medislot.booking.booking.BookingOutcome.NotClaimed;
import dev.medislot.booking.booking.BookingOutcome.NotStarted;
import dev.medislot.booking.booking.BookingOutcome.PastCutOff;
import dev.medislot.booking.booking.BookingOutcome.RefusedBefore;
import dev.medislot.booking.booking.BookingOutcome.Stale;
import dev.medislot.booking.booking.BookingOutcome.VisitRated;
import dev.medislot.booking.claim.ClaimAnswers;
import dev.medislot.common.ProblemType;
import dev.medislot.web.EntityTag;
import dev.medislot.web.problem.Problem;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The HTTP answer to each outcome. */
public final class BookingAnswers {

    private BookingAnswers() {}

    public static ResponseEntity<?> of(BookingOutcome outcome) {
        return switch (outcome) {
            case Booked(var booking) -> ResponseEntity.created(URI.create("/api/v1/bookings/" + booking.id()))
                    .eTag(EntityTag.of(booking.version()))
                    .body(booking);
            case Done(var booking) -> ResponseEntity.ok().eTag(EntityTag.of(booking.version())).body(booking);
            case NotClaimed(var why) -> ClaimAnswers.of(why);
            case RefusedBefore(var status, var problem) -> ResponseEntity.status(status)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problem.getBytes(StandardCharsets.UTF_8));
            case Stale(var version) -> EntityTag.stale(version);
            case AlreadyClosed(var status) -> Problem.answer(ProblemType.STATE_CONFLICT, "The booking is " + status);
            case VisitRated _ -> Problem.answer(ProblemType.STATE_CONFLICT,
                    "The patient has rated the visit, so it is not a no-show");
            case NotStarted _ -> Problem.answer(ProblemType.STATE_CONFLICT, "The visit has not started");
            case PastCutOff(var cutOff, var undoPeriod) -> Problem.answer(ProblemType.TOO_LATE,
                    "A patient may move or cancel until %s before the start".formatted(text(cutOff))
                            + (undoPeriod.isZero() ? ""
                                    : ", or within %s of booking until the visit starts".formatted(text(undoPeriod))));
        };
    }

    private static String text(Duration duration) {
        return duration.toSecondsPart() == 0 ? duration.toMinutes() + " minutes" : duration.toSeconds() + " seconds";
    }
}
