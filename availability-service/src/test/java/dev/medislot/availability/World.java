package dev.medislot.availability;

import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.service.security.TokenSigner;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.Api;
import dev.medislot.testkit.PatientTokens;
import dev.medislot.testkit.ServiceSettings;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** Talks to the service as its users do. */
public class World {

    public static final ZoneId DENVER = ZoneId.of("America/Denver");

    @Autowired
    private Environment environment;

    @Autowired
    private TokenSigner signer;

    private final PatientTokens patients = new PatientTokens(ServiceSettings.BOOKING_KEYS);

    /** A doctor who is logged in. */
    public record TestDoctor(UUID id, String email, String token) {

        public String path(String rest) {
            return "/doctors/" + id + rest;
        }

        public String slotId(Instant start) {
            return new SlotId(new DoctorId(id), start).toString();
        }
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, "", "", headers);
    }

    public Answer post(String path, String token, String body) {
        return send("POST", path, token, body);
    }

    public Answer send(String method, String path, String token, String body, String... headers) {
        return Api.at("http://127.0.0.1:" + environment.getProperty("local.server.port"))
                .with("Content-Type", "application/json")
                .with(headers)
                .as(token)
                .call(method, "/api/v1" + path, body.isEmpty() ? null : body);
    }

    public TestDoctor doctor() {
        return doctor(DENVER, 60);
    }

    public TestDoctor doctor(ZoneId zone, int slotMinutes) {
        var email = UUID.randomUUID() + "@doctors.example";
        var id = UUID.fromString(post("/doctors", "", """
                {"email":"%s","password":"a long secret","firstName":"Ada","lastName":"Byron %s","timeZone":"%s",
                 "specialty":"Cardiology","slotMinutes":%d}
                """.formatted(email, email.substring(0, 8), zone, slotMinutes)).isCreated().id());
        return new TestDoctor(id, email, signer.sign(id, Role.DOCTOR, null, UUID.randomUUID()));
    }

    /** Licensed for ever in these states, and working on every day of the week. */
    public TestDoctor doctorIn(ZoneId zone, String start, String end, String... states) {
        var doctor = doctor(zone, 60);
        for (var state : states) {
            license(doctor, state, "2020-01-01", null).isCreated();
        }
        everyDay(doctor, start, end).isOk();
        return doctor;
    }

    public Answer license(TestDoctor doctor, String state, String from, @Nullable String until) {
        return post(doctor.path("/licenses"), doctor.token(), """
                {"state":"%s","number":"%s-1","validFrom":"%s"%s}
                """.formatted(state, state, from, until == null ? "" : ",\"validUntil\":\"" + until + "\""));
    }

    public Answer everyDay(TestDoctor doctor, String start, String end) {
        var week = new StringBuilder();
        for (var day : DayOfWeek.values()) {
            week.append(week.isEmpty() ? "" : ",")
                    .append("\"%s\":[{\"start\":\"%s\",\"end\":\"%s\"}]".formatted(day, start, end));
        }
        return week(doctor, week.toString());
    }

    public Answer week(TestDoctor doctor, String week) {
        return send("PUT", doctor.path("/working-hours"), doctor.token(), "{\"week\":{" + week + "}}");
    }

    public String patient(UsState state) {
        return patient(UUID.randomUUID(), state);
    }

    public String patient(UUID id, UsState state) {
        return patients.of(id.toString(), state.name());
    }

    public String staff() {
        return signer.sign(UUID.randomUUID(), Role.STAFF, null, UUID.randomUUID());
    }

    /** The first such weekday a week or more from now. */
    public static LocalDate next(DayOfWeek day) {
        return LocalDate.now(DENVER).plusDays(7).with(TemporalAdjusters.nextOrSame(day));
    }

    public static LocalDate today() {
        return LocalDate.now(DENVER);
    }

    public static Instant at(LocalDate date, String time) {
        return date.atTime(LocalTime.parse(time)).atZone(DENVER).toInstant();
    }
}
