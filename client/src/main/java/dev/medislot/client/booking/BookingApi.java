package dev.medislot.client.booking;

import dev.medislot.client.Items;
import dev.medislot.common.DoctorId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Bookings: the caller's own; for staff, all. */
@HttpExchange("/api/v1/bookings")
public interface BookingApi {

    /** Books a slot, once for each {@code idempotencyKey}: a repeat returns the first answer again. */
    @PostExchange
    Booking book(@RequestBody NewBooking booking,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey);

    @GetExchange
    Items<Booking> list(BookingQuery query);

    @GetExchange("/{id}")
    Booking get(@PathVariable UUID id);

    @GetExchange("/{id}/history")
    Items<BookingVersion> history(@PathVariable UUID id);

    /** Changes a booking; with {@code ifMatch}, only if it still has that entity tag. */
    @PatchExchange(value = "/{id}", contentType = "application/merge-patch+json")
    Booking change(@PathVariable UUID id, @RequestBody BookingChange change,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch);

    /** The booking that the link in a mail with that token cancels; needs no login. */
    @GetExchange("/{id}/cancellation")
    Cancellation cancellation(@PathVariable UUID id, @RequestParam String token);

    /** Cancels a booking with the link in a mail; needs no login. */
    @PostExchange("/{id}/cancellation")
    Cancellation cancelByLink(@PathVariable UUID id, @RequestBody CancelLink link);

    /** For staff: bookings without a valid license or without a slot. */
    @GetExchange("/at-risk")
    Items<AtRiskBooking> atRisk(@RequestParam(required = false) @Nullable String why,
            @RequestParam(required = false) @Nullable DoctorId doctorId,
            @RequestParam(required = false) @Nullable String cursor);
}
