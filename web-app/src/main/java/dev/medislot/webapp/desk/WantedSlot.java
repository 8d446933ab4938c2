package dev.medislot.webapp.desk;

import dev.medislot.client.MedislotClient;
import dev.medislot.client.booking.DeskDay.DeskSlot;
import dev.medislot.client.booking.DeskDay.DeskVisit;
import dev.medislot.client.booking.DeskDay.DoctorColumn;
import dev.medislot.client.booking.DeskQuery;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A slot that the front desk wants to book, as it is now.
 *
 * @param doctorName first and last name
 * @param now the slot of its doctor that starts then; null if it has no such slot any more
 */
record WantedSlot(SlotId id, String doctorName, @Nullable DeskSlot now) {

    static final String TAKEN = "slot-taken";
    private static final int NEAREST = 5;

    /** A free slot instead of one that is taken. */
    record Offer(DeskSlot slot, String doctorName) {}

    static WantedSlot of(MedislotClient api, SlotId id) {
        var zone = ZoneId.of("UTC");
        var day = api.desk().day(DeskQuery.of(id.start().atZone(zone).toLocalDate()).of(id.doctor()).in(zone));
        var column = day.doctors().stream().filter(doctor -> doctor.doctorId().equals(id.doctor())).findFirst();
        var found = column.stream()
                .flatMap(doctor -> doctor.slots().stream())
                .filter(slot -> slot.start().equals(id.start()))
                .findFirst();
        return new WantedSlot(id, column.map(DoctorColumn::doctorName).orElseGet(() -> name(api, id)),
                found.orElse(null));
    }

    private static String name(MedislotClient api, SlotId id) {
        var doctor = api.doctors().get(id.doctor());
        return doctor.firstName() + " " + doctor.lastName();
    }

    public boolean isFree() {
        return now != null && now.status().equals("OPEN");
    }

    /** The type of the problem for which it cannot be booked, unless it is free. */
    String problem() {
        if (now == null) {
            return "slot-gone";
        }
        return now.status().equals("PAST") ? "slot-in-past" : TAKEN;
    }

    /** The visit types to choose from; fewer than two leave no choice. */
    public List<DeskVisit> visits() {
        return now == null ? List.of() : now.visits();
    }

    /** The visit of the slot's own type; null for the default visit. */
    public @Nullable DeskVisit visit() {
        return visits().stream().filter(visit -> visit.slotId().equals(id)).findFirst().orElse(null);
    }

    boolean isHeldFor(PatientId patient) {
        return now != null && now.holdId() != null && patient.equals(now.patientId());
    }

    /**
     * Free slots of that day that start at about the same time.
     *
     * @param state where the patient will be, for which the doctors have a license; null for slots of the same doctor
     */
    static List<Offer> nearest(MedislotClient api, SlotId lost, @Nullable UsState state, ZoneId zone) {
        var date = DeskQuery.of(lost.start().atZone(zone).toLocalDate()).in(zone);
        var day = api.desk().day(state == null ? date.of(lost.doctor()) : date.of(state));
        return day.doctors()
                .stream()
                .flatMap(doctor -> free(doctor).map(slot -> new Offer(slot, doctor.doctorName())))
                .sorted(Comparator.comparing(offer -> offer.slot().start().until(lost.start()).abs()))
                .limit(NEAREST)
                .sorted(Comparator.comparing(offer -> offer.slot().start()))
                .toList();
    }

    private static Stream<DeskSlot> free(DoctorColumn doctor) {
        return doctor.slots().stream().filter(slot -> slot.status().equals("OPEN"));
    }
}
