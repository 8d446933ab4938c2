package dev.medislot.testkit;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The contract of every request that creates something. A subclass runs on the service and lists its creations. */
public abstract class CreationContract {

    /**
     * A request that creates something.
     *
     * @param otherBody of a different request to the same path; null where the path takes no body
     * @param created what this request has created so far
     */
    public record Creation(Api caller, String path, @Nullable Object body, @Nullable Object otherBody,
            Supplier<List<?>> created) {

        Answer send(String key) {
            return send(key, body);
        }

        private Answer send(String key, @Nullable Object body) {
            return caller.with("Idempotency-Key", key).call("POST", path, body);
        }
    }

    private static final int AT_ONCE = 20;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    /** All creations of the service, each of a thing that is not there yet. */
    protected abstract List<Creation> creations();

    /** The paths of the description that take a POST and create nothing. */
    protected abstract List<String> notCreating();

    protected Api api() {
        return Api.at("http://127.0.0.1:" + environment.getProperty("local.server.port"));
    }

    @Test
    void everyCreatingPathTakesAKey() {
        var posts = api().get("/v3/api-docs")
                .isOk()
                .body()
                .path("paths")
                .properties()
                .stream()
                .filter(path -> path.getValue().has("post") && !notCreating().contains(path.getKey()))
                .toList();

        assertThat(posts).isNotEmpty().allSatisfy(path -> assertThat(takesAKey(path.getValue().path("post"))).isTrue());
        assertThat(creations().stream().map(creation -> creation.path().replaceAll("[0-9a-f-]{36}", "{id}")))
                .containsExactlyInAnyOrderElementsOf(posts.stream().map(path -> path.getKey()).collect(toSet()));
    }

    @Test
    void aRepeatIsAnsweredAsTheFirst() {
        for (var creation : creations()) {
            var key = UUID.randomUUID().toString();
            var first = creation.send(key).isCreated();
            var created = creation.created().get();

            var repeat = creation.send(key).isCreated();

            assertThat(first.header("Idempotent-Replayed")).isEmpty();
            assertThat(repeat.header("Idempotent-Replayed")).as(repeat.call()).contains("true");
            assertThat(repeat.text()).isEqualTo(first.text());
            for (var header : List.of("ETag", "Location", "Content-Type")) {
                assertThat(repeat.header(header)).as(repeat.call()).isEqualTo(first.header(header));
            }
            assertThat(creation.created().get()).as(repeat.call()).hasSize(1).isEqualTo(created);
        }
    }

    @Test
    void anotherBodyUnderTheSameKeyIsRefused() {
        for (var creation : creations().stream().filter(each -> each.otherBody() != null).toList()) {
            var key = UUID.randomUUID().toString();
            creation.send(key).isCreated();
            var created = creation.created().get();

            creation.send(key, creation.otherBody()).isProblem(422, "idempotency-conflict");

            assertThat(creation.created().get()).as(creation.path()).isEqualTo(created);
        }
    }

    @Test
    void ofManyRepeatsAtOnceOneIsCarriedOut() throws Exception {
        for (var creation : creations()) {
            var key = UUID.randomUUID().toString();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var answers = threads.invokeAll(
                        IntStream.range(0, AT_ONCE).<Callable<Answer>>mapToObj(_ -> () -> creation.send(key)).toList());
                var last = creation.send(key);
                for (var answer : answers) {
                    isTheSameOrStillRunning(answer.get(), last);
                }
            }
            assertThat(creation.created().get()).as(creation.path()).hasSize(1);
        }
    }

    private static void isTheSameOrStillRunning(Answer answer, Answer last) {
        if (answer.status() == 201) {
            assertThat(answer.text()).isEqualTo(last.isCreated().text());
        } else {
            assertThat(answer.isProblem(409, "idempotency-conflict").header("Retry-After")).isEqualTo(Optional.of("1"));
        }
    }

    @Test
    void aBlankOrTooLongKeyIsRefused() {
        for (var creation : creations()) {
            creation.send(" ").isInvalid("Idempotency-Key");
            creation.send("x".repeat(256)).isInvalid("Idempotency-Key");
            assertThat(creation.created().get()).as(creation.path()).isEmpty();
        }
    }

    @Test
    void nothingIsCreatedWhenItsKeyCannotBeStored() {
        var creations = creations();
        jdbc.sql("alter table idempotency_key add constraint refused_by_a_test check (key <> 'refused by a test')")
                .update();
        try {
            for (var creation : creations) {
                creation.send("refused by a test").isProblem(500, "internal");
                assertThat(creation.created().get()).as(creation.path()).isEmpty();
            }
        } finally {
            jdbc.sql("alter table idempotency_key drop constraint refused_by_a_test").update();
        }
        for (var creation : creations) {
            var key = UUID.randomUUID().toString();
            assertThat(creation.send(key).isCreated().header("Idempotent-Replayed")).isEmpty();
        }
    }

    private static boolean takesAKey(JsonNode operation) {
        return operation.path("parameters")
                .valueStream()
                .anyMatch(parameter -> parameter.path("name").asString("").equals("Idempotency-Key")
                        && parameter.path("in").asString("").equals("header"));
    }
}
