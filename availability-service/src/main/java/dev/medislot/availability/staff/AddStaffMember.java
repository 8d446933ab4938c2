package dev.medislot.availability.staff;

import dev.medislot.service.idempotency.IdempotencyKeys;
import dev.medislot.service.idempotency.KeyedRequest;
import dev.medislot.service.idempotency.Once;
import dev.medislot.service.password.PasswordOwner;
import dev.medislot.service.security.Accounts;
import dev.medislot.web.json.EmailAddress;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Opens the account of a staff member. */
@Component
class AddStaffMember {

    private static final Logger LOG = LoggerFactory.getLogger(AddStaffMember.class);
    private static final TypeReference<Outcome> OUTCOME = new TypeReference<>() {
    };

    sealed interface Outcome {
        record Added(UUID id, String email) implements Outcome {}

        record EmailTaken() implements Outcome {}
    }

    private final IdempotencyKeys keys;
    private final StaffMembers staffMembers;
    private final Accounts accounts;

    AddStaffMember(IdempotencyKeys keys, StaffMembers staffMembers, Accounts accounts) {
        this.keys = keys;
        this.staffMembers = staffMembers;
        this.accounts = accounts;
    }

    /** Adds at most once for the key of the request. */
    Once<Outcome> add(String email, String password, UUID by, KeyedRequest keyed) {
        try (var attempt = keys.attempt(keyed, OUTCOME)) {
            return attempt.before().orElseGet(() -> {
                // hashing is slow on purpose, so it comes before the transaction takes a connection
                var encoded = accounts.encode(password, PasswordOwner.of(email));
                return attempt.once(() -> add(EmailAddress.normalized(email), encoded, by));
            });
        }
    }

    private Outcome add(String email, String password, UUID by) {
        var id = UUID.randomUUID();
        if (!staffMembers.add(id, email, password)) {
            return new Outcome.EmailTaken();
        }
        LOG.info("Staff member {} added by {}", id, by);
        return new Outcome.Added(id, email);
    }
}
