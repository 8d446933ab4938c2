package dev.medislot.booking.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.event.DoctorChanged;
import dev.medislot.common.event.DoctorChanged.License;
import dev.medislot.common.event.Event;
import dev.medislot.common.event.SchedulePublished;
import dev.medislot.common.event.SlotTime;
import dev.medislot.common.event.Topics;
import dev.medislot.service.consumer.ReceivedEvent;
import dev.medislot.service.outbox.Outbox;
import dev.medislot.service.projection.Projection;
import dev.medislot.service.projection.Rebuild;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@BookingTest
class PublishedCalendarTest {

    private static final ZoneId ZONE = ZoneId.of("Pacific/Honolulu");

    @Autowired
    StoredClinic clinic;

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Rebuild rebuild;

    @Autowired
    DoctorDays days;

    @Autowired
    DataSource database;

    @Autowired
    KafkaProperties kafka;

    private final UUID doctor = UUID.randomUUID();
    private final LocalDate date = LocalDate.now(ZONE).plusDays(3);

    @Test
    void publishedSlotsAreBookableUntilTakenBack() {
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

    @Test
    void rebuildHealsDaysAndTakesNothingBack() {
        publish(day(1, slot(9)), day(2, slot(9), slot(10)), day(3, slot(11), slot(12)));
        for (int later = 1; later <= 3; later++) {
            publish(new SchedulePublished(doctor, date.plusDays(later), 2, Instant.now(), ZONE, List.of(slot(9)),
                    Set.of(UsState.HI), List.of()));
        }
        await().until(() -> versions(), List.of(3L, 2L, 2L, 2L)::equals);
        var before = rows();
        jdbc.sql("""
                update doctor_day set version = 2, starts = starts[:1], ends = ends[:1]
                where (doctor_id, date) = (?, ?)
                """).params(doctor, date).update();
        jdbc.sql("delete from doctor_day where (doctor_id, date) = (?, ?)").params(doctor, date.plusDays(1)).update();
        jdbc.sql("update doctor_day set licensed = 0 where (doctor_id, date) = (?, ?)")
                .params(doctor, date.plusDays(2))
                .update();
        assertThat(rows()).isNotEqualTo(before);

        assertThat(rebuild.rebuild(Topics.SCHEDULES)).isEqualTo(3);

        assertThat(rows()).isEqualTo(before);
        jdbc.sql("update doctor_day set version = 7, starts = '{}', ends = '{}' where (doctor_id, date) = (?, ?)")
                .params(doctor, date.plusDays(3))
                .update();
        var newer = rows();
        assertThat(rebuild.rebuild(Topics.SCHEDULES)).isZero();
        assertThat(rows()).isEqualTo(newer);
    }

    @Test
    void daysGoneFromTheTopicAreEmptiedOnlyOnRequest() {
        publish(day(2, slot(9)));
        await().until(() -> versions(), List.of(2L)::equals);
        var lost = date.plusDays(1);
        jdbc.sql("""
                insert into doctor_day
                select doctor_id, ?, 4, starts, ends, licensed from doctor_day where doctor_id = ?
                """).params(lost, doctor).update();
        var before = rows();
        rebuild.rebuild(Topics.SCHEDULES);
        assertThat(rows()).isEqualTo(before);

        assertThat(new Rebuild(List.of(ofThisDoctor()), database, kafka).rebuildAndForget(Topics.SCHEDULES)).isOne();

        assertThat(versions()).containsExactly(2L, 4L);
        assertThat(clinic.patient(UsState.HI).book(slot(9).id()).problem()).isEqualTo("ok");
        assertThat(jdbc.sql("select starts = '{}' and licensed = 0 from doctor_day where (doctor_id, date) = (?, ?)")
                .params(doctor, lost)
                .query(Boolean.class)
                .single()).isTrue();
        publish(new SchedulePublished(doctor, lost, 5, Instant.now(), ZONE, List.of(slot(9)), Set.of(UsState.HI),
                List.of()));
        await().until(() -> versions(), List.of(2L, 5L)::equals);
    }

    @Test
    void rebuildHealsDoctors() {
        var lost = UUID.randomUUID();
        publish(changed(doctor, 3, "Kai"), changed(lost, 1, "Lani"));
        await().until(() -> names(doctor, lost), List.of("Kai", "Lani")::equals);
        jdbc.sql("update doctor set sequence = 2, licenses = '[]', first_name = 'Ki' where id = ?")
                .param(doctor)
                .update();
        jdbc.sql("delete from doctor where id = ?").param(lost).update();

        assertThat(rebuild.rebuild(Topics.DOCTORS)).isEqualTo(2);

        assertThat(names(doctor, lost)).containsExactly("Kai", "Lani");
        assertThat(jdbc.sql("select jsonb_array_length(licenses) from doctor where id = ?")
                .param(doctor)
                .query(Integer.class)
                .single()).isOne();
        jdbc.sql("update doctor set sequence = 9, first_name = 'Keanu' where id = ?").param(doctor).update();
        assertThat(rebuild.rebuild(Topics.DOCTORS)).isZero();
        assertThat(names(doctor)).containsExactly("Keanu");
    }

    /** The other tests' days are on no topic. */
    private Projection ofThisDoctor() {
        return new Projection() {
            @Override
            public String topic() {
                return days.topic();
            }

            @Override
            public int keep(ReceivedEvent event) {
                return days.keep(event);
            }

            @Override
            public String kept() {
                return days.kept() + " and doctor_id = '%s'".formatted(doctor);
            }
        };
    }

    private List<Long> versions() {
        return jdbc.sql("select version from doctor_day where doctor_id = ? order by date")
                .param(doctor)
                .query(Long.class)
                .list();
    }

    private List<String> rows() {
        return jdbc.sql("select doctor_day::text from doctor_day where doctor_id = ? order by date")
                .param(doctor)
                .query(String.class)
                .list();
    }

    private List<String> names(UUID... doctors) {
        return jdbc.sql("select first_name from doctor where id = any (?) order by first_name")
                .param(doctors)
                .query(String.class)
                .list();
    }

    private static DoctorChanged changed(UUID doctor, long version, String firstName) {
        return new DoctorChanged(doctor, version, Instant.now(), firstName, "Lee", null, null, ZONE, 60,
                List.of(new License(UsState.HI, LocalDate.EPOCH, null)));
    }

    private SlotTime slot(int hour) {
        var start = date.atTime(hour, 0).atZone(ZONE).toInstant();
        return new SlotTime(new SlotId(new DoctorId(doctor), start), start, start.plus(Duration.ofHours(1)));
    }

    private SchedulePublished day(long version, SlotTime... slots) {
        return new SchedulePublished(doctor, date, version, Instant.now(), ZONE, List.of(slots), Set.of(UsState.HI),
                List.of());
    }

    private void publish(Event... events) {
        transaction.executeWithoutResult(_ -> outbox.publishAll(List.of(events)));
    }
}
