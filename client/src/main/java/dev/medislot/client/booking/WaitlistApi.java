package dev.medislot.client.booking;

import dev.medislot.client.Items;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The waitlist: the caller's own entries; for staff, all. */
@HttpExchange("/api/v1/waitlist")
public interface WaitlistApi {

    @PostExchange
    WaitlistEntry join(@RequestBody NewWaitlistEntry entry,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey);

    @GetExchange
    Items<WaitlistEntry> list(@RequestParam(required = false) @Nullable PatientId patientId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor);

    /** The token is that of the link in a mail, for a reader who is not logged in. */
    @GetExchange("/{id}")
    WaitlistEntry get(@PathVariable UUID id, @RequestParam(required = false) @Nullable String token);

    @DeleteExchange("/{id}")
    void leave(@PathVariable UUID id);

    /** Gives a slot that is held for the entry to the next in line: that of the token in a mail, or the named one. */
    @DeleteExchange("/{id}/offer")
    void decline(@PathVariable UUID id, @RequestParam(required = false) @Nullable String token,
            @RequestParam(required = false) @Nullable SlotId slotId);

    /** Books the slot that is held for the entry. */
    @PostExchange("/{id}/booking")
    Booking book(@PathVariable UUID id, @RequestBody OfferBooking booking,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey);
}
