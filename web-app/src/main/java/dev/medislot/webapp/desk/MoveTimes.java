package dev.medislot.webapp.desk;

import dev.medislot.client.opening.DoctorOpeningQuery;
import dev.medislot.client.opening.DoctorOpenings.OpenDoctor;
import dev.medislot.client.opening.DoctorOpenings.OpenSlot;
import dev.medislot.client.opening.OpeningApi;
import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import dev.medislot.webapp.Criteria;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;

/**
 * A search for the times of a week to which a booking can move, in the address with which its page follows them.
 *
 * @param visit the visit type of the booking; null for the default visit
 * @param from the first day
 * @param zone of the patient
 */
record MoveTimes(UsState state, @Nullable UUID visit, UUID doctor, @DateTimeFormat(iso = ISO.DATE) LocalDate from,
        ZoneId zone) {

    static final int DAYS = 7;

    /** The times of a day. */
    record MoveDay(LocalDate date, List<OpenSlot> slots) {}

    /** The days with times, in the zone of the clinic. */
    List<MoveDay> days(OpeningApi openings, ZoneId clinic) {
        var found = openings.byDoctor(
                new DoctorOpeningQuery(state, null, from, DAYS, clinic, new DoctorId(doctor), visit, null, 1, null));
        return found.doctors().stream().flatMap(each -> days(each).stream()).toList();
    }

    private List<MoveDay> days(OpenDoctor open) {
        return open.days()
                .stream()
                .map(day -> new MoveDay(day.date(),
                        day.slots().stream().filter(slot -> Objects.equals(slot.visitTypeId(), visit)).toList()))
                .filter(day -> !day.slots().isEmpty())
                .toList();
    }

    /** Differs if there are other times. */
    static String fingerprint(List<MoveDay> days) {
        return Integer
                .toHexString(days.stream().flatMap(day -> day.slots().stream()).map(OpenSlot::id).toList().hashCode());
    }

    /** The address that answers changes. */
    public String page(UUID booking) {
        return new Criteria().with("state", state)
                .with("visit", visit)
                .with("doctor", doctor)
                .with("from", from)
                .with("zone", zone)
                .page("/desk/appointments/%s/times".formatted(booking));
    }
}
