package dev.medislot.booking.patient;

import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.service.security.AccountStore;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Patients as accounts. */
@Component
class PatientAccounts implements AccountStore {

    private final Patients patients;

    PatientAccounts(Patients patients) {
        this.patients = patients;
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
                patient.address().state());
    }

    @Override
    public boolean changePassword(UUID id, String former, String password) {
        return patients.changePassword(new PatientId(id), former, password);
    }
}
