package dev.medislot.booking.patient;

import dev.medislot.common.Role;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.service.outbox.Outbox;
import dev.medislot.service.security.Accounts;
import java.time.Clock;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens a patient's account. */
@Component
class RegisterPatient {

    private static final Logger LOG = LoggerFactory.getLogger(RegisterPatient.class);

    private final Patients patients;
    private final Accounts accounts;
    private final TransactionTemplate transaction;
    private final Outbox outbox;
    private final Clock clock;

    RegisterPatient(Patients patients, Accounts accounts, TransactionTemplate transaction, Outbox outbox, Clock clock) {
        this.patients = patients;
        this.accounts = accounts;
        this.transaction = transaction;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Returns empty if the email is in use. */
    Optional<Patient> register(Profile profile, String password) {
        // before the transaction: it takes a while, and no connection should wait for it
        var encoded = accounts.encode(password);
        try {
            var patient = Objects.requireNonNull(transaction.execute(_ -> store(profile.normalized(), encoded)));
            LOG.info("Patient {} registered", patient.id());
            return Optional.of(patient);
        } catch (DuplicateKeyException _) {
            return Optional.empty();
        }
    }

    private Patient store(Profile profile, String password) {
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var patient = patients.save(Patient.registered(profile, password, at));
        outbox.publish(contact(patient));
        return patient;
    }

    static ContactChanged contact(Patient patient) {
        return new ContactChanged(patient.id().value(), patient.version(), patient.updatedAt(), Role.PATIENT,
                patient.firstName(), patient.lastName(), patient.email(), ZoneId.of(patient.timeZone()),
                patient.reminders());
    }
}
