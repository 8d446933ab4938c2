package dev.medislot.booking.patient;

import dev.medislot.booking.access.AccessTrail;
import dev.medislot.booking.access.PatientData;
import dev.medislot.booking.guardian.Guardians;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.service.outbox.Outbox;
import dev.medislot.service.security.AccountStore;
import dev.medislot.service.security.AccountStore.Confirmation.Confirmed;
import dev.medislot.service.security.AccountStore.Confirmation.Outdated;
import dev.medislot.service.security.AccountStore.Confirmation.Replaced;
import dev.medislot.service.security.AccountStore.Confirmation.Taken;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.PasswordChanged;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Patients as accounts. */
@Component
class PatientAccounts implements AccountStore {

    private final Patients patients;
    private final Guardians guardians;
    private final AccessTrail trail;
    private final Outbox outbox;
    private final Clock clock;

    PatientAccounts(Patients patients, Guardians guardians, AccessTrail trail, Outbox outbox, Clock clock) {
        this.patients = patients;
        this.guardians = guardians;
        this.trail = trail;
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

    /** Returns empty without an email address. */
    private static Optional<Account> account(Patient patient) {
        return Optional.ofNullable(patient.email())
                .map(email -> new Account(patient.id().value(), patient.profile().owner(email), patient.password(),
                        patient.address().state(), patient.emailConfirmed(), patient.pendingEmail(),
                        patient.language()));
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
            record(patient.id(), "confirmEmail");
        }
        var former = patient.email();
        return former == null || former.equals(email) ? new Confirmed() : new Replaced(former);
    }

    @Override
    public boolean changePassword(UUID id, @Nullable String former, String password) {
        return patients.changePassword(new PatientId(id), former, password);
    }

    /** Another password also ends the links in mails that cancel bookings. */
    @EventListener
    void on(PasswordChanged changed) {
        if (changed.role() == Role.PATIENT) {
            var patient = new PatientId(changed.account().id());
            var isByToken = Caller.current().filter(caller -> caller.is(patient)).isPresent();
            record(patient, isByToken ? "changePatientPassword" : "resetPassword");
            changeLinkKey(patient);
        }
    }

    private void changeLinkKey(PatientId id) {
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        patients.lockById(id)
                .ifPresent(patient -> outbox.publish(RegisterPatient.contact(patients.save(patient.withLinkKey(at)))));
    }

    /** Records a change by the patient, whose answer has no data that would be recorded. */
    private void record(PatientId patient, String operation) {
        trail.add(new Caller(patient.value(), Role.PATIENT, null), operation, true,
                List.of(new PatientData(patient, null)));
    }
}
