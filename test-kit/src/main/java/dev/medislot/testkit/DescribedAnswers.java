package dev.medislot.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails every call of an {@link Api} whose answer is not in the API description of the program that gave it. A
 * {@link DescribedAnswersReport} prints their number, which is in {@code target/described-answers.txt} too.
 */
public final class DescribedAnswers implements BeforeAllCallback {

    private static final String API = "/api/v1/";
    private static final String DESCRIPTION = "/v3/api-docs";
    private static final Path COUNT = Path.of("target", "described-answers.txt");
    private static final Map<URI, Optional<ApiContract>> CONTRACTS = new ConcurrentHashMap<>();
    private static final LongAdder ANSWERS = new LongAdder();
    private static final LongAdder DESCRIBED = new LongAdder();
    private static final Set<String> OPERATIONS = ConcurrentHashMap.newKeySet();

    private static volatile boolean isOn;

    @Override
    public void beforeAll(ExtensionContext context) {
        turnOn();
    }

    /** From now on, for all tests of this JVM. */
    public static synchronized void turnOn() {
        if (!isOn) {
            isOn = true;
            Runtime.getRuntime().addShutdownHook(new Thread(DescribedAnswers::writeCount));
        }
    }

    /**
     * Holds a further instance of a program to the description that its first one has given. Both are of the same code,
     * and a service takes seconds to describe itself.
     */
    public static void reuse(String first, String further) {
        var known = CONTRACTS.get(description(first));
        if (known != null) {
            CONTRACTS.put(description(further), known);
        }
    }

    private static URI description(String address) {
        return URI.create(address).resolve(DESCRIPTION);
    }

    /** Fails if the answer is not in the description of the program at that address. */
    public static void check(URI address, Answer answer) {
        var path = answer.call().substring(answer.call().indexOf(' ') + 1);
        if (isOn && path.startsWith(API)) {
            ANSWERS.increment();
            var wrong = undescribed(address, answer);
            contract(address).flatMap(contract -> contract.operationOf(answer)).ifPresent(OPERATIONS::add);
            assertThat(wrong).as("not described: %s answered %d %s", answer.call(), answer.status(), answer.text())
                    .isEmpty();
            DESCRIBED.increment();
        }
    }

    /** Reads the description again for a while: a gateway leaves out a service that has not described itself yet. */
    private static List<String> undescribed(URI address, Answer answer) {
        var wrong = undescribedNow(address, answer);
        return !wrong.equals(ApiContract.NO_OPERATION) ? wrong
                : await("the description of %s, which answered %d".formatted(answer.call(), answer.status()))
                        .until(() -> undescribedNow(address, answer), later -> !later.equals(wrong));
    }

    private static List<String> undescribedNow(URI address, Answer answer) {
        var wrong = contract(address).map(contract -> contract.undescribed(answer)).orElse(List.of());
        if (wrong.equals(ApiContract.NO_OPERATION)) {
            CONTRACTS.remove(address.resolve(DESCRIPTION));
        }
        return wrong;
    }

    /** Returns empty for other programs, such as the inbox, which have no description. */
    private static Optional<ApiContract> contract(URI address) {
        return CONTRACTS.computeIfAbsent(address.resolve(DESCRIPTION), where -> {
            // a gateway whose services have just started has no description for a moment
            var description = await("the description at " + where).until(() -> Api.at(where).get(where.getPath()),
                    answer -> answer.status() != 503);
            if (description.status() == 404) {
                return Optional.empty();
            }
            var contract = new ApiContract(description.isOk().body());
            assertThat(contract.isEmpty()).isFalse();
            return Optional.of(contract);
        });
    }

    /** Returns empty without a check. */
    static Optional<String> summary() {
        var answers = ANSWERS.sum();
        return answers == 0 ? Optional.empty()
                : Optional.of("API description: %d answers of %d operations checked, %d undescribed".formatted(answers,
                        OPERATIONS.size(), answers - DESCRIBED.sum()));
    }

    private static void writeCount() {
        try {
            Files.writeString(COUNT, summary().orElse("") + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
