package dev.medislot.availability.schedule;

import dev.medislot.availability.slot.Plan;
import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Where a doctor may practise, date by date. */
@Component
public class LicensedStates {

    private final Schedules schedules;

    LicensedStates(Schedules schedules) {
        this.schedules = schedules;
    }

    /** As the licenses stand now; the last date is not included. */
    public Map<LocalDate, Set<UsState>> of(DoctorId doctor, LocalDate from, LocalDate until) {
        var licenses = schedules.licenses(doctor);
        return from.datesUntil(until)
                .collect(Collectors.toMap(Function.identity(), date -> UsState.ofMask(Plan.statesOn(date, licenses))));
    }
}
