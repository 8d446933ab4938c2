package dev.medislot.booking;

import static dev.medislot.common.UsState.CA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.SlotId;
import dev.medislot.service.idempotency.IdempotencyKeys;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@BookingTest
class IdempotencyKeysTest {

    @Autowired
    StoredClinic clinic;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    IdempotencyKeys keys;

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void aRepeatIsAnsweredAsTheFirst() {
        var slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst();
        var patient = clinic.patient(CA);

        var first = book(patient, slot, "a");
        patient.cancel(first.id());
        var again = book(patient, slot, "a");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(again.header("Idempotent-Replayed")).contains("true");
        assertThat(patient.get("/bookings").body().path("items").size()).isEqualTo(1);
    }

    @Test
    void aRefusalIsRepeatedToo() {
        var slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst();
        var winner = clinic.patient(CA);
        var booking = winner.book(slot).id();
        var loser = clinic.patient(CA);

        var first = book(loser, slot, "a");
        winner.cancel(booking);
        var again = book(loser, slot, "a");

        assertThat(first.problem()).isEqualTo("slot-taken");
        assertThat(again.withoutRequestId()).isEqualTo(first.withoutRequestId());
        assertThat(again.text("requestId")).isEqualTo(again.header("X-Request-Id").orElseThrow())
                .isNotEqualTo(first.text("requestId"));
        assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(book(loser, slot, "b").problem()).isEqualTo("ok");
    }

    @Test
    void aStoredOlderAnswerIsRepeatedByteForByte() {
        var slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst();
        var winner = clinic.patient(CA);
        var loser = clinic.patient(CA);
        var booked = book(winner, slot, "a");
        var refused = book(loser, slot, "a");
        storeAnswer(winner, booked);
        storeAnswer(loser, refused);
        winner.cancel(booked.id());

        assertRepeats(booked, book(winner, slot, "a"));
        assertRepeats(refused, book(loser, slot, "a"));
    }

    private static void assertRepeats(Answer first, Answer repeat) {
        assertThat(repeat.status()).isEqualTo(first.status());
        assertThat(repeat.text()).isEqualTo(first.text());
        for (var header : List.of("ETag", "Location", "Content-Type")) {
            assertThat(repeat.header(header)).isEqualTo(first.header(header));
        }
        assertThat(repeat.header("Idempotent-Replayed")).contains("true");
    }

    /** Stores the answer in the form of the release before. */
    private void storeAnswer(ApiCaller caller, Answer answer) {
        jdbc.sql("""
                update idempotency_key
                set outcome = null, status = :status, location = :location, etag = :etag, body = :body
                where caller_id = :caller and key = 'a'
                """)
                .param("status", answer.status())
                .param("location", answer.header("Location").orElse(null))
                .param("etag", answer.header("ETag").orElse(null))
                .param("body", answer.text())
                .param("caller", caller.id())
                .update();
    }

    @Test
    void anotherBodyUnderTheSameKeyIsRefused() {
        var slots = clinic.day(clinic.doctor(CA), 3, 2);
        var patient = clinic.patient(CA);
        book(patient, slots.get(0), "a");

        assertThat(book(patient, slots.get(1), "a").problem()).isEqualTo("idempotency-conflict");
        assertThat(book(patient, slots.get(1), " ").problem()).isEqualTo("validation");
        assertThat(book(patient, slots.get(1), "x".repeat(256)).problem()).isEqualTo("validation");
    }

    @Test
    void aKeyBelongsToOneCaller() {
        var slots = clinic.day(clinic.doctor(CA), 3, 2);

        assertThat(book(clinic.patient(CA), slots.get(0), "same").problem()).isEqualTo("ok");
        assertThat(book(clinic.patient(CA), slots.get(1), "same").problem()).isEqualTo("ok");
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        var slot = clinic.day(clinic.doctor(CA), 5, 1).getFirst();
        var patient = clinic.patient(CA);
        patient.cancel(book(patient, slot, "a").id());

        clock.advance(Duration.ofHours(25));
        var fresh = book(patient, slot, "a");

        assertThat(fresh.status()).isEqualTo(201);
        assertThat(fresh.header("Idempotent-Replayed")).isEmpty();
        keys.forget();
        assertThat(book(patient, slot, "a").body()).isEqualTo(fresh.body());
    }

    @Test
    void aRepeatDuringTheFirstRequestMustWait() throws Exception {
        var slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst();
        var patient = clinic.patient(CA);

        // another instance, in the middle of its transaction with that key
        var waiting = transaction.execute(_ -> {
            jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(?, 0))")
                    .param(patient.id() + "/a")
                    .query(Boolean.class)
                    .single();
            try (var thread = Executors.newSingleThreadExecutor()) {
                return thread.submit(() -> book(patient, slot, "a")).get();
            } catch (ExecutionException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(waiting).isNotNull();
        assertThat(waiting.problem()).isEqualTo("idempotency-conflict");
        assertThat(waiting.header("Retry-After")).contains("1");
        assertThat(book(patient, slot, "a").problem()).isEqualTo("ok");
    }

    @Test
    void aKeyWhoseInstanceVanishedIsFreeWithinSeconds() {
        assertThat(jdbc.sql("show idle_in_transaction_session_timeout").query(String.class).single()).isEqualTo("10s");
    }

    @Test
    void ofManyRepeatsAtOnceOneIsCarriedOut() throws Exception {
        var slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst();
        var patient = clinic.patient(CA);
        var key = UUID.randomUUID().toString();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(
                    IntStream.range(0, 50).<Callable<Answer>>mapToObj(_ -> () -> book(patient, slot, key)).toList());
            for (var answer : answers) {
                assertThat(answer.get().problem()).isIn("ok", "idempotency-conflict");
            }
        }

        assertThat(book(patient, slot, key).problem()).isEqualTo("ok");
        assertThat(patient.get("/bookings").body().path("items").size()).isEqualTo(1);
    }

    private static Answer book(ApiCaller patient, SlotId slot, String key) {
        return patient.post("/bookings", Map.of("slotId", slot.toString(), "reason", "é"), "Idempotency-Key", key);
    }
}
