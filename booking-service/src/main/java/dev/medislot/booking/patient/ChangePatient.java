package dev.medislot.booking.patient;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.medislot.booking.access.PatientData;
import dev.medislot.booking.booking.PatientBookings;
import dev.medislot.booking.booking.RelocateBookings;
import dev.medislot.booking.risk.AtRisk;
import dev.medislot.booking.risk.AtRisk.Why;
import dev.medislot.booking.risk.BookingsAtRisk;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.common.event.Actor;
import dev.medislot.service.account.AccountMails;
import dev.medislot.service.outbox.Outbox;
import dev.medislot.service.security.Accounts;
import dev.medislot.web.EntityTag;
import dev.medislot.web.json.MergePatch;
import dev.medislot.web.problem.Refused;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/** Changes a patient's profile; a move to another state also moves their bookings there. */
@Component
class ChangePatient {

    private static final Logger LOG = LoggerFactory.getLogger(ChangePatient.class);
    private static final int MAX_AFFECTED = 100;
    static final String NEEDS_PHONE = "must not be null without an email address";

    sealed interface Outcome {}

    record Changed(Answer answer) implements Outcome {}

    record EmailTaken() implements Outcome {}

    record WrongPassword() implements Outcome {}

    record PhoneNeeded() implements Outcome {}

    record Stale(int version) implements Outcome {}

    /**
     * The patient as they are now.
     *
     * @param affectedBookings bookings ahead that have no valid license where the patient lives now
     */
    @Schema(name = "ChangedPatient")
    record Answer(@JsonUnwrapped Patient patient, List<AtRisk> affectedBookings) implements PatientData.Holder {

        @Override
        public Stream<PatientData> patientData() {
            return patient.patientData();
        }
    }

    private final Patients patients;
    private final RelocateBookings relocateBookings;
    private final PatientBookings patientBookings;
    private final BookingsAtRisk atRisk;
    private final MergePatch mergePatch;
    private final TransactionTemplate transaction;
    private final Outbox outbox;
    private final Accounts accounts;
    private final AccountMails accountMails;
    private final Clock clock;

    ChangePatient(Patients patients, RelocateBookings relocateBookings, PatientBookings patientBookings,
            BookingsAtRisk atRisk, MergePatch mergePatch, TransactionTemplate transaction, Outbox outbox,
            Accounts accounts, AccountMails accountMails, Clock clock) {
        this.patients = patients;
        this.relocateBookings = relocateBookings;
        this.patientBookings = patientBookings;
        this.atRisk = atRisk;
        this.mergePatch = mergePatch;
        this.transaction = transaction;
        this.outbox = outbox;
        this.accounts = accounts;
        this.accountMails = accountMails;
        this.clock = clock;
    }

    /** Staff needs no password to change the email address. */
    Outcome change(PatientId id, ObjectNode patch, @Nullable String ifMatch, Actor actor) {
        // before the transaction, which would keep its connection and its lock while this waits
        var mayChangeEmail = actor.role() == Role.STAFF
                || accounts.isPassword(currentPassword(patch), Role.PATIENT, id.value());
        return Objects
                .requireNonNull(transaction.execute(_ -> changeLocked(id, patch, ifMatch, actor, mayChangeEmail)));
    }

    private static @Nullable String currentPassword(ObjectNode patch) {
        var password = patch.path("currentPassword").asString("");
        return password.isEmpty() ? null : password;
    }

    private Outcome changeLocked(PatientId id, ObjectNode patch, @Nullable String ifMatch, Actor actor,
            boolean mayChangeEmail) {
        var current = patients.lockById(id).orElseThrow(Refused::notFound);
        if (!EntityTag.matches(ifMatch, current.version())) {
            return new Stale(current.version());
        }
        var profile = patched(current.profile(), patch).normalized();
        checkReachable(current, profile);
        var refusal = refusal(current, profile, mayChangeEmail);
        return refusal != null ? refusal : new Changed(changed(current, profile, actor));
    }

    /** A stored number may be older than the rules for numbers; a patch that does not name it leaves it. */
    private ProfileRequest patched(ProfileRequest profile, ObjectNode patch) {
        var patched = mergePatch.apply(patch, profile.withPhone(null), ProfileRequest.class);
        return patch.has("phone") ? patched : patched.withPhone(profile.phone());
    }

    private @Nullable Outcome refusal(Patient current, ProfileRequest profile, boolean mayChangeEmail) {
        if (current.phone() != null && profile.phone() == null && needPhone(current)) {
            return new PhoneNeeded();
        }
        var email = otherEmail(current, profile);
        if (email != null && !mayChangeEmail) {
            return new WrongPassword();
        }
        return email != null && patients.existsByEmail(email) ? new EmailTaken() : null;
    }

    private static @Nullable String otherEmail(Patient current, ProfileRequest profile) {
        return Objects.equals(profile.email(), current.email()) ? null : profile.email();
    }

    private Answer changed(Patient current, ProfileRequest profile, Actor actor) {
        var otherEmail = otherEmail(current, profile);
        var pendingEmail = otherEmail == null ? current.pendingEmail() : otherEmail;
        if (profile.withEmail(current.email()).equals(current.profile())
                && Objects.equals(pendingEmail, current.pendingEmail())) {
            return new Answer(current, List.of());
        }
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var changed = patients.save(current.changed(profile, pendingEmail, at));
        outbox.publish(RegisterPatient.contact(changed));
        if (pendingEmail != null && !pendingEmail.equals(current.pendingEmail())) {
            accountMails.confirmEmail(changed.id().value(), Role.PATIENT, pendingEmail, changed.language());
        }
        LOG.info("Patient {} changed to version {} by {} {}", changed.id(), changed.version(), actor.role(),
                actor.id());
        return new Answer(changed, relocated(current, changed, actor));
    }

    /** Locks the guardian after the dependent, as a claim does: the number of one of them must stay. */
    private boolean needPhone(Patient patient) {
        if (patient.guardianId() != null) {
            patients.lockById(patient.guardianId());
        }
        return patientBookings.needPhone(patient.id());
    }

    private static void checkReachable(Patient current, ProfileRequest profile) {
        if (current.guardianId() != null) {
            if (profile.email() != null) {
                throw Refused.invalid("email", "must be null: the mails of a dependent go to its guardian");
            }
            if (profile.dateOfBirth() == null) {
                throw Refused.invalid("dateOfBirth", "must not be null for a dependent");
            }
        } else if (profile.email() == null) {
            if (current.email() != null) {
                throw Refused.invalid("email", "must not be null");
            }
            if (profile.phone() == null) {
                throw Refused.invalid("phone", NEEDS_PHONE);
            }
        }
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
