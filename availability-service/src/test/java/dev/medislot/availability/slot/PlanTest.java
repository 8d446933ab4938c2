package dev.medislot.availability.slot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.DoctorChanged;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
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
    void slotsAreOrderedByStart() {
        var eightToNine = new Window(false, TUESDAY, null, TimeOfDay.parse("08:00"), TimeOfDay.parse("09:00"));
        var hours = new Hours(List.of(NINE_TO_ELEVEN, eightToNine), Map.of());
        var settings = new SlotSettings(new DoctorId(UUID.randomUUID()), ZoneOffset.UTC, 60, 1);

        assertThat(new Plan(settings, hours, List.of(), List.of(), List.of()).slots(TUESDAY, TUESDAY.plusDays(1)))
                .extracting(PlannedSlot::start)
                .containsExactly(at("2026-12-01T08:00:00Z"), at("2026-12-01T09:00:00Z"), at("2026-12-01T10:00:00Z"));
    }

    @Test
    void timeOffHidesOnlyTheSlotsThatItMeets() {
        var untilTen = new Absence(TUESDAY.atTime(8, 0), TUESDAY.atTime(10, 0), false);

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
    void aSlotHasTheStatesLicensedOnItsDateThere() {
        var california = new DoctorChanged.License(UsState.CA, TUESDAY, TUESDAY);
        var guamUntilToday = new DoctorChanged.License(UsState.GU, TUESDAY, TUESDAY);
        var samoaFromToday = new DoctorChanged.License(UsState.AS, TUESDAY, null);
        var allDay = new Window(true, TUESDAY, null, TimeOfDay.parse("00:00"), TimeOfDay.parse("24:00"));
        var settings = new SlotSettings(new DoctorId(UUID.randomUUID()), ZoneId.of("America/Los_Angeles"), 60, 1);
        var slots = new Plan(settings, new Hours(List.of(allDay), Map.of()), List.of(),
                List.of(california, guamUntilToday, samoaFromToday), List.of()).slots(TUESDAY, TUESDAY.plusDays(1));

        assertThat(slots).hasSize(24).allSatisfy(slot -> assertThat(slot.serves(UsState.CA)).isTrue());
        assertThat(hours(slots, UsState.GU)).isEqualTo(List.of(0, 1, 2, 3, 4, 5));
        assertThat(hours(slots, UsState.AS)).isEqualTo(IntStream.range(3, 24).boxed().toList());
    }

    private static List<Integer> hours(List<PlannedSlot> slots, UsState state) {
        return slots.stream()
                .filter(slot -> slot.serves(state))
                .map(slot -> slot.start().atZone(ZoneId.of("America/Los_Angeles")).getHour())
                .toList();
    }

    @Test
    void aSlotHasNoStateThatIsNotLicensedYet() {
        var california = new DoctorChanged.License(UsState.CA, TUESDAY, TUESDAY);
        var wyoming = new DoctorChanged.License(UsState.WY, TUESDAY.plusDays(1), null);

        assertThat(plan(List.of(), List.of(california, wyoming), List.of()).slots(TUESDAY, TUESDAY.plusDays(1)))
                .extracting(PlannedSlot::states)
                .containsOnly(UsState.CA.bit());
    }

    @Test
    void aBookingBlocksVisitsWithTheirBuffers() {
        var phone = new OfferedVisit(UUID.randomUUID(), 0, "Visit", VisitMode.PHONE, 50, 0, 20, null);
        var booking = new LiveBooking(UUID.randomUUID(), true, at("2026-12-01T10:00:00Z"), at("2026-12-01T11:00:00Z"),
                UsState.CA);
        var plan = plan(List.of(), List.of(), List.of(booking));

        assertThat(new Plan(plan.slotSettings(), plan.hours(), List.of(), List.of(), plan.bookings(), List.of(phone))
                .slots(TUESDAY, TUESDAY.plusDays(1))).extracting(PlannedSlot::blocked)
                        .containsExactly(phone.mask(), phone.mask());
    }

    @Test
    void aVisitInPersonNeedsALicenseForItsPlace() {
        var inMadison = new OfferedVisit(UUID.randomUUID(), 0, "Visit", VisitMode.IN_PERSON, 30, 0, 0, UsState.WI);

        assertThat(fits(inMadison, UsState.CA)).containsOnly(0L);
        assertThat(fits(inMadison, UsState.WI)).contains(inMadison.mask());
    }

    private static List<Long> fits(OfferedVisit visit, UsState licensed) {
        var plan = plan(List.of(), List.of(new DoctorChanged.License(licensed, TUESDAY, null)), List.of());
        return new Plan(plan.slotSettings(), plan.hours(), List.of(), plan.licenses(), List.of(), List.of(visit))
                .slots(TUESDAY, TUESDAY.plusDays(1))
                .stream()
                .map(PlannedSlot::fits)
                .toList();
    }

    private static Plan plan(List<Absence> absences, List<DoctorChanged.License> licenses, List<LiveBooking> bookings) {
        var settings = new SlotSettings(new DoctorId(UUID.randomUUID()), ZoneOffset.UTC, 60, 1);
        return new Plan(settings, new Hours(List.of(NINE_TO_ELEVEN), Map.of()), absences, licenses, bookings);
    }

    private static Instant at(String instant) {
        return Instant.parse(instant);
    }
}
