package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.infra.TokenKeys;
import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.ServiceProcess;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.json.JsonMapper;

/** Sessions and signing keys over all services. */
@ResourceLock(Medislot.LOCK)
class SessionIT {

    private static final String LOGINS = "/api/v1/%s/login";

    private final Medislot medislot = Medislot.running();
    private final Clinic clinic = medislot.clinic();

    @TempDir
    Path folder;

    @Test
    void aNewPasswordEndsAllSessionsEverywhere() {
        var patient = clinic.aPatient("CA");
        var doctor = clinic.aDoctor("America/Los_Angeles", "CA");
        for (var person : Map.of("patients", patient, "doctors", doctor).entrySet()) {
            var email = person.getValue().email();
            var one = login(person.getKey(), email, Clinic.PASSWORD);
            var other = login(person.getKey(), email, Clinic.PASSWORD);
            services().forEach(service -> assertThat(isAccepted(service, other)).isTrue());

            as(one).post("/api/v1/%s/me/password".formatted(person.getKey()),
                    Map.of("currentPassword", Clinic.PASSWORD, "newPassword", "staple battery horse 88")).has(204);

            awaitRefused(one);
            awaitRefused(other);
            refresh(other).isProblem(401, "unauthenticated");
            var next = login(person.getKey(), email, "staple battery horse 88");
            services().forEach(service -> assertThat(isAccepted(service, next)).isTrue());
        }
    }

    @Test
    void disabledStaffIsRefusedEverywhere() {
        var staff = medislot.staff();
        var email = Clinic.anEmail("staff");
        var member = staff.api().post("/api/v1/staff", Map.of("email", email, "password", Clinic.PASSWORD)).isCreated();
        var login = login("staff", email, Clinic.PASSWORD);
        services().forEach(service -> assertThat(isAccepted(service, login)).isTrue());

        staff.api().patch("/api/v1/staff/" + member.id(), Map.of("disabled", true)).isOk();

        awaitRefused(login);
        refresh(login).isProblem(401, "unauthenticated");
        clinic.api()
                .post(LOGINS.formatted("staff"), Map.of("email", email, "password", Clinic.PASSWORD))
                .isProblem(401, "unauthenticated");
    }

    @Test
    void aNewInstanceKnowsTheSessionsThatEnded() {
        var email = clinic.aPatient("CA").email();
        var login = login("patients", email, Clinic.PASSWORD);
        as(login).call("POST", "/api/v1/sessions/revoke", null).has(204);
        awaitRefused(login);

        medislot.notification().crashAndStart();

        awaitRefused(login);
    }

    @Test
    void aNewKeyLogsNobodyOut() throws Exception {
        var keys = medislot.bookingKeys();
        var oldPublic = Files.readString(keys.publicKey());
        var oldPrivate = Files.readString(keys.privateKey());
        var next = TokenKeys.in(folder, "next");
        var newPublic = Files.readString(next.publicKey());
        var before = login("patients", clinic.aPatient("CA").email(), Clinic.PASSWORD);
        var oldKey = keyId(before);
        var people = IntStream.range(0, 4).mapToObj(_ -> new AtomicReference<>(login())).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var loads = people.stream().map(person -> threads.submit(() -> work(person))).toList();
            try {
                replace(keys.publicKey(), oldPublic + newPublic);
                replace(keys.privateKey(), Files.readString(next.privateKey()));
                awaitKey(people, keyId -> !keyId.equals(oldKey));
                replace(keys.publicKey(), newPublic);
                awaitRefused(before);
                refresh(before).isOk();
                assertThat(published()).hasSize(2).doesNotContain(oldKey);
                assertThat(loads).noneMatch(Future::isDone);
            } finally {
                replace(keys.publicKey(), newPublic + oldPublic);
                replace(keys.privateKey(), oldPrivate);
                awaitKey(people, oldKey::equals);
                replace(keys.publicKey(), oldPublic);
                loads.forEach(load -> load.cancel(true));
            }
        }
    }

    /** Calls every service and refreshes the session, until it is cancelled; throws at the first refusal. */
    private Void work(AtomicReference<Answer> session) {
        while (!Thread.currentThread().isInterrupted()) {
            for (var service : services()) {
                if (!isAccepted(service, session.get())) {
                    throw new AssertionError(service.name() + " refused " + keyId(session.get()));
                }
            }
            session.set(refresh(session.get()).isOk());
        }
        return null;
    }

    private static void awaitKey(List<AtomicReference<Answer>> people, Predicate<String> key) {
        await("a new key").until(() -> people.stream().allMatch(person -> key.test(keyId(person.get()))));
    }

    private List<String> published() {
        return clinic.api().get("/.well-known/jwks.json").isOk().texts("keys", "kid");
    }

    /** So that no service reads half a file. */
    private static void replace(Path file, String text) throws IOException {
        var next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void awaitRefused(Answer login) {
        services().forEach(service -> await(service.name() + " refuses").until(() -> !isAccepted(service, login)));
    }

    /** A path that every role may read. */
    private boolean isAccepted(ServiceProcess service, Answer login) {
        var path = Map
                .of("availability-service", "/api/v1/doctors?limit=1", "booking-service", "/api/v1/bookings?limit=1",
                        "notification-service", "/api/v1/notifications?limit=1")
                .get(service.name());
        var answer = Api.at(service.url()).as(login.text("accessToken")).get(path);
        return answer.status() != 401;
    }

    private List<ServiceProcess> services() {
        return List.of(medislot.availability(), medislot.booking(), medislot.notification());
    }

    private Answer login() {
        return login("patients", clinic.aPatient("CA").email(), Clinic.PASSWORD);
    }

    private Answer login(String collection, String email, String password) {
        return clinic.api().post(LOGINS.formatted(collection), Map.of("email", email, "password", password)).isOk();
    }

    private Answer refresh(Answer login) {
        return clinic.api().post("/api/v1/sessions/refresh", Map.of("refreshToken", login.text("refreshToken")));
    }

    private Api as(Answer login) {
        return clinic.api().as(login.text("accessToken"));
    }

    private static String keyId(Answer login) {
        var header = login.text("accessToken").split("\\.", -1)[0];
        return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(header)).path("kid").asString();
    }
}
