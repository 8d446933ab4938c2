package dev.medislot.booking.patient;

import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.service.outbox.Outbox;
import java.time.Clock;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens a patient's account. */
@Component
class RegisterPatient {

    private static final Logger LOG = LoggerFactory.getLogger(RegisterPatient.class);

    private final Patients patients;
    private final PasswordEncoder passwords;
    private final TransactionTemplate transaction;
    private final Outbox outbox;
    private final Clock clock;

    RegisterPatient(Patients patients, PasswordEncoder passwords, TransactionTemplate transaction, Outbox outbox,
            Clock clock) {
        this.patients = patients;
        this.passwords = passwords;
        this.transaction = transaction;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Returns empty if the email is in use. */
    Optional<Patient> register(Profile profile, String password) {
        // outside the transaction: it takes a while, and no connection should wait for it
        var encoded = String.valueOf(passwords.encode(password));
        var patient = Patient.registered(new PatientId(UUID.randomUUID()), profile.normalized(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        var added = Boolean.TRUE.equals(transaction.execute(_ -> {
            if (!patients.add(patient, encoded)) {
                return false;
            }
            outbox.publish(contact(patient));
            return true;
        }));
        if (!added) {
            return Optional.empty();
        }
        LOG.info("Patient {} registered", patient.id());
        return Optional.of(patient);
    }

    static ContactChanged contact(Patient patient) {
        return new ContactChanged(patient.id().value(), patient.version(), patient.updatedAt(), Role.PATIENT,
                patient.firstName(), patient.lastName(), patient.email(), ZoneId.of(patient.timeZone()),
                patient.reminders());
    }
}
