package dev.medislot.systemtests.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Calls that run side by side; the failure of one fails the test. */
public final class Calls {

    private Calls() {}

    public static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            return gathered(callers, calls);
        }
    }

    public static <T> List<T> gathered(ExecutorService callers, List<Callable<T>> calls) throws Exception {
        var answers = new ArrayList<T>();
        for (var answer : callers.invokeAll(calls)) {
            answers.add(answer.get());
        }
        return answers;
    }
}
