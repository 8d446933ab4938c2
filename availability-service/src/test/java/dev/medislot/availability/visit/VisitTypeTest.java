package dev.medislot.availability.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.BookingService;
import dev.medislot.availability.World;
import dev.medislot.availability.World.TestDoctor;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.Actor;
import dev.medislot.common.event.BookingCreated;
import dev.medislot.common.event.DoctorChanged;
import dev.medislot.common.event.SchedulePublished;
import dev.medislot.common.event.SlotTime;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.EventLog;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AvailabilityTest
class VisitTypeTest {

    private static final LocalDate DATE = World.next(DayOfWeek.TUESDAY);

    @Autowired
    private World world;

    @Autowired
    private BookingService bookings;

    @Test
    void eachTypeStartsWhereItsWholeVisitFits() {
        var first = type("First visit", 60, 0, 10);
        var followUp = type("Follow-up", 20, 0, 0);
        var doctor = doctorWith(first, followUp);

        assertThat(openings(doctor, "")).containsExactlyInAnyOrder("09:00 First visit", "09:00 Follow-up",
                "09:30 First visit", "09:30 Follow-up", "10:00 First visit", "10:00 Follow-up", "10:30 Follow-up");
        assertThat(openings(doctor, "&visitTypeId=" + first)).containsExactly("09:00 First visit", "09:30 First visit",
                "10:00 First visit");
        assertThat(openings(doctor, "&limit=2")).hasSize(7);
    }

    @Test
    void doctorsAreListedWithTypeAndModeOfEachSlot() {
        var first = type("First visit", 60, 0, 0);
        var call = world.post("/visit-types", world.staff(), "{\"name\":\"Call\",\"minutes\":90,\"mode\":\"PHONE\"}")
                .isCreated()
                .id();

        assertThat(slots(doctorWith(first, call))).containsExactlyInAnyOrder("09:00 VIDEO " + first,
                "09:00 PHONE " + call, "09:30 VIDEO " + first, "09:30 PHONE " + call, "10:00 VIDEO " + first);
        assertThat(slots(doctorWith())).containsExactly("09:00 VIDEO null", "09:30 VIDEO null", "10:00 VIDEO null",
                "10:30 VIDEO null");
    }

    private List<String> slots(TestDoctor doctor) {
        return world
                .get("/slots/by-doctor?doctorId=%s&days=1&from=%s&timeZone=America/Denver".formatted(doctor.id(), DATE))
                .isOk()
                .list("/doctors/0/days/0/slots")
                .stream()
                .map(slot -> "%s %s %s".formatted(
                        LocalTime.ofInstant(Instant.parse(slot.path("start").asString()), World.DENVER),
                        slot.path("mode").asString(), slot.path("visitTypeId").asString("null")))
                .toList();
    }

    @Test
    void aBookingTakesTheTimeOfItsBuffers() {
        var first = type("First visit", 60, 0, 10);
        var followUp = type("Follow-up", 20, 0, 0);
        var doctor = doctorWith(first, followUp);

        book(doctor, first, "09:30", 60, 10);

        await().untilAsserted(() -> assertThat(openings(doctor, "")).containsExactly("09:00 Follow-up"));
    }

    /** Publishes the event of a booking, and returns its id. */
    private String book(TestDoctor doctor, String type, String time, int minutes, int bufferAfter) {
        var id = UUID.randomUUID();
        var start = World.at(DATE, time);
        var end = start.plus(Duration.ofMinutes(minutes));
        var slot = new SlotTime(new SlotId(new DoctorId(doctor.id()), start, UUID.fromString(type)), start, end);
        var patient = UUID.randomUUID();
        bookings.publish(new BookingCreated(id, 1, Instant.now(), new Actor(patient, Role.PATIENT),
                BookingStatus.CONFIRMED, patient, UsState.CO, doctor.id(), slot, null, null, UUID.fromString(type),
                VisitMode.VIDEO, start, end.plus(Duration.ofMinutes(bufferAfter)), "Visit"));
        return id.toString();
    }

    @Test
    void whatCouldNotBeBookedAgainIsAffected() {
        var first = type("First visit", 60, 0, 0);
        var followUp = type("Follow-up", 20, 0, 0);
        var doctor = doctorWith(first, followUp);
        var booking = book(doctor, followUp, "09:30", 20, 0);
        await().until(() -> !openings(doctor, "").contains("09:30 Follow-up"));

        assertThat(affectedByTypes(doctor, "?preview=true", first)).containsExactly(booking);
        assertThat(affectedByTypes(doctor, "?preview=true")).containsExactly(booking);
        assertThat(affectedByTypes(doctor, "?preview=true", followUp)).isEmpty();
        assertThat(affectedByLengths(doctor, "{\"startEvery\":45}")).containsExactly(booking);
        assertThat(affectedByLengths(doctor, "{\"startEvery\":15}")).isEmpty();
        assertThat(affectedByTypes(doctor, "", first)).containsExactly(booking);
        assertThat(affectedByTypes(doctor, "?bookings=cancel", first)).as("the same edit again").isEmpty();
        assertThat(affectedByTypes(doctor, "", first, followUp)).isEmpty();
        assertThat(affectedByTypes(doctor, "?bookings=cancel", first)).containsExactly(booking);
    }

    private List<String> affectedByTypes(TestDoctor doctor, String mode, String... types) {
        var items = Arrays.stream(types)
                .map("{\"visitTypeId\":\"%s\"}"::formatted)
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
        return world.send("PUT", doctor.path("/visit-types" + mode), doctor.token(), items)
                .isOk()
                .texts("/affectedBookings", "bookingId");
    }

    private List<String> affectedByLengths(TestDoctor doctor, String settings) {
        return world.send("PATCH", doctor.path("?preview=true"), doctor.token(), settings)
                .isOk()
                .texts("/affectedBookings", "bookingId");
    }

    @Test
    void aChangedTypeChangesTheOpeningsOfItsDoctors() {
        var first = type("First visit", 60, 0, 0);
        var doctor = doctorWith(first);

        world.send("PATCH", "/visit-types/" + first, world.staff(), "{\"minutes\":90}").isOk();
        await().untilAsserted(
                () -> assertThat(openings(doctor, "")).containsExactly("09:00 First visit", "09:30 First visit"));

        assertThat(world.send("DELETE", "/visit-types/" + first, world.staff(), "").status()).isEqualTo(204);
        await().untilAsserted(() -> assertThat(openings(doctor, "")).isEmpty());
        world.send("PUT", doctor.path("/visit-types"), doctor.token(), "{\"items\":[]}").isOk();
        assertThat(openings(doctor, "")).hasSize(4);
    }

    @Test
    void hoursOfOneDateOfferItsTypes() {
        var first = type("First visit", 60, 0, 0);
        var followUp = type("Follow-up", 20, 0, 0);
        var doctor = doctorWith(first, followUp);
        var path = doctor.path("/dates/" + DATE);

        world.send("PUT", path, doctor.token(), "{\"windows\":[{\"start\":\"13:00\",\"end\":\"14:10\"}]}").isOk();

        assertThat(openings(doctor, "")).containsExactlyInAnyOrder("13:00 First visit", "13:00 Follow-up",
                "13:30 Follow-up");
        try (var schedules = new EventLog(Topics.SCHEDULES)) {
            var day = schedules.await(doctor.id() + "/" + DATE, 3).getLast().as(SchedulePublished.class);
            assertThat(day.slots()).isEmpty();
            assertThat(day.visits()).extracting(visit -> visit.starts().size()).containsExactly(1, 2);
        }
        world.send("DELETE", path, doctor.token(), "").isOk();
        assertThat(openings(doctor, "")).hasSize(7);
    }

    @Test
    void theRecordOfADoctorHasTheVisitTypes() {
        var first = type("First visit", 60, 0, 0);
        var followUp = type("Follow-up", 20, 0, 0);
        try (var doctors = new EventLog(Topics.DOCTORS)) {
            var doctor = doctorWith(first, followUp);
            await().until(() -> offered(doctors, doctor), Set.of(first + " 60", followUp + " 20")::equals);

            world.send("PUT", doctor.path("/visit-types"), doctor.token(), """
                    {"items":[{"visitTypeId":"%s","minutes":50},{"visitTypeId":"%s"}]}""".formatted(first, followUp))
                    .isOk();
            await().until(() -> offered(doctors, doctor), Set.of(first + " 50", followUp + " 20")::equals);
            world.send("PATCH", "/visit-types/" + followUp, world.staff(), "{\"minutes\":25}").isOk();
            await().until(() -> offered(doctors, doctor), Set.of(first + " 50", followUp + " 25")::equals);
            world.send("DELETE", "/visit-types/" + followUp, world.staff(), "").has(204);
            world.send("DELETE", "/visit-types/" + first, world.staff(), "").has(204);
            await().until(() -> offered(doctors, doctor), Set.of()::equals);
            world.send("PUT", doctor.path("/visit-types"), doctor.token(), "{\"items\":[]}").isOk();
            await().until(() -> offered(doctors, doctor), Set.of("the default visit")::equals);
        }
    }

    /** The types of the doctor's last record, each with its length. */
    private static Set<String> offered(EventLog doctors, TestDoctor doctor) {
        return doctors.of(doctor.id().toString())
                .stream()
                .map(event -> offered(event.as(DoctorChanged.class)))
                .reduce(Set.of("no record"), (_, last) -> last);
    }

    private static Set<String> offered(DoctorChanged doctor) {
        var visits = doctor.visitTypes();
        return visits == null ? Set.of("the default visit")
                : visits.stream().map(each -> each.visitTypeId() + " " + each.minutes()).collect(Collectors.toSet());
    }

    @Test
    void exactlyTheOpeningsHaveNoReason() {
        var first = type("First visit", 60, 0, 0);
        var doctor = doctorWith(first);
        assertThat(reasons(doctor, "09:30", first)).isEmpty();
        assertThat(reasons(doctor, "10:30", first)).containsExactly("DOES_NOT_FIT");
        assertThat(reasons(doctor, "09:30", UUID.randomUUID().toString())).containsExactly("VISIT_NOT_OFFERED");
    }

    @Test
    void onlyStaffWritesTypes() {
        var body = "{\"name\":\"x\",\"minutes\":20,\"mode\":\"PHONE\"}";
        assertThat(world.post("/visit-types", world.doctor().token(), body).status()).isEqualTo(403);
        assertThat(world.post("/visit-types", world.staff(), body.replace("20", "4")).status()).isEqualTo(400);
    }

    private String type(String name, int minutes, int before, int after) {
        return world.post("/visit-types", world.staff(), """
                {"name":"%s","minutes":%d,"mode":"VIDEO","bufferBefore":%d,"bufferAfter":%d}
                """.formatted(name, minutes, before, after)).isCreated().id();
    }

    private TestDoctor doctorWith(String... types) {
        var doctor = world.doctor(World.DENVER, 30);
        world.license(doctor, "CO", "2020-01-01", null).isCreated();
        world.everyDay(doctor, "09:00", "11:00").isOk();
        var items = List.of(types).stream().map("{\"visitTypeId\":\"%s\"}"::formatted).toList();
        world.send("PUT", doctor.path("/visit-types"), doctor.token(), "{\"items\":" + items + "}").isOk();
        return doctor;
    }

    private List<String> reasons(TestDoctor doctor, String time, String type) {
        return world.get(doctor.path("/slots/why?state=CO&at=%sT%s&visitTypeId=%s".formatted(DATE, time, type)))
                .isOk()
                .list("/reasons")
                .stream()
                .map(reason -> reason.path("code").asString())
                .toList();
    }

    private List<String> openings(TestDoctor doctor, String query) {
        var found = new ArrayList<String>();
        for (String cursor = ""; cursor != null;) {
            var page = world
                    .get("/slots?state=CO&doctorId=%s&from=%s&to=%s&timeZone=America/Denver%s%s".formatted(doctor.id(),
                            DATE, DATE, query, cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .isOk();
            page.list("/items")
                    .forEach(each -> found
                            .add(LocalTime.ofInstant(Instant.parse(each.path("start").asString()), World.DENVER) + " "
                                    + each.path("visitTypeName").asString()));
            cursor = page.body().at("/next").isNull() ? null : page.text("/next");
        }
        return found;
    }
}
