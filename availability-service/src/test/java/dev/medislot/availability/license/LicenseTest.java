package dev.medislot.availability.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.World;
import dev.medislot.availability.World.TestDoctor;
import dev.medislot.common.UsState;
import dev.medislot.common.event.DoctorChanged;
import dev.medislot.common.event.SchedulePublished;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.EventLog;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

@AvailabilityTest
class LicenseTest {

    @Autowired
    private World world;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void licensesAreGrantedReadChangedAndRevoked() {
        var doctor = world.doctor();
        var granted = world.license(doctor, "CO", "2020-01-01", "2030-12-31").isCreated();
        var path = doctor.path("/licenses/" + granted.id());
        assertThat(world.get(doctor.path("/licenses")).isOk().texts("/items", "state")).containsExactly("CO");
        assertThat(world.get(path).isOk().etag()).isEqualTo("\"1\"");

        var changed = world
                .send("PATCH", path, doctor.token(), "{\"validUntil\":null,\"number\":\"X\"}", "If-Match", "\"1\"")
                .isOk();
        assertThat(changed.etag()).isEqualTo("\"2\"");
        assertThat(changed.body().at("/validUntil").isNull()).isTrue();
        world.send("PATCH", path, doctor.token(), "{\"number\":\"Y\"}", "If-Match", "\"1\"").isProblem(412, "stale");
        assertThat(world.get(doctor.path("")).body().at("/licensedStates").toString()).isEqualTo("[\"CO\"]");

        world.send("DELETE", path, doctor.token(), "", "If-Match", "\"1\"").isProblem(412, "stale");
        world.send("DELETE", path, doctor.token(), "").isOk();
        world.get(path).isProblem(404, "not-found");
        try (var doctors = new EventLog(Topics.DOCTORS)) {
            var events = doctors.await(doctor.id().toString(), 4);
            assertThat(events).extracting(event -> event.as(DoctorChanged.class).licenses().size())
                    .containsExactly(0, 1, 1, 0);
            assertThat(events).extracting(event -> event.sequence()).containsExactly(1L, 2L, 3L, 4L);
        }
    }

    @Test
    void badLicensesAreRefused() {
        var doctor = world.doctor();
        world.license(doctor, "XX", "soon", null)
                .isInvalid("state", "must be a state's two-letter code")
                .isInvalid("validFrom", "must be a date such as 2026-12-01");
        world.license(doctor, "CO", "2020-01-01", "2019-01-01").isInvalid("validUntil");
        world.license(doctor, "CO", "2020-01-01", null).isCreated();
        world.license(doctor, "CO", "2020-01-01", null).isProblem(409, "overlap");
        world.post(doctor.path("/licenses"), world.doctor().token(), "{}").isProblem(403, "forbidden");
        world.post(doctor.path("/licenses"), world.doctor().token(), """
                {"state":"NM","number":"1","validFrom":"2020-01-01"}""").isProblem(403, "forbidden");
    }

    @Test
    void openingsFollowTheLicenseOnEachLocalDate() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "09:00", "UT");
        var day = World.today().plusDays(10);
        var license = world.license(doctor, "CO", day.minusDays(2).toString(), day.toString()).isCreated();
        assertThat(dates(doctor, "CO")).containsExactly(day.minusDays(2).toString(), day.minusDays(1).toString(),
                day.toString());

        world.send("PATCH", doctor.path("/licenses/" + license.id()), doctor.token(),
                "{\"validUntil\":\"%s\"}".formatted(day.minusDays(1))).isOk();
        assertThat(dates(doctor, "CO")).containsExactly(day.minusDays(2).toString(), day.minusDays(1).toString());

        world.send("DELETE", doctor.path("/licenses/" + license.id()), doctor.token(), "").isOk();
        assertThat(dates(doctor, "CO")).isEmpty();
        assertThat(dates(doctor, "UT")).hasSizeGreaterThan(50);
        try (var schedules = new EventLog(Topics.SCHEDULES)) {
            var ofTheDay = schedules.await(doctor.id() + "/" + day.minusDays(1), 3);
            assertThat(ofTheDay).extracting(event -> event.as(SchedulePublished.class).licensedStates())
                    .containsExactly(Set.of(UsState.UT), Set.of(UsState.UT, UsState.CO), Set.of(UsState.UT));
        }
    }

    @Test
    void aLicenseIsHonouredAtOnceWhileManyAsk() throws Exception {
        var doctor = world.doctorIn(World.DENVER, "08:00", "09:00", "UT");
        var over = new AtomicBoolean();
        Callable<Integer> asker = () -> {
            int asked = 0;
            while (!over.get()) {
                dates(doctor, "CO");
                asked++;
            }
            return asked;
        };
        try (var askers = Executors.newFixedThreadPool(6)) {
            var asking = Collections.nCopies(6, asker).stream().map(askers::submit).toList();
            try {
                for (int i = 0; i < 20; i++) {
                    var license = world.license(doctor, "CO", "2020-01-01", null).isCreated();
                    assertThat(dates(doctor, "CO")).isNotEmpty();
                    world.send("DELETE", doctor.path("/licenses/" + license.id()), doctor.token(), "").isOk();
                    assertThat(dates(doctor, "CO")).isEmpty();
                }
            } finally {
                over.set(true);
            }
            assertThat(asking).extracting(Future::get).allSatisfy(asked -> assertThat(asked).isPositive());
        }
    }

    private List<String> dates(TestDoctor doctor, String state) {
        return world.get("/slots?doctorId=%s&state=%s&limit=200&timeZone=America/Denver".formatted(doctor.id(), state))
                .isOk()
                .texts("/items", "localStart")
                .stream()
                .map(start -> start.substring(0, 10))
                .toList();
    }

    @Test
    void aPreviewIsTaggedWithTheLicenseThatStands() {
        var doctor = world.doctor();
        var path = doctor.path("/licenses/" + world.license(doctor, "CO", "2020-01-01", null).isCreated().id());
        assertThat(world.send("PATCH", path + "?preview=true", doctor.token(), "{\"number\":\"X\"}").isOk().etag())
                .isEqualTo("\"1\"")
                .isEqualTo(world.get(path).etag());
        assertThat(world.post(doctor.path("/licenses?preview=true"), doctor.token(), """
                {"state":"NM","number":"1","validFrom":"2020-01-01"}""").isOk().etag()).isEmpty();
    }

    @Test
    void anUnclearPreviewEditsNothing() {
        var doctor = world.doctor();
        for (var preview : List.of("preview", "preview=", "preview=maybe", "preview=true&preview=false")) {
            world.post(doctor.path("/licenses?" + preview), doctor.token(), """
                    {"state":"NM","number":"1","validFrom":"2020-01-01"}""")
                    .isInvalid("preview", "must be true or false");
        }
        assertThat(world.get(doctor.path("/licenses")).isOk().list("/items")).isEmpty();
    }

    @Test
    void datesThatNobodyCanMeanAreRefused() {
        var doctor = world.doctor();
        for (var date : List.of("0000-12-02", "1899-12-31", "3000-01-01", "+999999999-12-31")) {
            world.license(doctor, "CO", date, date)
                    .isInvalid("validFrom", "must be a date from 1900-01-01 to 2999-12-31")
                    .isInvalid("validUntil");
        }
        var license = world.license(doctor, "CO", "1900-01-01", "2999-12-31").isCreated();
        world.send("PATCH", doctor.path("/licenses/" + license.id()), doctor.token(),
                "{\"validUntil\":\"+10000-01-01\"}").isInvalid("validUntil");
    }

    @Test
    void aStateIsReadInAnyCaseAndAnsweredInUpperCase() {
        var doctor = world.doctor();
        var license = world.license(doctor, "co", "2020-01-01", null).isCreated();
        assertThat(license.text("/state")).isEqualTo("CO");
        assertThat(world.send("PATCH", doctor.path("/licenses/" + license.id()), doctor.token(), "{\"state\":\"nm\"}")
                .isOk()
                .text("/state")).isEqualTo("NM");
        world.license(doctor, "Nm", "2020-01-01", null).isProblem(409, "overlap");
    }

    @Test
    void aRenewalIsGrantedAheadAndNeverOverlaps() {
        var doctor = world.doctor();
        var end = World.today().plusDays(10);
        var renewal = world.license(doctor, "WY", end.plusDays(1).toString(), null).isCreated().id();
        world.license(doctor, "WY", "2020-01-01", null).isProblem(409, "overlap");
        world.license(doctor, "WY", "2020-01-01", end.plusDays(1).toString()).isProblem(409, "overlap");
        world.license(doctor, "WY", end.plusYears(9).toString(), end.plusYears(9).toString()).isProblem(409, "overlap");
        var first = world.license(doctor, "WY", "2020-01-01", end.toString()).isCreated().id();
        world.license(doctor, "AZ", "2020-01-01", null).isCreated();

        for (var patch : List.of("{\"validUntil\":null}", "{\"validUntil\":\"%s\"}".formatted(end.plusDays(1)),
                "{\"state\":\"AZ\"}")) {
            world.send("PATCH", doctor.path("/licenses/" + first), doctor.token(), patch).isProblem(409, "overlap");
            world.send("PATCH", doctor.path("/licenses/" + first + "?preview=true"), doctor.token(), patch)
                    .isProblem(409, "overlap");
        }
        world.send("PATCH", doctor.path("/licenses/" + first), doctor.token(), "{\"number\":\"7\"}").isOk();
        world.send("PATCH", doctor.path("/licenses/" + renewal), doctor.token(),
                "{\"validFrom\":\"%s\"}".formatted(end)).isProblem(409, "overlap");

        var list = world.get(doctor.path("/licenses?limit=2")).isOk();
        assertThat(list.texts("/items", "state")).containsExactly("AZ", "WY");
        assertThat(list.texts("/items", "validFrom")).containsExactly("2020-01-01", "2020-01-01");
        assertThat(world.get(doctor.path("/licenses?limit=2&cursor=" + list.text("/next"))).texts("/items", "id"))
                .containsExactly(renewal);
        assertThat(world.get(doctor.path("")).isOk().body().at("/licensedStates").toString())
                .isEqualTo("[\"AZ\",\"WY\"]");
        try (var doctors = new EventLog(Topics.DOCTORS)) {
            assertThat(doctors.await(doctor.id().toString(), 5).getLast().as(DoctorChanged.class).licenses())
                    .extracting(DoctorChanged.License::state, DoctorChanged.License::validFrom)
                    .containsExactly(Tuple.tuple(UsState.AZ, LocalDate.of(2020, 1, 1)),
                            Tuple.tuple(UsState.WY, LocalDate.of(2020, 1, 1)),
                            Tuple.tuple(UsState.WY, end.plusDays(1)));
        }
    }

    @Test
    void aRenewalLeavesNoGapAndNoDoubleOpenings() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "10:00");
        var end = World.today().plusDays(10);
        world.license(doctor, "MP", "2020-01-01", end.toString()).isCreated();
        world.license(doctor, "MP", end.plusDays(1).toString(), end.plusDays(20).toString()).isCreated();
        world.license(doctor, "MP", end.plusDays(22).toString(), null).isCreated();

        var ofTheDoctor = world.get("/slots?state=MP&limit=200&doctorId=" + doctor.id()).isOk().texts("/items", "id");
        var ofTheState = world.get("/slots?state=MP&limit=200")
                .isOk()
                .list("/items")
                .stream()
                .filter(each -> each.path("doctorId").asString().equals(doctor.id().toString()))
                .map(each -> each.path("id").asString())
                .toList();
        var dates = dates(doctor, "MP");

        assertThat(ofTheState).isEqualTo(ofTheDoctor).doesNotHaveDuplicates().hasSizeGreaterThan(100);
        assertThat(dates).contains(end.minusDays(1).toString(), end.toString(), end.plusDays(1).toString(),
                end.plusDays(19).toString());
        assertThat(dates).as("where it is a day later already").doesNotContain(end.plusDays(20).toString());
    }

    @Test
    void theTableRefusesLicensesThatOverlap() {
        var doctor = world.doctor();
        world.license(doctor, "CO", "2020-01-01", "2030-12-31").isCreated();
        assertThatThrownBy(() -> jdbc.sql("""
                insert into license (id, doctor_id, state, number, valid_from)
                values (gen_random_uuid(), ?, 'CO', '2', '2030-12-31')
                """).param(doctor.id()).update()).isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("licenses_of_a_state_do_not_overlap");
    }

    @Test
    void doctorsAreListedByTheDateInTheState() {
        var guam = LocalDate.now(ZoneId.of("Pacific/Guam"));
        var today = world.doctor();
        world.license(today, "GU", guam.toString(), guam.toString()).isCreated();
        var yesterday = world.doctor();
        world.license(yesterday, "GU", "2020-01-01", guam.minusDays(1).toString()).isCreated();

        assertThat(world.get("/doctors?state=GU&limit=200").isOk().texts("/items", "id"))
                .contains(today.id().toString())
                .doesNotContain(yesterday.id().toString());
        assertThat(world.get(today.path("")).body().at("/licensedStates").toString()).isEqualTo("[\"GU\"]");
        assertThat(world.get(yesterday.path("")).body().at("/licensedStates").toString()).isEqualTo("[]");
    }
}
