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
import dev.medislot.common.event.BookingWithdrawn;
import dev.medislot.common.event.SchedulePublished;
import dev.medislot.common.event.SlotTime;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.EventLog;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@AvailabilityTest
class PlaceTest {

    private static final LocalDate DATE = World.next(DayOfWeek.TUESDAY);
    private static final String PLACE = """
            {"name":"Bay Street Clinic","street":"12 Bay Street","city":"Boulder","state":"CO","zip":"80301",
             "phone":"(303) 555-0100"}""";

    @Autowired
    private World world;

    @Autowired
    private BookingService bookings;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void visitsStartAsOftenAsTheDoctorSays() {
        var type = type("VIDEO");
        var doctor = doctorWith(type);

        change(doctor, "{\"startEvery\":10}").isOk();
        assertThat(starts(doctor, "CO", type)).containsExactly("09:00", "09:10", "09:20", "09:30", "09:40");

        change(doctor, "{\"startEvery\":null}").isOk();
        assertThat(starts(doctor, "CO", type)).containsExactly("09:00", "09:30");
        change(doctor, "{\"startEvery\":4}").isInvalid("startEvery");
    }

    @Test
    void visitsInPersonAreOfferedInTheStateOfThePlace() {
        var type = type("IN_PERSON");
        var doctor = doctorWith(type);
        assertThat(starts(doctor, "CO", type)).isEmpty();

        change(doctor, "{\"place\":" + PLACE + "}").isOk();

        assertThat(starts(doctor, "CO", type)).containsExactly("09:00", "09:30");
        assertThat(starts(doctor, "NY", type)).isEmpty();
        assertThat(world.get("/slots?state=NY&visitTypeId=" + type).isOk().list("/items")).isEmpty();
        assertThat(byDoctor("NY", type)).isEmpty();
        assertThat(byDoctor("CO", type)).containsExactly(doctor.id().toString());
        assertThat(inPerson("CO")).contains(doctor.id().toString());
        assertThat(inPerson("NY")).doesNotContain(doctor.id().toString());
        assertThat(reasons(doctor, "CO", type)).isEmpty();
        assertThat(reasons(doctor, "NY", type)).containsExactly("VISIT_NOT_OFFERED");
        try (var schedules = new EventLog(Topics.SCHEDULES)) {
            var day = schedules.await(doctor.id() + "/" + DATE, 2).getLast();
            assertThat(day.as(SchedulePublished.class).visits()).extracting(SchedulePublished.Visit::state)
                    .containsExactly(UsState.CO);
            assertThat(day.value()).doesNotContain("Bay Street");
        }

        // a place in a state without a license
        change(doctor, "{\"place\":{\"state\":\"TX\"}}").isOk();
        for (var state : List.of("CO", "NY", "TX")) {
            assertThat(starts(doctor, state, type)).isEmpty();
        }
        assertThat(reasons(doctor, "TX", type)).containsExactly("NO_LICENSE");
        change(doctor, "{\"place\":null}").isOk();
        assertThat(reasons(doctor, "CO", type)).containsExactly("VISIT_NOT_OFFERED");
    }

    @Test
    void aPlaceWithoutALicenseAffectsVisitsInPerson() {
        var type = type("IN_PERSON");
        var doctor = doctorWith(type);
        change(doctor, "{\"place\":" + PLACE + "}").isOk();
        var booking = booked(doctor, type);

        assertThat(affectedByPlace(doctor, "NY", "?preview=true")).isEmpty();
        assertThat(affectedByPlace(doctor, "TX", "?preview=true")).containsExactly(booking);
        assertThat(affectedByPlace(doctor, "TX", "")).containsExactly(booking);
        assertThat(affectedByPlace(doctor, "TX", "")).as("the same edit again").isEmpty();
        world.everyDay(doctor, "08:00", "10:00").isOk();
        assertThat(affectedByPlace(doctor, "CO", "")).isEmpty();
        assertThat(affectedByPlace(doctor, "TX", "?bookings=cancel")).containsExactly(booking);
        try (var withdrawals = new EventLog(Topics.WITHDRAWALS)) {
            assertThat(withdrawals.await(booking, 1)).hasSize(1);
        }
        world.send("DELETE", "/visit-types/" + type, world.staff(), "");
    }

    @Test
    void aPlaceSetLaterWithoutALicenseAffectsVisits() {
        var type = type("IN_PERSON");
        var doctor = doctorAt(PLACE, type);
        var booking = booked(doctor, type);
        var texas = "{\"place\":" + PLACE.replace("CO", "TX") + "}";

        assertThat(change(doctor, "{\"place\":null}").isOk().texts("/affectedBookings", "bookingId")).isEmpty();
        var preview = world.send("PATCH", doctor.path("?preview=true"), doctor.token(), "{\"place\":" + PLACE + "}");
        assertThat(preview.isOk().texts("/affectedBookings", "bookingId")).isEmpty();
        assertThat(change(doctor, texas).isOk().texts("/affectedBookings", "bookingId")).containsExactly(booking);
        assertThat(affectedByPlace(doctor, "FL", "")).as("another state without a license").isEmpty();

        change(doctor, "{\"place\":null}").isOk();
        var cancelled = world.send("PATCH", doctor.path("?bookings=cancel"), doctor.token(), texas);
        assertThat(cancelled.isOk().texts("/affectedBookings", "bookingId")).containsExactly(booking);
        try (var withdrawals = new EventLog(Topics.WITHDRAWALS)) {
            assertThat(withdrawals.await(booking, 1)).hasSize(1);
        }
        world.send("DELETE", "/visit-types/" + type, world.staff(), "");
    }

    @Test
    void aLateBookingIsWithdrawnWithThePlace() {
        var type = type("IN_PERSON");
        var kept = doctorAt(PLACE, type);
        var returned = doctorAt(PLACE, type);
        var cancelling = doctorAt(PLACE, type, type("VIDEO"));
        affectedByPlace(kept, "TX", "");
        affectedByPlace(returned, "TX", "?bookings=cancel");
        affectedByPlace(returned, "NY", "");
        affectedByPlace(returned, "TX", "");
        assertThat(affectedByPlace(cancelling, "TX", "?bookings=cancel")).isEmpty();

        var spared = List.of(booked(kept, type), booked(returned, type));
        var withdrawn = booked(cancelling, type);

        try (var withdrawals = new EventLog(Topics.WITHDRAWALS)) {
            assertThat(withdrawals.await(withdrawn, 1)).hasSize(1);
            for (var booking : spared) {
                assertThat(withdrawals.of(booking)).isEmpty();
            }
        }
        world.send("DELETE", "/visit-types/" + type, world.staff(), "");
    }

    @Test
    void aLateBookingIsWithdrawnAfterAnotherEditToo() {
        var type = type("IN_PERSON");
        var video = type("VIDEO");
        var doctor = doctorAt(PLACE, type, video);
        assertThat(affectedByPlace(doctor, "TX", "?bookings=cancel")).isEmpty();
        world.everyDay(doctor, "08:00", "10:00").isOk();
        world.everyDay(doctor, "10:00", "12:00").isOk();

        var kept = booked(doctor, video);
        var withdrawn = booked(doctor, type);

        try (var withdrawals = new EventLog(Topics.WITHDRAWALS)) {
            assertThat(withdrawals.await(withdrawn, 1)).hasSize(1);
            assertThat(withdrawals.of(kept)).as("the edit of hours kept its bookings").isEmpty();
        }
        world.send("DELETE", "/visit-types/" + type, world.staff(), "");
    }

    /** The booking service takes it along to the next place, which is not known here yet. */
    @Test
    void aVisitThatFollowsItsPlaceIsWithdrawnToo() {
        var type = type("IN_PERSON");
        var doctor = doctorAt(PLACE, type, type("VIDEO"));
        var booking = booked(doctor, type);
        assertThat(affectedByPlace(doctor, "NY", "")).isEmpty();

        var revoked = world.send("DELETE", doctor.path("/licenses/" + license(doctor, "NY") + "?bookings=cancel"),
                doctor.token(), "");

        assertThat(revoked.isOk().texts("/affectedBookings", "bookingId")).containsExactly(booking);
        try (var withdrawals = new EventLog(Topics.WITHDRAWALS)) {
            assertThat(withdrawals.await(booking, 1)).singleElement()
                    .satisfies(event -> assertThat(event.as(BookingWithdrawn.class).patientState()).isNull());
        }
        world.send("DELETE", "/visit-types/" + type, world.staff(), "");
    }

    private String license(TestDoctor doctor, String state) {
        return world.get(doctor.path("/licenses"))
                .list("/items")
                .stream()
                .filter(license -> license.path("state").asString().equals(state))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    private TestDoctor doctorAt(String place, String... types) {
        var doctor = doctorWith(types);
        change(doctor, "{\"place\":" + place + "}").isOk();
        return doctor;
    }

    private List<String> affectedByPlace(TestDoctor doctor, String state, String mode) {
        return world.send("PATCH", doctor.path(mode), doctor.token(), "{\"place\":{\"state\":\"%s\"}}".formatted(state))
                .isOk()
                .texts("/affectedBookings", "bookingId");
    }

    /** At nine in Colorado, until its event is applied here. */
    private String booked(TestDoctor doctor, String type) {
        var id = UUID.randomUUID();
        var patient = UUID.randomUUID();
        var visitType = UUID.fromString(type);
        var start = World.at(DATE, "09:00");
        var end = start.plus(Duration.ofMinutes(20));
        bookings.publish(new BookingCreated(id, 1, Instant.now(), new Actor(patient, Role.PATIENT),
                BookingStatus.CONFIRMED, patient, UsState.CO, doctor.id(),
                new SlotTime(new SlotId(new DoctorId(doctor.id()), start, visitType), start, end), null, null,
                visitType, VisitMode.IN_PERSON, start, end, "Check"));
        await().until(() -> jdbc.sql("select exists (select 1 from booking where id = ?)")
                .param(id)
                .query(Boolean.class)
                .single());
        return id.toString();
    }

    @Test
    void onlyTheDoctorAndStaffSeeLinkAndPlace() {
        var doctor = doctorWith(type("VIDEO"));
        var link = "https://video.example/rooms/{bookingId}?lobby=1";

        var changed = change(doctor, "{\"videoLink\":\"%s\",\"place\":%s}".formatted(link, PLACE)).isOk();

        assertThat(changed.text("/videoLink")).isEqualTo(link);
        var path = doctor.path("");
        for (var token : List.of(doctor.token(), world.staff())) {
            var seen = world.send("GET", path, token, "").isOk();
            assertThat(seen.text("/videoLink")).isEqualTo(link);
            assertThat(seen.text("/place/city")).isEqualTo("Boulder");
        }
        for (var token : List.of("", world.patient(UsState.CO), world.doctor().token())) {
            var seen = world.send("GET", path, token, "").isOk();
            assertThat(seen.body().has("videoLink") || seen.body().has("place")).isFalse();
        }
    }

    @Test
    void aLinkIsAnHttpsAddress() {
        var doctor = world.doctor();
        for (var link : List.of("http://video.example/a", "javascript:alert(1)", "https:///a", "https://", "video",
                "https://{bookingId}.video.example/", "https://me@video.example/", "https://video.example/{patient}",
                "https://video.example/a b")) {
            change(doctor, "{\"videoLink\":\"%s\"}".formatted(link)).isInvalid("videoLink");
        }
        change(doctor, "{\"place\":{\"name\":\"x\"}}").isInvalid("place.street");
        change(doctor, "{\"place\":%s}".formatted(PLACE.replace("80301", "8030"))).isInvalid("place.zip");
    }

    private Answer change(TestDoctor doctor, String patch) {
        return world.send("PATCH", doctor.path(""), doctor.token(), patch);
    }

    private String type(String mode) {
        return world.post("/visit-types", world.staff(), """
                {"name":"Check","minutes":20,"mode":"%s"}""".formatted(mode)).isCreated().id();
    }

    private TestDoctor doctorWith(String... types) {
        var doctor = world.doctor(World.DENVER, 30);
        world.license(doctor, "CO", "2020-01-01", null).isCreated();
        world.license(doctor, "NY", "2020-01-01", null).isCreated();
        world.everyDay(doctor, "09:00", "10:00").isOk();
        var items = Stream.of(types).map("{\"visitTypeId\":\"%s\"}"::formatted).toList();
        world.send("PUT", doctor.path("/visit-types"), doctor.token(), "{\"items\":%s}".formatted(items)).isOk();
        return doctor;
    }

    private List<String> starts(TestDoctor doctor, String state, String type) {
        return world
                .get("/slots?state=%s&doctorId=%s&from=%s&to=%s&timeZone=America/Denver&visitTypeId=%s".formatted(state,
                        doctor.id(), DATE, DATE, type))
                .isOk()
                .texts("/items", "localStart")
                .stream()
                .map(start -> start.substring(11, 16))
                .toList();
    }

    private List<String> byDoctor(String state, String type) {
        return world.get("/slots/by-doctor?state=%s&visitTypeId=%s&from=%s".formatted(state, type, DATE))
                .isOk()
                .texts("/doctors", "doctorId");
    }

    private List<String> inPerson(String state) {
        return world.get("/slots/by-doctor?state=%s&mode=IN_PERSON&limit=50&from=%s".formatted(state, DATE))
                .isOk()
                .texts("/doctors", "doctorId");
    }

    private List<String> reasons(TestDoctor doctor, String state, String type) {
        return world.get(doctor.path("/slots/why?state=%s&at=%sT09:30&visitTypeId=%s".formatted(state, DATE, type)))
                .isOk()
                .texts("/reasons", "code");
    }
}
