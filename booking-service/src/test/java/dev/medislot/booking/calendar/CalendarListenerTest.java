package dev.medislot.booking.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.BookingTest;
import dev.medislot.booking.Clinic;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.event.DoctorChanged;
import dev.medislot.common.event.DoctorChanged.License;
import dev.medislot.common.event.Event;
import dev.medislot.common.event.SchedulePublished;
import dev.medislot.common.event.SlotTime;
import dev.medislot.common.event.Topics;
import dev.medislot.common.outbox.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@BookingTest
class CalendarListenerTest {

    private static final ZoneId ZONE = ZoneId.of("Pacific/Honolulu");

    @Autowired
    Clinic clinic;

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transaction;

    private final UUID doctor = UUID.randomUUID();
    private final LocalDate date = LocalDate.now(ZONE).plusDays(3);

    @Test
    void whatWasPublishedCanBeBookedAndWhatWasTakenBackCannot() {
        var late = slot(19);
        publish(new DoctorChanged(doctor, 1, Instant.now(), "Kai", "Lee", null, null, ZONE, 60,
                List.of(new License(UsState.HI, LocalDate.EPOCH, null))), day(2, slot(9), slot(10), late));
        var patient = clinic.patient(UsState.HI);

        await().until(() -> patient.book(late.id()).problem().equals("ok"));
        await().until(() -> patient.book(slot(9).id()).text("doctorName").equals("Kai Lee"));

        publish(day(1, slot(10), slot(11)));
        publish(day(3, slot(12)));
        await().until(() -> patient.book(slot(12).id()).problem().equals("ok"));
        assertThat(patient.book(slot(10).id()).problem()).isEqualTo("not-found");

        transaction.executeWithoutResult(
                _ -> outbox.erase(Topics.SCHEDULES, SchedulePublished.keyOf(doctor, date), SchedulePublished.class, 4));
        publish(day(3, slot(13), slot(14)));
        publish(day(5, slot(15)));
        await().until(() -> patient.book(slot(15).id()).problem().equals("ok"));
        assertThat(patient.book(slot(13).id()).problem()).isEqualTo("not-found");
    }

    private SlotTime slot(int hour) {
        var start = date.atTime(hour, 0).atZone(ZONE).toInstant();
        return new SlotTime(new SlotId(new DoctorId(doctor), start), start, start.plus(Duration.ofHours(1)));
    }

    private SchedulePublished day(long version, SlotTime... slots) {
        return new SchedulePublished(doctor, date, version, Instant.now(), ZONE, List.of(slots), Set.of(UsState.HI));
    }

    private void publish(Event... events) {
        transaction.executeWithoutResult(_ -> outbox.publishAll(List.of(events)));
    }
}
