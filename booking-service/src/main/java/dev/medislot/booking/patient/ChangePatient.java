package dev.medislot.booking.patient;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.medislot.booking.booking.RelocateBookings;
import dev.medislot.booking.risk.AtRisk;
import dev.medislot.booking.risk.AtRisk.Why;
import dev.medislot.booking.risk.BookingsAtRisk;
import dev.medislot.common.PatientId;
import dev.medislot.common.event.Actor;
import dev.medislot.service.outbox.Outbox;
import dev.medislot.web.EntityTag;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes a patient's profile; a move to another state also moves their bookings there. */
@Component
class ChangePatient {

    private static final Logger LOG = LoggerFactory.getLogger(ChangePatient.class);
    private static final int MAX_AFFECTED = 100;

    sealed interface Outcome {}

    record Changed(Answer answer) implements Outcome {}

    record PatientUnknown() implements Outcome {}

    record EmailTaken() implements Outcome {}

    record Stale(int version) implements Outcome {}

    /**
     * The patient as they are now.
     *
     * @param affectedBookings bookings ahead that have no valid license where the patient lives now
     */
    @Schema(name = "ChangedPatient")
    record Answer(@JsonUnwrapped Patient patient, List<AtRisk> affectedBookings) {}

    private final Patients patients;
    private final RelocateBookings relocateBookings;
    private final BookingsAtRisk atRisk;
    private final TransactionTemplate transaction;
    private final Outbox outbox;
    private final Clock clock;

    ChangePatient(Patients patients, RelocateBookings relocateBookings, BookingsAtRisk atRisk,
            TransactionTemplate transaction, Outbox outbox, Clock clock) {
        this.patients = patients;
        this.relocateBookings = relocateBookings;
        this.atRisk = atRisk;
        this.transaction = transaction;
        this.outbox = outbox;
        this.clock = clock;
    }

    Outcome change(PatientId id, Actor actor, @Nullable String ifMatch, UnaryOperator<Profile> change) {
        try {
            return Objects.requireNonNull(transaction.execute(_ -> changeLocked(id, actor, ifMatch, change)));
        } catch (DuplicateKeyException _) {
            return new EmailTaken();
        }
    }

    private Outcome changeLocked(PatientId id, Actor actor, @Nullable String ifMatch, UnaryOperator<Profile> change) {
        var current = patients.lockById(id).orElse(null);
        if (current == null) {
            return new PatientUnknown();
        }
        if (!EntityTag.matches(ifMatch, current.version())) {
            return new Stale(current.version());
        }
        var profile = change.apply(current.profile()).normalized();
        if (profile.equals(current.profile())) {
            return new Changed(new Answer(current, List.of()));
        }
        // PostgreSQL's log would quote the address; the constraint still decides between two at once
        if (!profile.email().equals(current.email()) && patients.existsByEmail(profile.email())) {
            return new EmailTaken();
        }
        var changed = patients.save(current.changed(profile, clock.instant().truncatedTo(ChronoUnit.MICROS)));
        outbox.publish(RegisterPatient.contact(changed));
        LOG.info("Patient {} changed to version {} by {} {}", id, changed.version(), actor.role(), actor.id());
        return new Changed(new Answer(changed, relocated(current, changed, actor)));
    }

    /** Moves bookings to the new state, and returns those that have no valid license there. */
    private List<AtRisk> relocated(Patient before, Patient after, Actor actor) {
        var from = before.address().state();
        var to = after.address().state();
        if (from == to) {
            return List.of();
        }
        relocateBookings.relocate(after.id(), from, to, actor);
        return atRisk.find(after.id(), null, Why.NOT_LICENSED, MAX_AFFECTED, null);
    }
}
