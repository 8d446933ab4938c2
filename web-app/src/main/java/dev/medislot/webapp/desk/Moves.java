package dev.medislot.webapp.desk;

import static java.util.stream.Collectors.partitioningBy;

import dev.medislot.client.MedislotClient;
import dev.medislot.client.booking.Booking;
import dev.medislot.client.doctor.Doctor;
import dev.medislot.client.doctor.DoctorQuery;
import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import dev.medislot.webapp.Pending;
import dev.medislot.webapp.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;

/** The times and doctors to which a booking can move. */
final class Moves {

    private static final int MAX_DOCTORS = 200;

    /**
     * The doctors that a booking can move to, by name.
     *
     * @param others of another specialty
     */
    record Colleagues(List<Doctor> same, List<Doctor> others) {

        static Colleagues of(List<Doctor> licensed, Doctor own) {
            var found = licensed.stream()
                    .filter(doctor -> !doctor.id().equals(own.id()))
                    .sorted(Comparator.comparing(Doctor::lastName).thenComparing(Doctor::firstName))
                    .collect(partitioningBy(doctor -> Objects.equals(doctor.specialty(), own.specialty())));
            return new Colleagues(found.getOrDefault(true, List.of()), found.getOrDefault(false, List.of()));
        }
    }

    private Moves() {}

    /**
     * Adds the times of a week and the doctors to the page.
     *
     * @param from the first day; null for that of the booking, or today
     * @param doctor of the times
     * @param local the zone of the patient
     */
    static void add(MedislotClient api, Booking booking, Times times, @Nullable LocalDate from, DoctorId doctor,
            ZoneId local, Model model) {
        var asked = Pending.of(() -> licensed(api, booking.patientState()));
        var today = times.date(Instant.now());
        var first = Objects.requireNonNullElse(from, latest(today, times.date(booking.start())));
        model.addAttribute("first", first).addAttribute("next", first.plusDays(MoveTimes.DAYS));
        model.addAttribute("previous", first.isAfter(today) ? latest(today, first.minusDays(MoveTimes.DAYS)) : null);
        var search = new MoveTimes(booking.patientState(), booking.visitTypeId(), doctor.value(), first, local);
        var days = search.days(api.openings(), times.zone());
        model.addAttribute("search", search).addAttribute("moves", days).addAttribute("to", doctor);
        model.addAttribute("seen", MoveTimes.fingerprint(days)).addAttribute("since", Instant.now().getEpochSecond());
        var licensed = asked.get();
        var own = own(api, booking, licensed);
        model.addAttribute("own", own).addAttribute("colleagues", Colleagues.of(licensed, own));
    }

    /** The doctor of the booking; needs another call only if the doctor has no license now. */
    private static Doctor own(MedislotClient api, Booking booking, List<Doctor> licensed) {
        return licensed.stream()
                .filter(doctor -> doctor.id().equals(booking.doctorId()))
                .findFirst()
                .orElseGet(() -> api.doctors().get(booking.doctorId()));
    }

    private static List<Doctor> licensed(MedislotClient api, UsState state) {
        return api.doctors().list(new DoctorQuery(state, null, null, MAX_DOCTORS, null)).items();
    }

    private static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
