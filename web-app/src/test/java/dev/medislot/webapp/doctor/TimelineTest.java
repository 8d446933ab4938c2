package dev.medislot.webapp.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.client.booking.Booking;
import dev.medislot.client.opening.CalendarSlot;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.webapp.doctor.Timeline.Entry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final DoctorId DOCTOR = new DoctorId(UUID.randomUUID());

    @Test
    void stretchesOfOneKindAreOne() {
        assertThat(lines(List.of(slot("08:00", "09:00", "OPEN"), slot("09:00", "10:00", "OPEN"),
                slot("10:00", "11:00", "TIME_OFF"), slot("13:00", "14:00", "OPEN")), List.of(), "07:00"))
                        .containsExactly("08:00-10:00 FREE", "10:00-11:00 TIME_OFF", "13:00-14:00 FREE");
    }

    @Test
    void aVisitHidesWhatItOverlaps() {
        assertThat(lines(List.of(slot("08:00", "10:00", "OPEN"), slot("09:30", "10:30", "BOOKED")),
                List.of(visit("08:30", "09:00")), "07:00")).containsExactly("08:00-08:30 FREE", "08:30-09:00 VISIT",
                        "09:00-09:30 FREE", "09:30-10:30 RESERVED");
    }

    @Test
    void thePresentMomentIsMarkedOnce() {
        var slots = List.of(slot("08:00", "09:00", "PAST"), slot("10:00", "11:00", "OPEN"));
        assertThat(lines(slots, List.of(), "08:30")).containsExactly("08:00-09:00 PAST now", "10:00-11:00 FREE");
        assertThat(lines(slots, List.of(), "09:30")).containsExactly("08:00-09:00 PAST", "10:00-11:00 FREE after now");
        assertThat(lines(slots, List.of(), "07:30")).containsExactly("08:00-09:00 PAST", "10:00-11:00 FREE");
    }

    private static List<String> lines(List<CalendarSlot> slots, List<Booking> visits, String now) {
        return Timeline.of(slots, visits, at(now)).stream().map(TimelineTest::line).toList();
    }

    private static String line(Entry entry) {
        return "%s-%s %s%s%s".formatted(entry.start().toString().substring(11, 16),
                entry.end().toString().substring(11, 16), entry.kind(), entry.now() ? " now" : "",
                entry.afterNow() ? " after now" : "");
    }

    private static CalendarSlot slot(String start, String end, String status) {
        return new CalendarSlot(new SlotId(DOCTOR, at(start)), at(start), at(end), "2030-01-07T" + start,
                "2030-01-07T" + end, status, null);
    }

    private static Booking visit(String start, String end) {
        return new Booking(UUID.randomUUID(), BookingStatus.CONFIRMED, 1, new PatientId(UUID.randomUUID()), "Petra",
                DOCTOR, "Ada", new SlotId(DOCTOR, at(start)), at(start), at(end), UsState.CA, null, null, null,
                at(start), at(start), null, null, null, null, null, null, null);
    }

    private static Instant at(String time) {
        return Instant.parse("2030-01-07T%s:00Z".formatted(time));
    }
}
