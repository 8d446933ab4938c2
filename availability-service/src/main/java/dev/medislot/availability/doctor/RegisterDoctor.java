package dev.medislot.availability.doctor;

import dev.medislot.availability.schedule.ScheduleProperties;
import dev.medislot.common.Role;
import dev.medislot.service.account.AccountMails;
import dev.medislot.service.idempotency.IdempotencyKeys;
import dev.medislot.service.idempotency.KeyedRequest;
import dev.medislot.service.idempotency.Once;
import dev.medislot.service.security.Accounts;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;

/** Opens a doctor's account. */
@Component
class RegisterDoctor {

    private static final Logger LOG = LoggerFactory.getLogger(RegisterDoctor.class);

    sealed interface Outcome {
        record Registered(DoctorProfile doctor) implements Outcome {}

        record EmailTaken() implements Outcome {}
    }

    private static final TypeReference<Outcome> OUTCOME = new TypeReference<>() {
    };

    private final IdempotencyKeys keys;
    private final Doctors doctors;
    private final PublishDoctor publishDoctor;
    private final Accounts accounts;
    private final AccountMails accountMails;
    private final TransactionTemplate transaction;
    private final ScheduleProperties settings;
    private final Clock clock;

    RegisterDoctor(IdempotencyKeys keys, Doctors doctors, PublishDoctor publishDoctor, Accounts accounts,
            AccountMails accountMails, TransactionTemplate transaction, ScheduleProperties settings, Clock clock) {
        this.keys = keys;
        this.doctors = doctors;
        this.publishDoctor = publishDoctor;
        this.accounts = accounts;
        this.accountMails = accountMails;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /** Registers at most once for the key of the request. */
    Once<Outcome> register(RegistrationRequest registration, KeyedRequest keyed) {
        try (var attempt = keys.attempt(keyed, OUTCOME)) {
            return attempt.before().orElseGet(() -> {
                // hashing is slow on purpose, so it comes before the transaction takes a connection
                var password = accounts.encode(registration.password(), registration.doctor().owner());
                return attempt.once(
                        () -> Objects.requireNonNull(transaction.execute(_ -> add(registration.doctor(), password))));
            });
        }
    }

    private Outcome add(Doctor doctor, String password) {
        var now = clock.instant();
        var horizon = LocalDate.ofInstant(now, doctor.timeZone()).plusDays(settings.horizonDays());
        if (!doctors.add(doctor, password, horizon)) {
            return new Outcome.EmailTaken();
        }
        publishDoctor.publish(doctor);
        accountMails.confirmEmail(doctor.id().value(), Role.DOCTOR, doctor.email(), doctor.language());
        LOG.info("Doctor {} registered", doctor.id());
        return new Outcome.Registered(doctors.profile(doctor.id(), now).orElseThrow());
    }
}
