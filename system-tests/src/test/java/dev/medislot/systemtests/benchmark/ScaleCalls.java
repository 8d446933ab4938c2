package dev.medislot.systemtests.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.systemtests.benchmark.ScaleDoctors.Doctor;
import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ObjLongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Searches, pages of the front desk and edits of doctors' schedules, at the services themselves. */
final class ScaleCalls implements AutoCloseable {

    private static final String SAME_PAGE = "openings in CA, the same page";
    private static final String OWN_PAGE = "openings in CA, from another minute each";
    private static final String BY_DOCTOR = "doctors with openings in CA";
    private static final String DESK_PAGE = "desk, first page of all doctors";
    private static final String DESK_DOCTOR = "desk, one doctor";
    private static final String HOURS_ANSWERED = "new hours, answered";
    private static final String HOURS_AT_DESK = "new hours, shown by the booking service";
    private static final String GRANTED = "license granted, answered";
    private static final String REVOKED = "license revoked, answered";

    static final List<String> READS = List.of(SAME_PAGE, OWN_PAGE, BY_DOCTOR, DESK_PAGE, DESK_DOCTOR);
    static final List<String> EDITS = List.of(HOURS_ANSWERED, HOURS_AT_DESK, GRANTED, REVOKED);

    private static final LocalTime NEW_END = LocalTime.of(17, 30);
    private static final LocalTime NEW_SLOT = NEW_END.minusMinutes(30);
    private static final int DAYS_AHEAD = 10;
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long BETWEEN_LOOKS_NANOS = 1_000_000;

    private final TimedCalls availability;
    private final TimedCalls booking;
    private final String staff;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    ScaleCalls(Medislot medislot) {
        this.availability = new TimedCalls(medislot.availability().url());
        this.booking = new TimedCalls(medislot.booking().url());
        this.staff = medislot.clinic()
                .api()
                .post("/api/v1/staff/login", Map.of("email", Medislot.STAFF_EMAIL, "password", Clinic.PASSWORD))
                .isOk()
                .text("accessToken");
    }

    /** Reads each page that often. */
    void read(int times, Doctor doctor, ObjLongConsumer<String> nanos) throws IOException, InterruptedException {
        for (int i = 0; i < times; i++) {
            nanos.accept(SAME_PAGE, openings("state=CA", now).nanos());
            var from = now.plus(ThreadLocalRandom.current().nextInt(14 * 24 * 60), ChronoUnit.MINUTES);
            nanos.accept(OWN_PAGE, openings("state=CA", from).nanos());
            nanos.accept(BY_DOCTOR, availability.get("/api/v1/slots/by-doctor?limit=20&state=CA", "").nanos());
            nanos.accept(DESK_PAGE, desk("").nanos());
            nanos.accept(DESK_DOCTOR, desk("&doctorId=" + doctor.id()).nanos());
        }
    }

    private TimedCalls.Timed openings(String filter, Instant from) throws IOException, InterruptedException {
        return availability.get(
                "/api/v1/slots?limit=50&%s&from=%s&to=%s".formatted(filter, from, from.plus(14, ChronoUnit.DAYS)), "");
    }

    private TimedCalls.Timed desk(String filter) throws IOException, InterruptedException {
        var answer = booking.get("/api/v1/desk/day?date=%s%s".formatted(LocalDate.now().plusDays(DAYS_AHEAD), filter),
                staff);
        assertThat(answer.body().path("doctors").isEmpty()).as("no doctor at the desk").isFalse();
        return answer;
    }

    /** Adds half an hour to every day of the doctor, and grants and revokes a license. */
    void edit(Doctor doctor, ObjLongConsumer<String> nanos) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        nanos.accept(HOURS_ANSWERED, setHours(doctor).nanos());
        var slot = LocalDate.now().plusDays(DAYS_AHEAD).atTime(NEW_SLOT).atZone(doctor.zone()).toInstant();
        awaitAtDesk(doctor, slot);
        nanos.accept(HOURS_AT_DESK, System.nanoTime() - begin);
        assertThat(starts(openings("doctorId=" + doctor.id(), slot).body().path("items")).findFirst()).contains(slot);

        var granted = grant(doctor);
        nanos.accept(GRANTED, granted.nanos());
        assertThat(openingsInMp(doctor)).isNotEmpty();
        nanos.accept(REVOKED, revoke(doctor, granted.body().path("id").asString()).nanos());
        assertThat(openingsInMp(doctor)).isEmpty();
    }

    private TimedCalls.Timed setHours(Doctor doctor) throws IOException, InterruptedException {
        var day = List.of(Map.of("start", "09:00", "end", NEW_END.toString()));
        var week = Stream.of(DayOfWeek.values()).collect(Collectors.toMap(DayOfWeek::name, _ -> day));
        return availability.call("PUT", "/api/v1/doctors/%s/working-hours".formatted(doctor.id()), staff,
                JsonMapper.shared().writeValueAsString(Map.of("week", week)), 200);
    }

    private void awaitAtDesk(Doctor doctor, Instant slot) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (starts(desk("&doctorId=" + doctor.id()).body().path("doctors").path(0).path("slots"))
                .noneMatch(slot::equals)) {
            assertThat(System.nanoTime() - begin).as("ns until the desk has the new hours").isLessThan(PATIENCE_NANOS);
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    private static Stream<Instant> starts(JsonNode slots) {
        return slots.valueStream().map(slot -> Instant.parse(slot.path("start").asString()));
    }

    /** In a state where no doctor of the data set has a license. */
    private TimedCalls.Timed grant(Doctor doctor) throws IOException, InterruptedException {
        return availability
                .call("POST", "/api/v1/doctors/%s/licenses".formatted(doctor.id()), staff,
                        JsonMapper.shared()
                                .writeValueAsString(Map.of("state", "MP", "number", "L-2", "validFrom", "2020-01-01")),
                        201);
    }

    private TimedCalls.Timed revoke(Doctor doctor, String license) throws IOException, InterruptedException {
        return availability.call("DELETE", "/api/v1/doctors/%s/licenses/%s".formatted(doctor.id(), license), staff, "",
                200);
    }

    private List<JsonNode> openingsInMp(Doctor doctor) throws IOException, InterruptedException {
        return openings("state=MP&doctorId=" + doctor.id(), now).body().path("items").valueStream().toList();
    }

    @Override
    public void close() {
        availability.close();
        booking.close();
    }
}
