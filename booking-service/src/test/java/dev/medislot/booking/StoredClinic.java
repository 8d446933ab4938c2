package dev.medislot.booking;

import dev.medislot.common.CancelToken;
import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.service.security.TokenSigner;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Doctors with slots, patients and staff as rows of the service's database, as if the other services had published
 * them.
 */
public class StoredClinic {

    public static final Duration VISIT = Duration.ofHours(1);

    private final Map<DoctorId, Set<UsState>> licenses = new ConcurrentHashMap<>();
    private final JdbcClient jdbc;
    private final TokenSigner patientTokens;
    private final TokenSigner staffTokens;
    private final Environment environment;

    public StoredClinic(JdbcClient jdbc, @Qualifier("bookingTokenSigner") TokenSigner patientTokens,
            @Qualifier("availabilityTokenSigner") TokenSigner staffTokens, Environment environment) {
        this.jdbc = jdbc;
        this.patientTokens = patientTokens;
        this.staffTokens = staffTokens;
        this.environment = environment;
    }

    public String address() {
        return "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port");
    }

    /** A doctor in New York without slots. */
    public DoctorId doctor(UsState... states) {
        var id = new DoctorId(UUID.randomUUID());
        license(id, Set.of(states));
        return id;
    }

    public void specialty(DoctorId doctor, String specialty) {
        jdbc.sql("update doctor set specialty = ? where id = ?").params(specialty, doctor.value()).update();
    }

    /** Gives the doctor the licenses of these states. */
    public void license(DoctorId doctor, Set<UsState> states) {
        licenses.put(doctor, states);
        var json = states.stream()
                .map(state -> "{\"state\":\"%s\",\"validFrom\":\"2020-01-01\",\"validUntil\":null}"
                        .formatted(state.name()))
                .toList();
        jdbc.sql("""
                insert into doctor (id, sequence, first_name, last_name, time_zone, licenses)
                values (?, 1, 'Ada', 'Wong', 'America/New_York', ?::jsonb)
                on conflict (id) do update set licenses = excluded.licenses
                """).params(doctor.value(), json.toString()).update();
        jdbc.sql("update doctor_day set licensed = ? where doctor_id = ?")
                .params(UsState.mask(states), doctor.value())
                .update();
    }

    /** Hours of the doctor's day that many days ahead, from 15:00 UTC on. */
    public List<SlotId> day(DoctorId doctor, int daysAhead, int slots) {
        var first = LocalDate.now(ZoneOffset.UTC).plusDays(daysAhead).atTime(15, 0).toInstant(ZoneOffset.UTC);
        return slots(doctor, VISIT,
                IntStream.range(0, slots).mapToObj(i -> first.plus(VISIT.multipliedBy(i))).toList());
    }

    /** Slots that start then; all on one date of the doctor's. */
    public List<SlotId> slots(DoctorId doctor, Duration length, List<Instant> starts) {
        var date = starts.getFirst().atZone(ZoneId.of("America/New_York")).toLocalDate();
        jdbc.sql("""
                insert into doctor_day (doctor_id, date, version, starts, ends, licensed)
                values (?, ?, 1, ?::timestamptz[], ?::timestamptz[], ?)
                on conflict (doctor_id, date) do update
                set starts = doctor_day.starts || excluded.starts, ends = doctor_day.ends || excluded.ends
                """)
                .params(doctor.value(), date, times(starts, Duration.ZERO), times(starts, length),
                        UsState.mask(licenses.getOrDefault(doctor, Set.of())))
                .update();
        return starts.stream().map(start -> new SlotId(doctor, start)).toList();
    }

    public SlotId slot(DoctorId doctor, Instant start) {
        return slots(doctor, VISIT, List.of(start)).getFirst();
    }

    /**
     * A visit type as a doctor offers it.
     *
     * @param place the state of the doctor's place, for visits in person
     */
    public record Type(UUID id, String name, VisitMode mode, int minutes, int before, int after,
            @Nullable UsState place) {

        /** By phone, without buffers. */
        public static Type ofMinutes(int minutes) {
            return new Type(UUID.randomUUID(), "Visit of " + minutes, VisitMode.PHONE, minutes, 0, 0, null);
        }

        /** The same type with another doctor. */
        public Type lasting(int others) {
            return new Type(id, name, mode, others, before, after, place);
        }

        private String json(List<Instant> starts, long states) {
            return """
                    {"id": "%s", "name": "%s", "mode": "%s", "minutes": %d, "before": %d, "after": %d, "state": %s,
                     "starts": {%s}}""".formatted(id, name, mode, minutes, before, after,
                    place == null ? null : '"' + place.name() + '"',
                    starts.stream()
                            .map(start -> "\"%d\": %d".formatted(start.getEpochSecond() / 60,
                                    place == null ? states : states & place.bit()))
                            .collect(Collectors.joining(",")));
        }
    }

    /** As if the doctor offered these types, and nothing else, at each start; all on one date of the doctor's. */
    public void offer(DoctorId doctor, List<Instant> starts, Type... types) {
        var states = UsState.mask(licenses.getOrDefault(doctor, Set.of()));
        jdbc.sql("""
                insert into doctor_day as kept (doctor_id, date, version, starts, ends, licensed, visits,
                                                visits_version)
                values (?, ?, 1, '{}', '{}', ?, ?::jsonb, 1)
                on conflict (doctor_id, date) do update
                set version = kept.version + 1, starts = '{}', ends = '{}', licensed = excluded.licensed,
                    visits = excluded.visits, visits_version = kept.version + 1
                """)
                .params(doctor.value(), starts.getFirst().atZone(ZoneId.of("America/New_York")).toLocalDate(), states,
                        Arrays.stream(types).map(type -> type.json(starts, states)).toList().toString())
                .update();
    }

    /** As if the doctor's hours were gone, on every day that was published. */
    public void close(DoctorId doctor) {
        jdbc.sql("""
                update doctor_day set starts = '{}', ends = '{}', licensed = 0, visits = null where doctor_id = ?
                """).param(doctor.value()).update();
    }

    /** Deletes all published days of the doctor. */
    public void unpublish(DoctorId doctor) {
        jdbc.sql("delete from doctor_day where doctor_id = ?").param(doctor.value()).update();
    }

    public ApiCaller patient(UsState state) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                insert into patient (id, version, email, password, first_name, last_name, time_zone, street, city,
                                     state, zip, phone, reminders, created_at, updated_at, link_key)
                values (?, 1, ?, 'none', 'Pat', 'Doe', 'America/New_York', '1 Main St', 'Town', ?, '10001',
                        '+12025550142', true, now(), now(), ?)
                """).params(id, id + "@example.com", state.name(), "key of " + id).update();
        return new ApiCaller(id, patientTokens.sign(id, Role.PATIENT, state, UUID.randomUUID()), this::address);
    }

    /** The token of the link in mails to that patient, or the guardian of a dependent, about the booking. */
    public String cancelToken(ApiCaller account, String booking) {
        var key = jdbc.sql("select link_key from patient where id = ?").param(account.id()).query(String.class);
        return CancelToken.of(UUID.fromString(booking), key.single()).text();
    }

    public List<ApiCaller> patients(int count, UsState state) {
        return IntStream.range(0, count).mapToObj(_ -> patient(state)).toList();
    }

    public ApiCaller staff() {
        var id = UUID.randomUUID();
        return new ApiCaller(id, staffTokens.sign(id, Role.STAFF, null, UUID.randomUUID()), this::address);
    }

    public ApiCaller login(DoctorId doctor) {
        return new ApiCaller(doctor.value(), staffTokens.sign(doctor.value(), Role.DOCTOR, null, UUID.randomUUID()),
                this::address);
    }

    public ApiCaller nobody() {
        return new ApiCaller(UUID.randomUUID(), null, this::address);
    }

    private static String[] times(List<Instant> starts, Duration later) {
        return starts.stream().map(start -> start.plus(later).toString()).toArray(String[]::new);
    }
}
