package dev.medislot.webapp.desk;

import dev.medislot.client.MedislotClient;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.webapp.Criteria;
import dev.medislot.webapp.desk.WantedSlot.Offer;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a time cannot be booked, and the free times nearest to it.
 *
 * @param visit the time and for whom it is wanted
 * @param why the type of the problem; empty for none
 * @param nearest none while the time is free
 */
record TakenTime(Visit visit, WantedSlot wanted, String why, List<Offer> nearest) {

    /**
     * A time that is wanted for a patient.
     *
     * @param patient null if not known yet
     * @param state where the patient will be; null if the patient is not known yet
     */
    record Visit(SlotId slot, @Nullable PatientId patient, @Nullable UsState state) {

        /** The page that books another time for the same patient. */
        public String page(SlotId other) {
            return new Criteria().with("patient", patient).with("state", state).page("/desk/book/" + other);
        }

        public String page() {
            return page(slot);
        }
    }

    /**
     * Looks at a time as it is now.
     *
     * @param why the type of the problem with which an attempt was refused; empty for none
     */
    static TakenTime of(MedislotClient api, Visit visit, WantedSlot wanted, String why, ZoneId zone) {
        if (wanted.isFree()) {
            return new TakenTime(visit, wanted, why, List.of());
        }
        return new TakenTime(visit, wanted, why.isEmpty() ? wanted.problem() : why,
                WantedSlot.nearest(api, visit.slot(), visit.state(), zone));
    }

    public boolean isGone() {
        return why.equals(WantedSlot.TAKEN);
    }

    public boolean isHeld() {
        return wanted.now() != null && wanted.now().holdId() != null;
    }

    /** Differs if the page has to say something else. */
    public String fingerprint() {
        var hold = wanted.now() == null ? null : wanted.now().holdId();
        var times = nearest.stream().map(offer -> offer.slot().id()).toList();
        return Integer.toHexString(Objects.hash(why, hold, times));
    }

    /** The address that answers changes. */
    public String changes() {
        return new Criteria().with("patient", visit.patient())
                .with("state", visit.state())
                .with("why", why.isEmpty() || isGone() ? null : why)
                .page("/desk/book/%s/taken".formatted(visit.slot()));
    }
}
