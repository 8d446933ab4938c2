package dev.medislot.booking.patient;

import dev.medislot.booking.access.AccessTrail;
import dev.medislot.booking.access.PatientData;
import dev.medislot.booking.booking.PatientBookings;
import dev.medislot.booking.claim.Holds;
import dev.medislot.booking.waitlist.Waitlist;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.Topics;
import dev.medislot.service.outbox.Outbox;
import dev.medislot.service.security.Accounts;
import dev.medislot.service.security.Caller;
import dev.medislot.service.session.Sessions;
import dev.medislot.web.EntityTag;
import dev.medislot.web.problem.Refused;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases a patient: the profile is deleted, upcoming bookings are cancelled, and past ones stay without name and words.
 * The tombstone of the contact lets other services erase their copies.
 */
@Component
class ErasePatient {

    private static final Logger LOG = LoggerFactory.getLogger(ErasePatient.class);

    sealed interface Outcome {

        record Erased() implements Outcome {}

        record WrongPassword() implements Outcome {}

        record HasDependents() implements Outcome {}

        record Stale(int version) implements Outcome {}
    }

    private final Patients patients;
    private final PatientBookings bookings;
    private final Holds holds;
    private final Waitlist waitlist;
    private final Sessions sessions;
    private final Accounts accounts;
    private final AccessTrail trail;
    private final Outbox outbox;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    ErasePatient(Patients patients, PatientBookings bookings, Holds holds, Waitlist waitlist, Sessions sessions,
            Accounts accounts, AccessTrail trail, Outbox outbox, JdbcClient jdbc, TransactionTemplate transaction) {
        this.patients = patients;
        this.bookings = bookings;
        this.holds = holds;
        this.waitlist = waitlist;
        this.sessions = sessions;
        this.accounts = accounts;
        this.trail = trail;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Staff needs no password; a patient gives their own, also for a dependent. */
    Outcome erase(PatientId id, Caller caller, @Nullable String ifMatch, @Nullable String currentPassword) {
        if (!caller.isStaff() && !accounts.isPassword(currentPassword, Role.PATIENT, caller.id())) {
            return new Outcome.WrongPassword();
        }
        return Objects.requireNonNull(transaction.execute(_ -> eraseLocked(id, caller, ifMatch)));
    }

    private Outcome eraseLocked(PatientId id, Caller caller, @Nullable String ifMatch) {
        var patient = patients.lockById(id).orElseThrow(Refused::notFound);
        if (!EntityTag.matches(ifMatch, patient.version())) {
            return new Outcome.Stale(patient.version());
        }
        if (!patients.findDependents(id).isEmpty()) {
            return new Outcome.HasDependents();
        }
        int cancelled = bookings.erase(id, caller.actor());
        holds.releaseAll(id);
        waitlist.erase(id);
        sessions.endAll(id.value(), Role.PATIENT);
        deleteWords(id);
        patients.deleteById(id);
        outbox.erase(Topics.CONTACTS, id.toString(), ContactChanged.class, patient.version() + 1L);
        trail.add(caller, "erasePatient", true, List.of(new PatientData(id, null)));
        LOG.info("Patient {} erased by {} {}, {} bookings cancelled", id, caller.role(), caller.id(), cancelled);
        return new Outcome.Erased();
    }

    /**
     * Deletes the texts of the patient, and the stored outcomes of requests, also those of staff, which may repeat the
     * profile or the reason of a booking.
     */
    private void deleteWords(PatientId id) {
        jdbc.sql("update rating set comment = null where patient_id = :id").param("id", id).update();
        jdbc.sql("delete from account_link where person_id = :id").param("id", id).update();
        jdbc.sql("""
                delete from idempotency_key
                where caller_id = :id or strpos(outcome, :text) > 0 or strpos(body, :text) > 0
                """).param("id", id).param("text", id.toString()).update();
    }
}
