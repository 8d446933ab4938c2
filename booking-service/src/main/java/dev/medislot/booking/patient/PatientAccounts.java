package dev.medislot.booking.patient;

import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.service.outbox.Outbox;
import dev.medislot.service.security.AccountStore;
import dev.medislot.service.security.AccountStore.Confirmation.Confirmed;
import dev.medislot.service.security.AccountStore.Confirmation.Outdated;
import dev.medislot.service.security.AccountStore.Confirmation.Replaced;
import dev.medislot.service.security.AccountStore.Confirmation.Taken;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Patients as accounts. */
@Component
class PatientAccounts implements AccountStore {

    private final Patients patients;
    private final Outbox outbox;
    private final Clock clock;

    PatientAccounts(Patients patients, Outbox outbox, Clock clock) {
        this.patients = patients;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public Role role() {
        return Role.PATIENT;
    }

    @Override
    public Optional<Account> byEmail(String normalized) {
        return patients.findByEmail(normalized).map(PatientAccounts::account);
    }

    @Override
    public Optional<Account> byId(UUID id) {
        return patients.findById(new PatientId(id)).map(PatientAccounts::account);
    }

    private static Account account(Patient patient) {
        return new Account(patient.id().value(), patient.profile().owner(), patient.password(),
                patient.address().state(), patient.emailConfirmed(), patient.pendingEmail());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Confirmation confirmEmail(UUID id, String email) {
        var patient = patients.lockById(new PatientId(id)).orElse(null);
        if (patient == null || (!email.equals(patient.email()) && !email.equals(patient.pendingEmail()))) {
            return new Outdated();
        }
        if (!email.equals(patient.email()) && patients.findByEmail(email).isPresent()) {
            return new Taken();
        }
        if (!email.equals(patient.email()) || !patient.emailConfirmed()) {
            var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
            outbox.publish(RegisterPatient.contact(patients.save(patient.confirmed(email, at))));
        }
        return email.equals(patient.email()) ? new Confirmed() : new Replaced(patient.email());
    }

    @Override
    public boolean changePassword(UUID id, String former, String password) {
        return patients.changePassword(new PatientId(id), former, password);
    }
}
