package dev.medislot.availability.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.BookingService;
import dev.medislot.availability.World;
import dev.medislot.availability.World.TestDoctor;
import dev.medislot.common.UsState;
import dev.medislot.common.event.DoctorChanged;
import dev.medislot.common.event.SchedulePublished;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.EventLog;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@AvailabilityTest
@TestPropertySource(properties = "medislot.licenses.verification=required")
class VerificationTest {

    @Autowired
    private World world;

    @Autowired
    private BookingService bookings;

    @Test
    void aLicenseOffersNothingUntilItIsVerified() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "09:00");
        var path = entered(doctor, "VT");
        isOfferedNowhere(doctor, "VT");
        assertThat(world.get(path).isOk().body().path("verified").asBoolean()).isFalse();

        var verified = verify(path).isOk();
        assertThat(verified.body().path("verified").asBoolean()).isTrue();
        assertThat(verified.etag()).isEqualTo("\"2\"").isEqualTo(world.get(path).etag());
        isOfferedEverywhere(doctor, "VT");
        assertThat(verify(path).isOk().etag()).isEqualTo("\"2\"");
    }

    @Test
    void onlyVerifiedLicensesArePublished() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "09:00");
        var date = World.today().plusDays(10);
        verify(entered(doctor, "NH")).isOk();
        try (var doctors = new EventLog(Topics.DOCTORS);
                var schedules = new EventLog(Topics.SCHEDULES)) {
            // registered, license entered, license verified
            assertThat(doctors.await(doctor.id().toString(), 3))
                    .extracting(event -> event.as(DoctorChanged.class).licenses().size())
                    .containsExactly(0, 0, 1);
            assertThat(schedules.await(doctor.id() + "/" + date, 2))
                    .extracting(event -> event.as(SchedulePublished.class).licensedStates())
                    .containsExactly(Set.of(), Set.of(UsState.NH));
        }
    }

    @Test
    void whyNamesTheWaitForVerification() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "09:00");
        var date = World.today().plusDays(10);
        var path = entered(doctor, "ME");
        world.license(doctor, "RI", "2020-01-01", "2020-12-31").isCreated();

        assertThat(why(doctor, date + "T08:00&state=ME")).containsExactly("LICENSE_NOT_VERIFIED");
        assertThat(why(doctor, date + "T08:00")).containsExactly("LICENSE_NOT_VERIFIED");
        assertThat(why(doctor, date + "T08:00&state=RI")).containsExactly("NO_LICENSE");
        verify(path).isOk();
        assertThat(why(doctor, date + "T08:00&state=ME")).isEmpty();
        assertThat(why(doctor, date + "T08:00")).isEmpty();
    }

    @Test
    void aChangeByTheDoctorWaitsAgain() {
        for (var patch : List.of("{\"number\":\"other\"}", "{\"state\":\"DE\"}", "{\"validUntil\":null}",
                "{\"validUntil\":\"2090-01-01\"}", "{\"validFrom\":\"2019-01-01\"}")) {
            var doctor = world.doctorIn(World.DENVER, "08:00", "09:00");
            var path = doctor
                    .path("/licenses/" + world.license(doctor, "CT", "2020-01-01", "2080-01-01").isCreated().id());
            verify(path).isOk();
            isOfferedEverywhere(doctor, "CT");

            var changed = world.send("PATCH", path, doctor.token(), patch).isOk();
            assertThat(changed.body().path("verified").asBoolean()).as(patch).isFalse();
            isOfferedNowhere(doctor, "CT");
            isOfferedNowhere(doctor, "DE");
        }
    }

    @Test
    void anEarlierEndStaysVerified() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "09:00");
        var path = entered(doctor, "NJ");
        verify(path).isOk();
        for (var patch : List.of("{\"validUntil\":\"2080-01-01\"}", "{\"validUntil\":\"2079-01-01\"}", "{}",
                "{\"number\":\" NJ-1 \"}")) {
            assertThat(world.send("PATCH", path, doctor.token(), patch).isOk().body().path("verified").asBoolean())
                    .as(patch)
                    .isTrue();
        }
        isOfferedEverywhere(doctor, "NJ");
    }

    @Test
    void aShorterLicenseThatWaitsStillWaits() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "09:00");
        var path = entered(doctor, "PA");
        for (var token : List.of(doctor.token(), world.staff())) {
            world.send("PATCH", path, token, "{\"validUntil\":\"2080-01-01\"}").isOk();
            isOfferedNowhere(doctor, "PA");
        }
    }

    @Test
    void staffEntersVerifiedLicenses() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "09:00");
        var entered = world.post(doctor.path("/licenses"), world.staff(), """
                {"state":"MD","number":"1","validFrom":"2020-01-01"}""").isCreated();
        assertThat(entered.body().path("verified").asBoolean()).isTrue();
        isOfferedEverywhere(doctor, "MD");
        var path = entered(doctor, "VA");
        world.send("PATCH", path, world.staff(), "{\"number\":\"corrected\"}").isOk();
        isOfferedEverywhere(doctor, "VA");
    }

    @Test
    void bookingsAreAffectedByTheWait() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "09:00");
        var date = World.today().plusDays(10);
        var path = entered(doctor, "WV");
        verify(path).isOk();
        var booking = bookings.book(doctor, World.at(date, "08:00"), UsState.WV);
        await().untilAsserted(() -> assertThat(why(doctor, date + "T08:00&state=WV")).containsExactly("TAKEN"));

        assertThat(world.send("PATCH", path + "?preview=true", doctor.token(), "{\"number\":\"2\"}")
                .isOk()
                .texts("/affectedBookings", "bookingId")).containsExactly(booking.toString());
        assertThat(world.get(path).isOk().body().path("verified").asBoolean()).isTrue();
        assertThat(why(doctor, date + "T08:00&state=WV")).containsExactly("TAKEN");
    }

    @Test
    void anUnverifiedRenewalStrandsBookings() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "09:00");
        var end = World.today().plusDays(20);
        verify(doctor.path("/licenses/" + world.license(doctor, "OH", "2020-01-01", end.toString()).isCreated().id()))
                .isOk();
        world.license(doctor, "KY", "2020-01-01", end.toString()).isCreated();
        var renewal = doctor
                .path("/licenses/" + world.license(doctor, "OH", end.plusDays(1).toString(), null).isCreated().id());
        bookings.book(doctor, World.at(end.plusDays(2), "08:00"), UsState.OH);

        await().untilAsserted(() -> assertThat(stranded(doctor)).containsExactly("OH 1"));
        verify(renewal).isOk();
        assertThat(stranded(doctor)).containsExactly("OH 0");
    }

    private List<String> stranded(TestDoctor doctor) {
        return world.send("GET", "/licenses/expiring?days=30&limit=200", world.staff(), "")
                .isOk()
                .list("/items")
                .stream()
                .filter(each -> each.path("doctorId").asString().equals(doctor.id().toString()))
                .map(each -> each.path("state").asString() + " " + each.path("strandedBookings").asInt())
                .toList();
    }

    @Test
    void onlyStaffVerifies() {
        var doctor = world.doctor();
        var path = entered(doctor, "IN");
        world.post(path + "/verify", doctor.token(), "").isProblem(403, "forbidden");
        world.post(path + "/verify", world.patient(UsState.IN), "").isProblem(403, "forbidden");
        world.post(path + "/verify", "", "").isProblem(401, "unauthenticated");
        world.post(world.doctor().path(path.substring(path.lastIndexOf("/licenses"))) + "/verify", world.staff(), "")
                .isProblem(404, "not-found");
        world.send("GET", "/licenses/unverified", doctor.token(), "").isProblem(403, "forbidden");
        world.get("/licenses/unverified").isProblem(401, "unauthenticated");
        assertThat(world.get(path).isOk().body().path("verified").asBoolean()).isFalse();
    }

    @Test
    void whatChangedSinceItWasReadIsNotVerified() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "09:00");
        var path = entered(doctor, "IA");
        world.send("PATCH", path, doctor.token(), "{\"number\":\"2\"}").isOk();
        world.send("POST", path + "/verify", world.staff(), "", "If-Match", "\"1\"").isProblem(412, "stale");
        isOfferedNowhere(doctor, "IA");
        world.send("POST", path + "/verify", world.staff(), "", "If-Match", "\"2\"").isOk();
        isOfferedEverywhere(doctor, "IA");
    }

    @Test
    void theLongestWaitIsListedFirst() {
        var doctor = world.doctor();
        var first = id(entered(doctor, "MN"));
        var second = id(entered(doctor, "WI"));
        var third = id(entered(doctor, "MI"));
        assertThat(waiting(doctor)).containsExactly(first, second, third);

        world.send("PATCH", doctor.path("/licenses/" + first), doctor.token(), "{\"number\":\"2\"}").isOk();
        assertThat(waiting(doctor)).containsExactly(second, third, first);
        verify(doctor.path("/licenses/" + third)).isOk();
        world.send("DELETE", doctor.path("/licenses/" + second), doctor.token(), "").isOk();
        assertThat(waiting(doctor)).containsExactly(first);

        var page = world.send("GET", "/licenses/unverified?limit=1", world.staff(), "").isOk();
        var next = world.send("GET", "/licenses/unverified?limit=1&cursor=" + page.text("/next"), world.staff(), "");
        assertThat(next.isOk().texts("/items", "id")).hasSize(1).doesNotContain(page.texts("/items", "id").getFirst());
    }

    private List<String> waiting(TestDoctor doctor) {
        return world.send("GET", "/licenses/unverified?limit=200", world.staff(), "")
                .isOk()
                .list("/items")
                .stream()
                .filter(each -> each.path("doctorId").asString().equals(doctor.id().toString()))
                .map(each -> each.path("id").asString())
                .toList();
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Entered by the doctor; returns its path. */
    private String entered(TestDoctor doctor, String state) {
        return doctor.path("/licenses/" + world.license(doctor, state, "2020-01-01", null).isCreated().id());
    }

    private Answer verify(String path) {
        return world.post(path + "/verify", world.staff(), "");
    }

    private List<String> why(TestDoctor doctor, String at) {
        return world.get(doctor.path("/slots/why?at=" + at)).isOk().texts("/reasons", "code");
    }

    private void isOfferedNowhere(TestDoctor doctor, String state) {
        assertThat(offers(doctor, state)).containsOnly(false);
    }

    private void isOfferedEverywhere(TestDoctor doctor, String state) {
        assertThat(offers(doctor, state)).containsOnly(true);
    }

    /** Whether each list shows the doctor to patients of the state. */
    private List<Boolean> offers(TestDoctor doctor, String state) {
        var id = doctor.id().toString();
        var date = World.today().plusDays(10);
        var dates = "&from=%s&to=%s&timeZone=America/Denver&limit=200".formatted(date, date);
        return List.of(world.get("/slots?state=" + state + dates).isOk().texts("/items", "doctorId").contains(id),
                !world.get("/slots?doctorId=" + id + "&state=" + state + dates).isOk().list("/items").isEmpty(),
                world.get("/slots/by-doctor?limit=50&state=%s&from=%s".formatted(state, date))
                        .isOk()
                        .texts("/doctors", "doctorId")
                        .contains(id),
                world.get("/doctors?limit=200&state=" + state).isOk().texts("/items", "id").contains(id),
                world.get(doctor.path("")).isOk().body().path("licensedStates").toString().contains(state),
                world.get(doctor.path("/day?date=" + date)).isOk().body().path("states").toString().contains(state));
    }
}
