package dev.medislot.availability.staff;

import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.service.session.Sessions;
import dev.medislot.web.problem.Refused;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sets up, checks and removes the second factor of staff. */
@Component
class SecondFactor {

    private static final Logger LOG = LoggerFactory.getLogger(SecondFactor.class);

    sealed interface Setup {
        record Begun(String secret) implements Setup {}

        record AlreadyOn() implements Setup {}
    }

    sealed interface Confirmation {
        record Confirmed() implements Confirmation {}

        /** The code is wrong, or no setup has begun. */
        record WrongCode() implements Confirmation {}
    }

    private final StaffMembers staffMembers;
    private final Sessions sessions;
    private final SecondFactorProperties settings;
    private final Clock clock;

    SecondFactor(StaffMembers staffMembers, Sessions sessions, SecondFactorProperties settings, Clock clock) {
        this.staffMembers = staffMembers;
        this.sessions = sessions;
        this.settings = settings;
        this.clock = clock;
    }

    /** Refuses a login whose password is right but whose code is missing, wrong or used. */
    void check(UUID id, @Nullable String code) {
        var member = staffMembers.findById(id).orElseThrow();
        var secret = member.totpSecret();
        if (secret == null) {
            if (settings.secondFactor() == SecondFactorProperties.Need.REQUIRED) {
                throw new Refused(ProblemType.SECOND_FACTOR, "Set up the second factor first");
            }
        } else if (code == null) {
            throw new Refused(ProblemType.SECOND_FACTOR, "Send the code of the authenticator app");
        } else if (!isNew(id, secret, code)) {
            throw new Refused(ProblemType.UNAUTHENTICATED, "The code is wrong or used");
        }
    }

    private boolean isNew(UUID id, String secret, String code) {
        var step = TimeCodes.step(secret, code, clock.instant());
        return step.isPresent() && staffMembers.useCode(id, step.getAsLong());
    }

    /** Starts over with a new secret unless the member has a second factor. */
    Setup begin(UUID id) {
        var secret = TimeCodes.secret();
        return staffMembers.beginSecondFactor(id, secret) ? new Setup.Begun(secret) : new Setup.AlreadyOn();
    }

    /** Turns the second factor on and ends the sessions that were opened without it. */
    @Transactional
    Confirmation confirm(UUID id, String code) {
        var pending = staffMembers.findById(id).orElseThrow().totpPending();
        if (pending == null || !isConfirmed(id, pending, code)) {
            return new Confirmation.WrongCode();
        }
        sessions.endAll(id, Role.STAFF);
        LOG.info("Staff member {} has a second factor", id);
        return new Confirmation.Confirmed();
    }

    private boolean isConfirmed(UUID id, String secret, String code) {
        var step = TimeCodes.step(secret, code, clock.instant());
        return step.isPresent() && staffMembers.confirmSecondFactor(id, secret, step.getAsLong());
    }

    @Transactional
    void remove(UUID id, UUID by) {
        if (!staffMembers.removeSecondFactor(id)) {
            throw Refused.notFound();
        }
        sessions.endAll(id, Role.STAFF);
        LOG.info("The second factor of staff member {} was removed by {}", id, by);
    }
}
