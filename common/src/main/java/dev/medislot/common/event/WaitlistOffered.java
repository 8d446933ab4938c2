package dev.medislot.common.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.medislot.common.VisitMode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A slot is held for a patient on the waitlist, to be mailed to the patient. It has the secret of a link, so only the
 * notification service may read its topic; it has no personal data.
 *
 * @param offerId the same for every delivery of the same offer; also the id of the hold
 * @param token the secret of the link that books the slot
 * @param heldUntil the end of the hold and of the link
 * @param visitTypeName the name that the clinic gave the visit type; missing for the default visit
 */
public record WaitlistOffered(UUID offerId, UUID entryId, UUID patientId, UUID doctorId, SlotTime slot, VisitMode mode,
        String token, Instant heldUntil, Instant occurredAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String visitTypeName) implements Event {

    @Override
    public String topic() {
        return Topics.WAITLIST;
    }

    @Override
    public String key() {
        return entryId.toString();
    }

    @Override
    public long sequence() {
        return occurredAt.toEpochMilli();
    }
}
