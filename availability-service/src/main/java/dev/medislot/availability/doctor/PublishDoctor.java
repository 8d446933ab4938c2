package dev.medislot.availability.doctor;

import dev.medislot.availability.schedule.DaysRepublished;
import dev.medislot.availability.schedule.Schedules;
import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.DoctorChanged;
import dev.medislot.common.event.DoctorChanged.OfferedVisit;
import dev.medislot.service.outbox.Outbox;
import dev.medislot.web.problem.Refused;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Publishes a doctor's profile and contact, in the transaction of the change. */
@Component
public class PublishDoctor {

    private final Doctors doctors;
    private final Schedules schedules;
    private final Outbox outbox;
    private final Clock clock;

    PublishDoctor(Doctors doctors, Schedules schedules, Outbox outbox, Clock clock) {
        this.doctors = doctors;
        this.schedules = schedules;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Raises the version of the doctor. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void profileChanged(DoctorId id) {
        doctors.countChange(id);
        publishProfile(doctors.find(id).orElseThrow(Refused::notFound));
    }

    /** Publishes the lengths of the visit types, which may have changed. */
    @EventListener
    void follow(DaysRepublished event) {
        profileChanged(event.doctor());
    }

    void publish(Doctor doctor) {
        publishProfile(doctor);
        outbox.publish(new ContactChanged(doctor.id().value(), doctor.version(), clock.instant(), Role.DOCTOR,
                doctor.firstName(), doctor.lastName(), doctor.email(), doctor.timeZone(), doctor.reminders(),
                doctor.emailConfirmed(), null, doctor.language(), null, doctor.visits().videoLink(), placeOf(doctor)));
    }

    private static ContactChanged.@Nullable Place placeOf(Doctor doctor) {
        var place = doctor.visits().place();
        return place == null ? null
                : new ContactChanged.Place(place.name(), place.street(), place.city(), place.state(), place.zip(),
                        place.phone());
    }

    private void publishProfile(Doctor doctor) {
        outbox.publish(new DoctorChanged(doctor.id().value(), doctor.version(), clock.instant(), doctor.firstName(),
                doctor.lastName(), doctor.specialty(), doctor.bio(), doctor.timeZone(), doctor.slotMinutes(),
                schedules.licenses(doctor.id()), visitTypes(doctor.id())));
    }

    private @Nullable List<OfferedVisit> visitTypes(DoctorId doctor) {
        var visits = schedules.visits(doctor);
        return visits == null ? null
                : visits.stream().map(visit -> new OfferedVisit(visit.type(), visit.minutes())).toList();
    }
}
