package dev.medislot.webapp;

import dev.medislot.client.MedislotClient;
import dev.medislot.client.booking.Booking;
import dev.medislot.client.booking.BookingQuery;
import dev.medislot.client.doctor.Doctor;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.VisitMode;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.ui.Model;

/** The visits ahead whose patients get a mail because their doctor has another video link or place. */
public final class PlaceMails {

    private static final int PAGE = 200;
    private static final int MAX_SHOWN = 20;

    private PlaceMails() {}

    /**
     * Finds the visits by the modes whose link or place an edit changes.
     *
     * @param changed the doctor in the preview of the edit
     */
    public static List<Booking> of(MedislotClient api, Doctor stored, Doctor changed) {
        var modes = EnumSet.noneOf(VisitMode.class);
        if (!Objects.equals(stored.videoLink(), changed.videoLink())) {
            modes.add(VisitMode.VIDEO);
        }
        if (!Objects.equals(stored.place(), changed.place())) {
            modes.add(VisitMode.IN_PERSON);
        }
        return modes.isEmpty() ? List.of() : ahead(api, stored.id(), modes);
    }

    private static List<Booking> ahead(MedislotClient api, DoctorId doctor, Set<VisitMode> modes) {
        var now = Instant.now();
        var query = new BookingQuery(BookingStatus.CONFIRMED, now.toString(), null, null, doctor, null, PAGE, null);
        return MedislotClient.all(next -> api.bookings().list(query.after(next)))
                .filter(visit -> visit.start().isAfter(now)) // not the one under way, which the list has too
                .filter(visit -> modes.contains(Objects.requireNonNullElse(visit.mode(), VisitMode.VIDEO)))
                .toList();
    }

    /** The number of their patients. */
    public static long patients(List<Booking> visits) {
        return visits.stream().map(Booking::patientId).distinct().count();
    }

    /**
     * Shows the visits before the edit is saved.
     *
     * @param form the typed values, which are sent again with the choice
     */
    public static String ask(List<Booking> visits, Times times, String action, Map<String, String[]> form,
            Model model) {
        model.addAttribute("mailed", patients(visits)).addAttribute("count", visits.size());
        model.addAttribute("visits", visits.stream().limit(MAX_SHOWN).toList()).addAttribute("times", times);
        model.addAttribute("action", action).addAttribute("form", form);
        return "webapp/mailed";
    }
}
