package dev.medislot.booking.rating;

import dev.medislot.booking.access.AccessTrail;
import dev.medislot.booking.access.PatientData;
import dev.medislot.booking.booking.Booking;
import dev.medislot.booking.booking.Bookings;
import dev.medislot.booking.guardian.Family;
import dev.medislot.booking.rating.RatingOutcome.AlreadyRated;
import dev.medislot.booking.rating.RatingOutcome.BookingUnknown;
import dev.medislot.booking.rating.RatingOutcome.NotCompleted;
import dev.medislot.booking.rating.RatingOutcome.Rated;
import dev.medislot.booking.rating.RatingOutcome.Stale;
import dev.medislot.booking.rating.RatingOutcome.Withdrawn;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.event.RatingsChanged;
import dev.medislot.service.idempotency.IdempotencyKeys;
import dev.medislot.service.idempotency.KeyedRequest;
import dev.medislot.service.idempotency.Once;
import dev.medislot.service.outbox.Outbox;
import dev.medislot.web.EntityTag;
import dev.medislot.web.json.MergePatch;
import dev.medislot.web.problem.Refused;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.node.ObjectNode;

/** Adds, changes and withdraws ratings, and publishes the doctor's new average. */
@Component
@Transactional
class RateVisit {

    private static final Logger LOG = LoggerFactory.getLogger(RateVisit.class);
    private static final TypeReference<RatingOutcome> OUTCOME = new TypeReference<>() {
    };

    private final IdempotencyKeys keys;
    private final Ratings ratings;
    private final Bookings bookings;
    private final MergePatch mergePatch;
    private final AccessTrail trail;
    private final Outbox outbox;
    private final Clock clock;

    RateVisit(IdempotencyKeys keys, Ratings ratings, Bookings bookings, MergePatch mergePatch, AccessTrail trail,
            Outbox outbox, Clock clock) {
        this.keys = keys;
        this.ratings = ratings;
        this.bookings = bookings;
        this.mergePatch = mergePatch;
        this.trail = trail;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Rates at most once for the key of the request; locks the booking, so that it is not made a no-show meanwhile. */
    Once<RatingOutcome> rate(Family family, RatingRequest request, KeyedRequest keyed) {
        return keys.once(keyed, OUTCOME, () -> rate(family, request));
    }

    private RatingOutcome rate(Family family, RatingRequest request) {
        var bookingId = request.bookingId();
        Booking booking = bookings.lock(bookingId).filter(found -> family.mayActFor(found.patientId())).orElse(null);
        if (booking == null) {
            return new BookingUnknown();
        }
        if (booking.status() != BookingStatus.COMPLETED) {
            return new NotCompleted();
        }
        var now = now();
        var rating = new Rating(UUID.randomUUID(), 1, booking.doctorId(), booking.patientId(), bookingId,
                request.stars(), request.comment(), now, now);
        if (!ratings.add(rating)) {
            return new AlreadyRated(bookingId);
        }
        publish(rating.doctorId(), rating.stars(), 1, now);
        return new Rated(rating);
    }

    RatingOutcome change(Family family, UUID id, ObjectNode patch, @Nullable String ifMatch) {
        return own(family, id, ifMatch, rating -> {
            var request = mergePatch.apply(patch, RatingPatchRequest.of(rating), RatingPatchRequest.class);
            var changed = rating.changed(request, now());
            ratings.update(changed);
            publish(rating.doctorId(), changed.stars() - rating.stars(), 0, changed.updatedAt());
            return new Rated(changed);
        });
    }

    /** Staff may withdraw any rating, and the patient sees it in the access trail. */
    RatingOutcome withdraw(Family family, UUID id, @Nullable String ifMatch) {
        return own(family, id, ifMatch, rating -> {
            ratings.remove(rating);
            if (family.caller().isStaff()) {
                trail.add(family.caller(), "withdrawRating", true,
                        List.of(new PatientData(rating.patient(), rating.booking())));
                LOG.info("Rating {} of booking {} taken down by STAFF {}", id, rating.booking(), family.caller().id());
            }
            publish(rating.doctorId(), -rating.stars(), -1, now());
            return new Withdrawn();
        });
    }

    private RatingOutcome own(Family family, UUID id, @Nullable String ifMatch, Function<Rating, RatingOutcome> act) {
        var rating = ratings.lock(id).filter(found -> family.mayActFor(found.patient())).orElseThrow(Refused::notFound);
        return EntityTag.matches(ifMatch, rating.version()) ? act.apply(rating) : new Stale(rating.version());
    }

    private void publish(DoctorId doctor, int moreStars, int moreRatings, Instant at) {
        var total = ratings.total(doctor, moreStars, moreRatings);
        outbox.publish(new RatingsChanged(doctor.value(), total.version(), at, total.average(), total.count()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
