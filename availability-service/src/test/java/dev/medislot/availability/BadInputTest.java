package dev.medislot.availability;

import dev.medislot.web.Cursor;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Input that no database can store is the caller's fault, and answered so. */
@AvailabilityTest
class BadInputTest {

    private static final String NUL = "\\u0000";

    @Autowired
    private World world;

    @Test
    void cursorsOutOfReachAreRefused() {
        var doctor = world.doctor();
        for (var instant : List.of("+1000000000-12-31T23:59:59Z", "+300000-01-01T00:00:00Z")) {
            world.get("/slots?state=CO&cursor=" + Cursor.of(instant, UUID.randomUUID())).isInvalid("cursor");
        }
        var date = Cursor.of("+999999999-12-31", UUID.randomUUID());
        world.get(doctor.path("/timeslots?cursor=" + date)).isInvalid("cursor");
        world.send("GET", "/licenses/expiring?cursor=" + date, world.staff(), "").isInvalid("cursor");
        world.send("GET", doctor.path("/time-off?cursor=" + Cursor.of("+999999999-12-31T00:00", UUID.randomUUID())),
                doctor.token(), "").isInvalid("cursor");
        world.get(doctor.path("/licenses?cursor=" + Cursor.of("\0"))).isInvalid("cursor");
    }

    @Test
    void aNulNamesItsField() {
        var doctor = world.doctor();
        for (var field : List.of("bio", "firstName", "specialty", "email")) {
            world.send("PATCH", doctor.path(""), doctor.token(), "{\"%s\":\"a%s\"}".formatted(field, NUL))
                    .isInvalid(field);
        }
        world.post(doctor.path("/licenses"), doctor.token(),
                "{\"state\":\"CO\",\"number\":\"%s\",\"validFrom\":\"2020-01-01\"}".formatted(NUL)).isInvalid("number");
        world.post(doctor.path("/time-off"), doctor.token(),
                "{\"start\":\"2026-12-01T00:00\",\"end\":\"2026-12-02T00:00\",\"reason\":\"%s\"}".formatted(NUL))
                .isInvalid("reason");
        world.post("/doctors/login", "", "{\"email\":\"%s\",\"password\":\"x\"}".formatted(NUL)).isInvalid("email");
        world.get("/doctors?q=%00").isInvalid("q");
        world.get("/slots?state=CO&specialty=%00").isInvalid("specialty");
    }

    @Test
    void namesAndNumbersAreOneLine() {
        var doctor = world.doctor();
        for (var field : List.of("firstName", "lastName", "specialty")) {
            world.send("PATCH", doctor.path(""), doctor.token(), "{\"%s\":\"a\\nb\"}".formatted(field))
                    .isInvalid(field, "must be one line");
        }
        world.post("/doctors", "", """
                {"email":"lines@doctors.example","password":"correct horse","firstName":"A\\nB","lastName":"C\\tD",
                 "timeZone":"UTC"}""").isInvalid("firstName").isInvalid("lastName");
        world.post(doctor.path("/licenses"), doctor.token(), """
                {"state":"CO","number":"1\\n2","validFrom":"2020-01-01"}""").isInvalid("number");
        world.send("PATCH", doctor.path(""), doctor.token(), "{\"bio\":\"two\\nlines\"}").isOk();
    }
}
