package dev.medislot.booking.waitlist;

import static dev.medislot.common.UsState.CA;
import static dev.medislot.common.UsState.NV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.ApiCaller;
import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.SchedulePublished;
import dev.medislot.common.event.SlotTime;
import dev.medislot.testkit.EventPublisher;
import dev.medislot.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Time that a doctor did not offer before goes to the waitlist too. */
@BookingTest
class NewTimeTest {

    private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

    @Autowired
    private StoredClinic clinic;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MovableClock clock;

    @Autowired
    private OfferFreedTime offerFreedTime;

    private final LocalDate date = LocalDate.now(ZONE).plusDays(5);
    private DoctorId doctor = new DoctorId(UUID.randomUUID());
    private int version;

    @BeforeEach
    void aDoctorWhoWorksInTheMorning() {
        doctor = clinic.doctor(CA, NV);
        publish(Set.of(CA), List.of(), 8, 9);
    }

    @AfterEach
    void nobodyWaits() {
        clock.reset();
        jdbc.sql("delete from waitlist_entry").update();
    }

    @Test
    void addedHoursAreOfferedToTheLine() {
        var first = join(clinic.patient(CA));
        var second = join(clinic.patient(CA));
        var third = join(clinic.patient(CA));

        publish(Set.of(CA), List.of(), 8, 9, 14, 15);

        assertThat(awaitOffer(first)).isEqualTo(at(14));
        assertThat(awaitOffer(second)).isEqualTo(at(15));
        assertThat(offers(third)).isZero();
    }

    @Test
    void anEntryIsOfferedNewTimeOnceADay() {
        var patient = clinic.patient(CA);
        var entry = join(patient);
        publish(Set.of(CA), List.of(), 8, 9, 14, 15);
        awaitOffer(entry);
        clock.advance(Duration.ofMinutes(16));
        offerFreedTime.run();
        offerFreedTime.run();

        publish(Set.of(CA), List.of(), 8, 9, 12, 14, 15);
        awaitNoneLeft();

        assertThat(offers(entry)).isEqualTo(1);
        clock.advance(Duration.ofDays(1));
        publish(Set.of(CA), List.of(), 8, 9, 12, 14, 15, 17);
        assertThat(awaitOffer(entry)).isEqualTo(at(17));
    }

    @Test
    void aNewLicenseOffersTheTimeToItsState() {
        var inNevada = join(clinic.patient(NV));
        var inCalifornia = join(clinic.patient(CA));

        publish(Set.of(CA, NV), List.of(), 8, 9);

        assertThat(awaitOffer(inNevada)).isEqualTo(at(8));
        assertThat(awaitOffer(inCalifornia)).isEqualTo(at(9));
    }

    @Test
    void aNewVisitTypeIsOffered() {
        var type = UUID.randomUUID();
        var entry = join(clinic.patient(CA), Map.of("visitTypeId", type));
        var visit = new SchedulePublished.Visit(type, "Follow-up", VisitMode.PHONE, 20, 5, 5, null,
                List.of(at(8), at(9)));

        publish(Set.of(CA), List.of(visit), 8, 9);

        assertThat(awaitOffer(entry)).isEqualTo(at(8));
    }

    @Test
    void knownTimeIsNotOfferedAgain() {
        var entry = join(clinic.patient(CA));

        publish(Set.of(CA), List.of(), 8, 9);
        publish(Set.of(CA), List.of(), 9);

        awaitNoneLeft();
        assertThat(offers(entry)).isZero();
    }

    /** Slots of an hour that start at these hours, as the doctor's day has them from then on. */
    private void publish(Set<UsState> states, List<SchedulePublished.Visit> visits, int... hours) {
        version++;
        var slots = IntStream.of(hours)
                .mapToObj(hour -> new SlotTime(new SlotId(doctor, at(hour)), at(hour), at(hour + 1)))
                .toList();
        try (var events = new EventPublisher()) {
            events.publish(new SchedulePublished(doctor.value(), date, version, Instant.now(), ZONE, slots, states,
                    new ArrayList<>(), visits));
        }
        await().until(() -> jdbc.sql("select max(version) from doctor_day where doctor_id = ?")
                .param(doctor.value())
                .query(Integer.class)
                .optional()
                .filter(known -> known == version)
                .isPresent());
    }

    private Instant at(int hour) {
        return date.atTime(hour, 0).atZone(ZONE).toInstant();
    }

    private String join(ApiCaller patient) {
        return join(patient, Map.of());
    }

    private String join(ApiCaller patient, Map<String, Object> wishes) {
        var all = new HashMap<String, Object>(
                Map.of("doctorId", doctor.value(), "from", at(6).toString(), "to", at(22).toString()));
        all.putAll(wishes);
        return patient.post("/waitlist", all).isCreated().id();
    }

    private Instant awaitOffer(String entry) {
        var staff = clinic.staff();
        await().until(() -> staff.get("/waitlist/" + entry).text("status").equals("OFFERED"));
        return Instant.parse(staff.get("/waitlist/" + entry).text("offer/start"));
    }

    private void awaitNoneLeft() {
        await().until(() -> {
            offerFreedTime.run();
            return jdbc.sql("select count(*) from freed_time where doctor_id = ?")
                    .param(doctor.value())
                    .query(Integer.class)
                    .single() == 0;
        });
    }

    private int offers(String entry) {
        return jdbc.sql("select count(*) from waitlist_offer where entry_id = ?::uuid")
                .param(entry)
                .query(Integer.class)
                .single();
    }
}
