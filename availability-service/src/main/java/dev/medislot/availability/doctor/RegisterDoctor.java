package dev.medislot.availability.doctor;

import dev.medislot.availability.schedule.ScheduleProperties;
import dev.medislot.common.DoctorId;
import dev.medislot.service.security.Accounts;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens a doctor's account. */
@Component
class RegisterDoctor {

    private static final Logger LOG = LoggerFactory.getLogger(RegisterDoctor.class);
    private static final int SLOT_MINUTES = 60;

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
        var doctor = new Doctor(new DoctorId(UUID.randomUUID()), 1, Accounts.normalized(registration.email()),
                registration.firstName().strip(), registration.lastName().strip(), registration.specialty(),
                registration.bio(), ZoneId.of(registration.timeZone()),
                Objects.requireNonNullElse(registration.slotMinutes(), SLOT_MINUTES), true);
        // slow by intent, so before a connection is taken
        var password = accounts.encode(registration.password());
        var horizon = LocalDate.ofInstant(clock.instant(), doctor.timeZone()).plusDays(settings.horizonDays());
        var added = transaction.execute(_ -> {
            if (!doctors.add(doctor, password, horizon)) {
                return false;
            }
            publishDoctor.publish(doctor);
            return true;
        });
        if (!Boolean.TRUE.equals(added)) {
            return new Outcome.EmailTaken();
        }
        LOG.info("Doctor {} registered", doctor.id());
        return new Outcome.Registered(doctor.id());
    }
}
