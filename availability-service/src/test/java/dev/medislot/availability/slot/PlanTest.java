package dev.medislot.availability.slot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import dev.medislot.common.event.DoctorChanged;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final LocalDate TUESDAY = LocalDate.of(2026, 12, 1);
    private static final Window NINE_TO_ELEVEN = new Window(true, TUESDAY, null, TimeOfDay.parse("09:00"),
            TimeOfDay.parse("11:00"));

    @Test
    void aWeeklyWindowOffersItsHoursEveryWeek() {
        assertThat(plan(List.of(), List.of(), List.of()).slots(TUESDAY, TUESDAY.plusWeeks(2)))
                .extracting(PlannedSlot::start)
                .containsExactly(at("2026-12-01T09:00:00Z"), at("2026-12-01T10:00:00Z"), at("2026-12-08T09:00:00Z"),
                        at("2026-12-08T10:00:00Z"));
    }

    @Test
    void timeOffHidesOnlyTheSlotsThatItMeets() {
        var untilTen = new Absence(TUESDAY.atTime(8, 0), TUESDAY.atTime(10, 0));

        assertThat(plan(List.of(untilTen), List.of(), List.of()).slots(TUESDAY, TUESDAY.plusDays(1)))
                .extracting(PlannedSlot::isOffered)
                .containsExactly(false, true);
    }

    @Test
    void aBookingOfAnyLengthTakesTheSlotsThatItMeets() {
        var booking = new LiveBooking(UUID.randomUUID(), true, at("2026-12-01T09:30:00Z"), at("2026-12-01T10:00:00Z"),
                UsState.CA);

        assertThat(plan(List.of(), List.of(), List.of(booking)).slots(TUESDAY, TUESDAY.plusDays(1)))
                .extracting(PlannedSlot::booked)
                .containsExactly(true, false);
    }

    @Test
    void aSlotHasTheStatesLicensedOnItsDate() {
        var california = new DoctorChanged.License(UsState.CA, TUESDAY, TUESDAY);
        var wyoming = new DoctorChanged.License(UsState.WY, TUESDAY.plusDays(1), null);

        assertThat(plan(List.of(), List.of(california, wyoming), List.of()).slots(TUESDAY, TUESDAY.plusDays(1)))
                .extracting(PlannedSlot::states)
                .containsOnly(UsState.CA.bit());
    }

    private static Plan plan(List<Absence> absences, List<DoctorChanged.License> licenses, List<LiveBooking> bookings) {
        var settings = new SlotSettings(new DoctorId(UUID.randomUUID()), ZoneOffset.UTC, 60, 1);
        return new Plan(settings, List.of(NINE_TO_ELEVEN), absences, licenses, bookings);
    }

    private static Instant at(String instant) {
        return Instant.parse(instant);
    }
}
