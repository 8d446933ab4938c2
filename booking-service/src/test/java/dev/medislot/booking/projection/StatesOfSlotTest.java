package dev.medislot.booking.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.event.EventJson;
import dev.medislot.common.event.SchedulePublished;
import dev.medislot.common.event.SchedulePublished.PartLicense;
import dev.medislot.common.event.SlotTime;
import dev.medislot.service.consumer.ReceivedEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** On a day on which a license begins or ends where patients are, each slot has its own states. */
@BookingTest
class StatesOfSlotTest {

    private static final ZoneId ZONE = ZoneId.of("Pacific/Honolulu");

    @Autowired
    StoredClinic clinic;

    @Autowired
    DoctorDays days;

    @Autowired
    JdbcClient jdbc;

    private final LocalDate date = LocalDate.now(ZONE).plusDays(20);
    private final DoctorId doctor = new DoctorId(UUID.randomUUID());
    private final SlotTime early = slot(17);
    private final SlotTime late = slot(19);

    @Test
    void bookingAndHoldingFollowTheSlot() {
        newYorkUntilLate(1);

        var patient = clinic.patient(UsState.NY);
        assertThat(patient.book(late.id()).problem()).isEqualTo("not-licensed");
        assertThat(patient.hold(late.id()).problem()).isEqualTo("not-licensed");
        assertThat(patient.hold(early.id()).problem()).isEqualTo("ok");
        assertThat(patient.book(early.id()).problem()).isEqualTo("ok");
        assertThat(clinic.patient(UsState.HI).book(late.id()).problem()).isEqualTo("ok");
        assertThat(clinic.patient(UsState.CA).book(slot(18).id()).problem()).isEqualTo("not-licensed");
    }

    @Test
    void movingFollowsTheSlot() {
        newYorkUntilLate(1);
        var patient = clinic.patient(UsState.NY);
        var booking = patient.book(early.id()).id();

        assertThat(patient.move(booking, late.id()).problem()).isEqualTo("not-licensed");
        assertThat(patient.move(booking, slot(18).id()).problem()).isEqualTo("ok");
    }

    @Test
    void bookingsAtRiskAndProposalsFollowTheSlot() {
        var other = clinic.doctor(UsState.NY);
        var patient = clinic.patient(UsState.NY);
        var kept = patient.book(clinic.slot(other, early.start())).id();
        var moved = clinic.patient(UsState.NY);
        var keptLate = moved.book(clinic.slot(other, late.start())).id();
        clinic.license(doctor, Set.of(UsState.HI, UsState.NY));
        newYorkUntilLate(2);
        clinic.close(other);

        assertThat(proposals(other, kept)).contains(early.id().toString());
        assertThat(proposals(other, keptLate)).doesNotContain(late.id().toString());

        var booking = clinic.patient(UsState.NY).book(early.id()).id();
        assertThat(atRisk(doctor)).isEmpty();
        receive(day(3, Set.of(UsState.HI), part(UsState.NY, slot(18))));
        assertThat(atRisk(doctor)).containsExactly(booking);
    }

    @Test
    void anEarlierReleaseOpensNothing() {
        newYorkUntilLate(1);
        jdbc.sql("update doctor_day set version = 2, licensed = 0 where doctor_id = ?").param(doctor.value()).update();
        assertThat(clinic.patient(UsState.NY).book(early.id()).problem()).isEqualTo("not-licensed");
        assertThat(clinic.patient(UsState.HI).book(late.id()).problem()).isEqualTo("not-licensed");

        newYorkUntilLate(2);
        assertThat(clinic.patient(UsState.NY).book(early.id()).problem()).isEqualTo("ok");
    }

    @Test
    void anEventOfTheFirstReleaseIsRead() {
        var json = (ObjectNode) JsonMapper.shared().readTree(EventJson.write(day(1, Set.of(UsState.NY))));
        json.remove("partlyLicensed");
        var old = EventJson.read(json.toString(), SchedulePublished.class);

        assertThat(old.partlyLicensed()).isEmpty();
        receive(old);
        assertThat(clinic.patient(UsState.NY).book(late.id()).problem()).isEqualTo("ok");
        assertThat(clinic.patient(UsState.HI).book(early.id()).problem()).isEqualTo("not-licensed");
    }

    private void newYorkUntilLate(long version) {
        receive(day(version, Set.of(UsState.HI), part(UsState.NY, early, slot(18))));
    }

    private void receive(SchedulePublished day) {
        days.keep(new ReceivedEvent(UUID.randomUUID(), day.type(), day.key(), day.sequence(), EventJson.write(day)));
    }

    private SchedulePublished day(long version, Set<UsState> states, PartLicense... parts) {
        var slots = IntStream.rangeClosed(17, 19).mapToObj(this::slot).toList();
        return new SchedulePublished(doctor.value(), date, version, Instant.now(), ZONE, slots, states, List.of(parts));
    }

    private static PartLicense part(UsState state, SlotTime... slots) {
        return new PartLicense(state, Arrays.stream(slots).map(SlotTime::start).toList());
    }

    private SlotTime slot(int hour) {
        var start = date.atTime(hour, 0).atZone(ZONE).toInstant();
        return new SlotTime(new SlotId(doctor, start), start, start.plus(Duration.ofHours(1)));
    }

    private List<String> proposals(DoctorId from, String booking) {
        return items(from).filter(item -> item.at("/booking/id").asString().equals(booking))
                .flatMap(item -> item.path("proposals").valueStream())
                .map(each -> each.path("slotId").asString())
                .toList();
    }

    private List<String> atRisk(DoctorId of) {
        return items(of).map(item -> item.at("/booking/id").asString()).toList();
    }

    private Stream<JsonNode> items(DoctorId of) {
        return clinic.staff().get("/bookings/at-risk?doctorId=" + of).body().path("items").valueStream();
    }
}
