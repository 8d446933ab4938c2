package dev.medislot.booking.patient;

import dev.medislot.booking.guardian.Guardians;
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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Patients as accounts. */
@Component
class PatientAccounts implements AccountStore {

    private final Patients patients;
    private final Guardians guardians;
    private final Outbox outbox;
    private final Clock clock;

    PatientAccounts(Patients patients, Guardians guardians, Outbox outbox, Clock clock) {
        this.patients = patients;
        this.guardians = guardians;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public Role role() {
        return Role.PATIENT;
    }

    @Override
    public Optional<Account> byEmail(String normalized) {
        return patients.findByEmail(normalized).flatMap(PatientAccounts::account);
    }

    @Override
    public Optional<Account> byId(UUID id) {
        return patients.findById(new PatientId(id)).flatMap(PatientAccounts::account);
    }

    @Override
    public boolean isGuardian(UUID person, UUID dependent) {
        return guardians.isGuardian(person, dependent);
    }

    /** Empty without an email address. */
    private static Optional<Account> account(Patient patient) {
        return Optional.ofNullable(patient.email())
                .map(email -> new Account(patient.id().value(), patient.profile().owner(email), patient.password(),
                        patient.address().state(), patient.emailConfirmed(), patient.pendingEmail()));
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
        var former = patient.email();
        return former == null || former.equals(email) ? new Confirmed() : new Replaced(former);
    }

    @Override
    public boolean changePassword(UUID id, @Nullable String former, String password) {
        return patients.changePassword(new PatientId(id), former, password);
    }
}
