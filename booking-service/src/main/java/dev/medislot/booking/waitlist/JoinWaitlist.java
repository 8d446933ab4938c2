package dev.medislot.booking.waitlist;

import dev.medislot.booking.booking.Bookings;
import dev.medislot.booking.waitlist.Waitlist.Account;
import dev.medislot.common.Role;
import dev.medislot.service.idempotency.IdempotencyKeys;
import dev.medislot.service.idempotency.KeyedRequest;
import dev.medislot.service.idempotency.Once;
import dev.medislot.service.security.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Puts a patient at the end of the line. */
@Component
class JoinWaitlist {

    private static final Logger LOG = LoggerFactory.getLogger(JoinWaitlist.class);
    private static final TypeReference<Outcome> OUTCOME = new TypeReference<>() {
    };

    sealed interface Outcome {

        record Joined(WaitlistEntry entry) implements Outcome {}

        record PatientUnknown() implements Outcome {}

        record DoctorUnknown() implements Outcome {}

        /** Offers go to an email address. */
        record NoEmail() implements Outcome {}

        record EmailUnconfirmed() implements Outcome {}

        record TooMany(int max) implements Outcome {}
    }

    private final IdempotencyKeys keys;
    private final Waitlist waitlist;
    private final Bookings bookings;
    private final WaitlistProperties settings;
    private final Clock clock;

    JoinWaitlist(IdempotencyKeys keys, Waitlist waitlist, Bookings bookings, WaitlistProperties settings, Clock clock) {
        this.keys = keys;
        this.waitlist = waitlist;
        this.bookings = bookings;
        this.settings = settings;
        this.clock = clock;
    }

    /** Joins at most once for the key of the request. */
    Once<Outcome> join(Wish wish, Caller caller, KeyedRequest keyed) {
        return keys.once(keyed, OUTCOME, () -> join(wish, caller));
    }

    /** Locks the patient, so that the limit holds for requests at the same time. */
    private Outcome join(Wish wish, Caller caller) {
        bookings.lockPatient(wish.patient());
        var account = waitlist.account(wish.patient()).orElse(null);
        if (account == null) {
            return new Outcome.PatientUnknown();
        }
        var refusal = refusal(wish, account, caller.role());
        if (refusal != null) {
            return refusal;
        }
        var id = UUID.randomUUID();
        waitlist.add(id, wish, clock.instant().truncatedTo(ChronoUnit.MICROS));
        LOG.info("Patient {} joined the waitlist with entry {}", wish.patient(), id);
        return new Outcome.Joined(waitlist.find(id).orElseThrow());
    }

    private @Nullable Outcome refusal(Wish wish, Account account, Role by) {
        if (wish.doctor() != null && !waitlist.isDoctor(wish.doctor())) {
            return new Outcome.DoctorUnknown();
        }
        if (!account.hasEmail()) {
            return new Outcome.NoEmail();
        }
        if (by == Role.PATIENT && !account.isConfirmed()) {
            return new Outcome.EmailUnconfirmed();
        }
        return account.waiting() >= settings.maxEntries() ? new Outcome.TooMany(settings.maxEntries()) : null;
    }
}
