package dev.medislot.availability.doctor;

import dev.medislot.availability.schedule.ScheduleProperties;
import dev.medislot.common.DoctorId;
import dev.medislot.service.security.Accounts;
import java.time.Clock;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens a doctor's account. */
@Component
class RegisterDoctor {

    private static final Logger LOG = LoggerFactory.getLogger(RegisterDoctor.class);

    sealed interface Outcome {
        record Registered(DoctorId doctor) implements Outcome {}

        record EmailTaken() implements Outcome {}
    }

    private final Doctors doctors;
    private final PublishDoctor publishDoctor;
    private final Accounts accounts;
    private final TransactionTemplate transaction;
    private final ScheduleProperties settings;
    private final Clock clock;

    RegisterDoctor(Doctors doctors, PublishDoctor publishDoctor, Accounts accounts, TransactionTemplate transaction,
            ScheduleProperties settings, Clock clock) {
        this.doctors = doctors;
        this.publishDoctor = publishDoctor;
        this.accounts = accounts;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    Outcome register(RegistrationRequest registration) {
        var doctor = registration.doctor();
        // hashing is slow on purpose, so it comes before the transaction takes a connection
        var password = accounts.encode(registration.password());
        if (!transaction.<Boolean>execute(_ -> add(doctor, password))) {
            return new Outcome.EmailTaken();
        }
        LOG.info("Doctor {} registered", doctor.id());
        return new Outcome.Registered(doctor.id());
    }

    private boolean add(Doctor doctor, String password) {
        var horizon = LocalDate.ofInstant(clock.instant(), doctor.timeZone()).plusDays(settings.horizonDays());
        if (!doctors.add(doctor, password, horizon)) {
            return false;
        }
        publishDoctor.publish(doctor);
        return true;
    }
}
