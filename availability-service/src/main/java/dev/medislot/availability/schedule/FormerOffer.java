package dev.medislot.availability.schedule;

import dev.medislot.availability.slot.OfferedVisit;
import dev.medislot.availability.slot.Plan;
import dev.medislot.availability.slot.SlotSettings;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a doctor offered before an edit.
 *
 * @param visits null for the default visit
 */
record FormerOffer(SlotSettings settings, @Nullable List<OfferedVisit> visits) {

    /** Whether the visits, their lengths or their starts are others now; another place takes the visits along. */
    boolean hasOtherVisitsThan(Plan plan) {
        var now = plan.slotSettings();
        return settings.place() == now.place() && (settings.slotMinutes() != now.slotMinutes()
                || settings.startEvery() != now.startEvery() || !Objects.equals(visits, plan.visits()));
    }
}
