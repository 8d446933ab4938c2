package dev.medislot.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.common.event.Topics;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The life of a session in a service that keeps accounts. A subclass runs on the service and adds people. */
public abstract class SessionContract {

    /**
     * A person with an account.
     *
     * @param collection of their role, such as {@code patients}
     */
    public record AccountOwner(String collection, String email, String password) {}

    private static final int AT_ONCE = 10;
    private static final String UNKNOWN = "x".repeat(86);

    @Autowired
    private Environment environment;

    /** A new person of each role whose accounts the service keeps. */
    protected abstract List<AccountOwner> people();

    /** A path of the service that any of its people may read. */
    protected abstract String readable(AccountOwner person);

    protected Api api() {
        return Api.at("http://127.0.0.1:" + environment.getProperty("local.server.port"));
    }

    @Test
    void aRefreshGetsTheNextTokens() {
        for (var person : people()) {
            var login = login(person);
            var next = refresh(login).isOk();

            assertThat(next.text("refreshToken")).isNotEqualTo(login.text("refreshToken"));
            assertThat(List.of(next.text("id"), next.text("role"), next.text("tokenType")))
                    .containsExactly(login.text("id"), login.text("role"), "Bearer");
            assertThat(claims(next).path("sid")).isEqualTo(claims(login).path("sid"));
            assertThat(claims(next).path("jti")).isNotEqualTo(claims(login).path("jti"));
            read(person, next).isOk();
            read(person, login).isOk();
            refresh(next).isOk();
        }
    }

    @Test
    void aRefreshTokenUsedAgainEndsItsSession() {
        for (var person : people()) {
            var other = login(person);
            var first = login(person);
            var second = refresh(first).isOk();
            var third = refresh(second).isOk();

            refresh(first).isProblem(401, "unauthenticated");

            refresh(third).isProblem(401, "unauthenticated");
            read(person, third).isProblem(401, "unauthenticated");
            read(person, other).isOk();
            refresh(other).isOk();
        }
    }

    @Test
    void aRepeatRightAfterwardsIsOnlyRefused() {
        for (var person : people()) {
            var first = login(person);
            var second = refresh(first).isOk();

            refresh(first).isProblem(401, "unauthenticated");

            read(person, second).isOk();
            refresh(second).isOk();
        }
    }

    @Test
    void ofManyRefreshesAtOnceOneSucceeds() throws Exception {
        for (var person : people()) {
            var login = login(person);
            Callable<Answer> refresh = () -> refresh(login);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var refreshed = 0;
                for (var answer : threads.invokeAll(IntStream.range(0, AT_ONCE).mapToObj(_ -> refresh).toList())) {
                    refreshed += answer.get().status() == 200 ? 1 : 0;
                }
                assertThat(refreshed).isEqualTo(1);
            }
            read(person, login).isOk();
        }
    }

    @Test
    void aLogoutEndsOneSession() {
        for (var person : people()) {
            var one = login(person);
            var other = login(person);

            logOut(one).has(204);

            read(person, one).isProblem(401, "unauthenticated");
            refresh(one).isProblem(401, "unauthenticated");
            logOut(one).isProblem(401, "unauthenticated");
            read(person, other).isOk();
            refresh(other).isOk();
            assertPublished(one, false, one);
        }
    }

    @Test
    void allSessionsEndAtOnce() {
        for (var person : people()) {
            var one = login(person);
            var other = login(person);

            as(one).call("POST", "/api/v1/sessions/revoke", null).has(204);

            for (var ended : List.of(one, other)) {
                read(person, ended).isProblem(401, "unauthenticated");
                refresh(ended).isProblem(401, "unauthenticated");
            }
            assertPublished(one, true, one, other);
            read(person, login(person)).isOk();
        }
    }

    @Test
    void aChangedPasswordEndsAllSessions() {
        for (var person : people()) {
            var one = login(person);
            var other = login(person);
            var change = Map.of("currentPassword", person.password(), "newPassword", "another horse 77 staple");

            as(one).post("/api/v1/%s/me/password".formatted(person.collection()), change).has(204);

            for (var ended : List.of(one, other)) {
                read(person, ended).isProblem(401, "unauthenticated");
                refresh(ended).isProblem(401, "unauthenticated");
            }
            assertPublished(one, true, one, other);
        }
    }

    @Test
    void otherTextsAreNoRefreshTokens() {
        for (var text : List.of("", "b.", "b." + UNKNOWN, "a." + UNKNOWN, UNKNOWN)) {
            var body = Map.of("refreshToken", text);
            api().post("/api/v1/sessions/refresh", body).isProblem(401, "unauthenticated");
            api().post("/api/v1/sessions/logout", body).isProblem(401, "unauthenticated");
        }
        api().post("/api/v1/sessions/refresh", Map.of()).isInvalid("refreshToken");
        api().call("POST", "/api/v1/sessions/revoke", null).isProblem(401, "unauthenticated");
        for (var person : people()) {
            var login = login(person);
            var accessToken = Map.of("refreshToken", login.text("accessToken"));
            api().post("/api/v1/sessions/refresh", accessToken).isProblem(401, "unauthenticated");
            as(login.text("refreshToken")).get(readable(person)).isProblem(401, "unauthenticated");
        }
    }

    private static void assertPublished(Answer login, boolean all, Answer... ended) {
        try (var topic = new EventLog(Topics.SESSIONS)) {
            await().until(() -> !topic.of(login.text("id")).isEmpty());
            var event = JsonMapper.shared().readTree(topic.of(login.text("id")).getFirst().value());
            assertThat(event.path("all").asBoolean()).isEqualTo(all);
            assertThat(event.path("sessionIds").valueStream().map(JsonNode::asString)).containsExactlyInAnyOrder(
                    List.of(ended).stream().map(each -> claims(each).path("sid").asString()).toArray(String[]::new));
        }
    }

    private Answer login(AccountOwner person) {
        return api()
                .post("/api/v1/%s/login".formatted(person.collection()),
                        Map.of("email", person.email(), "password", person.password()))
                .isOk();
    }

    private Answer refresh(Answer login) {
        return api().post("/api/v1/sessions/refresh", Map.of("refreshToken", login.text("refreshToken")));
    }

    private Answer logOut(Answer login) {
        return api().post("/api/v1/sessions/logout", Map.of("refreshToken", login.text("refreshToken")));
    }

    private Answer read(AccountOwner person, Answer login) {
        return as(login).get(readable(person));
    }

    private Api as(Answer login) {
        return as(login.text("accessToken"));
    }

    private Api as(@Nullable String token) {
        return api().as(token);
    }

    private static JsonNode claims(Answer login) {
        var payload = login.text("accessToken").split("\\.", -1)[1];
        return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(payload));
    }
}
