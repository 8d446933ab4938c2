package dev.medislot.booking.patient;

import dev.medislot.common.Role;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.service.account.AccountMails;
import dev.medislot.service.idempotency.IdempotencyKeys;
import dev.medislot.service.idempotency.KeyedRequest;
import dev.medislot.service.idempotency.Once;
import dev.medislot.service.outbox.Outbox;
import dev.medislot.service.security.Accounts;
import java.time.Clock;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;

/** Opens a patient's account. */
@Component
class RegisterPatient {

    private static final Logger LOG = LoggerFactory.getLogger(RegisterPatient.class);
    private static final TypeReference<Outcome> OUTCOME = new TypeReference<>() {
    };

    sealed interface Outcome {

        /** The patient is {@linkplain Patient#withoutPassword without the password}. */
        record Registered(Patient patient) implements Outcome {}

        record EmailTaken() implements Outcome {}
    }

    private final IdempotencyKeys keys;
    private final Patients patients;
    private final Accounts accounts;
    private final TransactionTemplate transaction;
    private final Outbox outbox;
    private final AccountMails accountMails;
    private final Clock clock;

    RegisterPatient(IdempotencyKeys keys, Patients patients, Accounts accounts,
            PlatformTransactionManager transactionManager, Outbox outbox, AccountMails accountMails, Clock clock) {
        this.keys = keys;
        this.patients = patients;
        this.accounts = accounts;
        this.transaction = new TransactionTemplate(transactionManager);
        // a taken email aborts only this part of the transaction that stores the key
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.outbox = outbox;
        this.accountMails = accountMails;
        this.clock = clock;
    }

    /** Registers at most once for the key of the request. */
    Once<Outcome> register(ProfileRequest profile, @Nullable String password, KeyedRequest keyed) {
        var email = profile.email();
        try (var attempt = keys.attempt(keyed, OUTCOME)) {
            return attempt.before().orElseGet(() -> {
                // before the transaction: it takes a while, and no connection should wait for it
                var encoded = email == null || password == null ? null
                        : accounts.encode(password, profile.owner(email));
                return attempt.once(() -> register(profile.normalized(), encoded));
            });
        }
    }

    private Outcome register(ProfileRequest profile, @Nullable String password) {
        // PostgreSQL's log would quote the address; the constraint still decides between two at once
        if (profile.email() != null && patients.existsByEmail(profile.email())) {
            return new Outcome.EmailTaken();
        }
        try {
            var patient = Objects.requireNonNull(transaction.execute(_ -> store(profile, password)));
            LOG.info("Patient {} registered", patient.id());
            return new Outcome.Registered(patient.withoutPassword());
        } catch (DuplicateKeyException _) {
            return new Outcome.EmailTaken();
        }
    }

    private Patient store(ProfileRequest profile, @Nullable String password) {
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var patient = patients.save(Patient.registered(profile, password, at));
        outbox.publish(contact(patient));
        if (patient.email() != null) {
            accountMails.confirmEmail(patient.id().value(), Role.PATIENT, patient.email(), patient.language());
        }
        return patient;
    }

    static ContactChanged contact(Patient patient) {
        var guardian = patient.guardianId();
        return new ContactChanged(patient.id().value(), patient.version(), patient.updatedAt(), Role.PATIENT,
                patient.firstName(), patient.lastName(), Objects.requireNonNullElse(patient.email(), ""),
                ZoneId.of(patient.timeZone()), patient.reminders(), patient.emailConfirmed(), patient.phone(),
                patient.language(), guardian == null ? null : guardian.value(), null, null, patient.linkKey());
    }
}
