package dev.medislot.availability.license;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.World;
import dev.medislot.availability.World.TestDoctor;
import dev.medislot.common.UsState;
import dev.medislot.common.event.DoctorChanged;
import dev.medislot.common.event.SchedulePublished;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.EventLog;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AvailabilityTest
class LicenseTest {

    @Autowired
    private World world;

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
            var told = doctors.await(doctor.id().toString(), 4);
            assertThat(told).extracting(event -> event.as(DoctorChanged.class).licenses().size())
                    .containsExactly(0, 1, 1, 0);
            assertThat(told).extracting(event -> event.sequence()).containsExactly(1L, 2L, 3L, 4L);
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
        world.license(doctor, "CO", "2020-01-01", null).isProblem(409, "state-conflict");
        world.post(doctor.path("/licenses"), world.doctor().token(), "{}").isProblem(400, "validation");
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
                    .containsExactly(java.util.Set.of(UsState.UT), java.util.Set.of(UsState.UT, UsState.CO),
                            java.util.Set.of(UsState.UT));
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
        world.license(doctor, "Nm", "2020-01-01", null).isProblem(409, "state-conflict");
    }
}
