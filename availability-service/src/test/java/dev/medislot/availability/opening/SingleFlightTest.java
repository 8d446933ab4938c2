package dev.medislot.availability.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.Thread.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SingleFlightTest {

    private final SingleFlight<String, Integer> answers = new SingleFlight<>();
    private final AtomicInteger searches = new AtomicInteger();
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);
    private final ArrayList<Thread> askers = new ArrayList<>();
    private final ExecutorService executor = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work);
        askers.add(thread);
        return thread;
    });

    @AfterEach
    void end() {
        firstMayEnd.countDown();
        executor.close();
    }

    @Test
    void thoseWhoAskMeanwhileShareTheNextAnswer() throws Exception {
        var first = ask(this::slowAtFirst);
        await().until(() -> searches.get() == 1);
        var others = new ArrayList<Future<Integer>>();
        for (int i = 0; i < 5; i++) {
            others.add(ask(this::slowAtFirst));
        }
        await().until(() -> askers.stream().skip(1).filter(asker -> asker.getState() == State.WAITING).count() == 5);
        firstMayEnd.countDown();

        assertThat(first.get()).isEqualTo(1);
        assertThat(others).extracting(Future::get).containsOnly(2);
        assertThat(searches).hasValue(2);
    }

    @Test
    void anotherQuestionDoesNotWait() throws Exception {
        var first = ask(this::slowAtFirst);
        await().until(() -> searches.get() == 1);

        assertThat(answers.to("another", this::slowAtFirst)).isEqualTo(2);
        assertThat(first).isNotDone();
    }

    @Test
    void aFailureIsToldToThoseWhoShareItOnly() throws Exception {
        var first = ask(this::slowAtFirst);
        await().until(() -> searches.get() == 1);
        Supplier<Integer> failing = () -> {
            searches.incrementAndGet();
            throw new IllegalStateException("away");
        };
        var failed = Collections.synchronizedList(new ArrayList<Future<Integer>>());
        failed.add(ask(failing));
        failed.add(ask(failing));
        await().until(() -> askers.stream().skip(1).filter(asker -> asker.getState() == State.WAITING).count() == 2);
        firstMayEnd.countDown();

        assertThat(first.get()).isEqualTo(1);
        assertThat(failed).allSatisfy(each -> assertThatThrownBy(each::get).cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("away"));
        assertThat(answers.to("same", () -> 7)).isEqualTo(7);
        assertThat(searches).hasValue(2);
    }

    /** An answer contains every change that was committed before its question. */
    @Test
    void noAnswerIsOlderThanItsQuestion() throws Exception {
        var committed = new AtomicInteger();
        Callable<Integer> asker = () -> {
            int stale = 0;
            for (int i = 0; i < 5_000; i++) {
                int before = committed.incrementAndGet();
                stale += answers.to("same", committed::get) < before ? 1 : 0;
            }
            return stale;
        };

        assertThat(executor.invokeAll(Collections.nCopies(8, asker))).extracting(Future::get).containsOnly(0);
    }

    private int slowAtFirst() {
        int search = searches.incrementAndGet();
        if (search == 1) {
            try {
                firstMayEnd.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return search;
    }

    private Future<Integer> ask(Supplier<Integer> search) {
        return executor.submit(() -> answers.to("same", search));
    }
}
