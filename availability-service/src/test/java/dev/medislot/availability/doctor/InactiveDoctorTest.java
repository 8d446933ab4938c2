package dev.medislot.availability.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.BookingService;
import dev.medislot.availability.World;
import dev.medislot.availability.World.TestDoctor;
import dev.medislot.common.UsState;
import dev.medislot.common.event.BookingWithdrawn;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.EventLog;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@AvailabilityTest
class InactiveDoctorTest {

    private static final String INACTIVE = "{\"status\":\"INACTIVE\"}";

    @Autowired
    private World world;

    @Autowired
    private BookingService bookings;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private final LocalDate date = World.today().plusDays(10);

    @Test
    void anInactiveDoctorLogsInLikeAnUnknownOne() {
        var doctor = world.doctor();
        login(doctor, "a long secret").isOk();
        change(doctor, INACTIVE).isOk();

        var refused = login(doctor, "a long secret").isProblem(401, "unauthenticated");
        assertThat(refused.body().path("detail"))
                .isEqualTo(login(doctor, "a wrong secret").isProblem(401, "unauthenticated").body().path("detail"));
        change(doctor, "{\"status\":\"ACTIVE\"}").isOk();
        login(doctor, "a long secret").isOk();
    }

    private Answer login(TestDoctor doctor, String password) {
        return world.post("/doctors/login", "", """
                {"email":"%s","password":"%s"}""".formatted(doctor.email(), password));
    }

    @Test
    void anInactiveDoctorOffersNothingUntilActive() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "10:00", "VT");
        var offered = openings(doctor);
        assertThat(offered).isNotEmpty();
        change(doctor, INACTIVE).isOk();

        assertThat(openings(doctor)).isEmpty();
        assertThat(world.get("/slots?state=VT&limit=200").isOk().texts("/items", "doctorId"))
                .doesNotContain(doctor.id().toString());
        assertThat(world.get("/slots/by-doctor?state=VT&doctorId=" + doctor.id()).isOk().list("/doctors")).isEmpty();
        assertThat(world.get(doctor.path("/day?date=" + date)).isOk().list("/slots")).isEmpty();
        assertThat(why(doctor)).containsExactly("DOCTOR_INACTIVE");
        assertThat(world.get(doctor.path("/working-hours")).isOk().list("/week/MONDAY")).hasSize(1);

        change(doctor, "{\"status\":\"ACTIVE\"}").isOk();
        assertThat(openings(doctor)).isEqualTo(offered);
        assertThat(why(doctor)).isEmpty();
        try (var schedules = new EventLog(Topics.SCHEDULES)) {
            var days = schedules.await(doctor.id() + "/" + date, 3);
            assertThat(days).extracting(event -> event.isTombstone()).containsExactly(false, true, false);
        }
    }

    @Test
    void editsOfAnInactiveDoctorOfferNothing() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "10:00", "VT");
        change(doctor, INACTIVE).isOk();
        world.send("PUT", doctor.path("/working-hours"), world.staff(),
                "{\"week\":{\"MONDAY\":[{\"start\":\"07:00\",\"end\":\"09:00\"}]}}").isOk();
        world.post(doctor.path("/licenses"), world.staff(), """
                {"state":"NH","number":"1","validFrom":"2020-01-01"}""").isCreated();
        assertThat(openings(doctor)).isEmpty();
        assertThat(world.get("/slots?state=NH&doctorId=" + doctor.id()).isOk().list("/items")).isEmpty();
    }

    @Test
    void bookingsAreAffectedAndCancelledOnRequest() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "10:00", "VT");
        var booking = bookings.book(doctor, World.at(date, "08:00"), UsState.VT);
        await().untilAsserted(() -> assertThat(why(doctor)).containsExactly("TAKEN"));

        assertThat(affected(world.send("PATCH", doctor.path("?preview=true"), world.staff(), INACTIVE)))
                .containsExactly(booking.toString());
        assertThat(why(doctor)).containsExactly("TAKEN");
        assertThat(affected(world.send("PATCH", doctor.path("?bookings=cancel"), world.staff(), INACTIVE)))
                .containsExactly(booking.toString());
        try (var withdrawals = new EventLog(Topics.WITHDRAWALS)) {
            assertThat(withdrawals.await(booking.toString(), 1).getFirst().as(BookingWithdrawn.class).doctorId())
                    .isEqualTo(doctor.id());
        }
    }

    /** Deleting the locked slots would wait for the end of the transaction. */
    @Test
    void aPreviewWritesNoSlots() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "10:00", "VT");
        transaction.executeWithoutResult(_ -> {
            assertThat(jdbc.sql("select starts_at from slot where doctor_id = :doctor and date = :date for update")
                    .param("doctor", doctor.id())
                    .param("date", World.today().plusDays(50))
                    .query()
                    .listOfRows()).isNotEmpty();
            assertThat(affected(world.send("PATCH", doctor.path("?preview=true"), world.staff(), INACTIVE))).isEmpty();
        });
        assertThat(openings(doctor)).isNotEmpty();
    }

    private static List<String> affected(Answer answer) {
        return answer.isOk().texts("/affectedBookings", "bookingId");
    }

    @Test
    void onlyStaffSeesAndChangesTheStatus() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "10:00", "VT");
        world.send("PATCH", doctor.path(""), doctor.token(), INACTIVE).isProblem(403, "forbidden");
        assertThat(
                world.send("PATCH", doctor.path(""), doctor.token(), "{\"bio\":\"Kind\"}").isOk().body().has("status"))
                        .isFalse();
        assertThat(change(doctor, INACTIVE).isOk().text("/status")).isEqualTo("INACTIVE");
        assertThat(world.get(doctor.path("")).isOk().body().has("status")).isFalse();
        assertThat(world.send("GET", doctor.path(""), world.patient(UsState.VT), "").isOk().body().has("status"))
                .isFalse();
        assertThat(world.send("GET", doctor.path(""), world.staff(), "").isOk().text("/status")).isEqualTo("INACTIVE");

        var list = "/doctors?limit=200&q=" + doctor.email().substring(0, 8);
        for (var token : List.of("", doctor.token(), world.patient(UsState.VT))) {
            assertThat(world.send("GET", list, token, "").isOk().list("/items")).isEmpty();
        }
        assertThat(world.send("GET", list, world.staff(), "").isOk().texts("/items", "status"))
                .containsExactly("INACTIVE");
        change(doctor, "{\"status\":\"ACTIVE\"}").isOk();
        assertThat(world.get(list).isOk().list("/items")).hasSize(1).allMatch(item -> !item.has("status"));
        for (var status : List.of("null", "\"\"", "\"GONE\"", "1")) {
            change(doctor, "{\"status\":%s}".formatted(status)).isInvalid("status");
        }
    }

    private Answer change(TestDoctor doctor, String patch) {
        return world.send("PATCH", doctor.path(""), world.staff(), patch);
    }

    private List<String> openings(TestDoctor doctor) {
        return world.get("/slots?state=VT&limit=200&doctorId=" + doctor.id()).isOk().texts("/items", "id");
    }

    private List<String> why(TestDoctor doctor) {
        return world.get(doctor.path("/slots/why?state=VT&at=%sT08:00".formatted(date)))
                .isOk()
                .texts("/reasons", "code");
    }
}
