package dev.medislot.quickstart;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Fills the AOT caches after the first start, one by one at low priority. */
final class Training {

    /** One program's training run, and the cache that it has filled when it ends; the consumer gets its process. */
    @FunctionalInterface
    interface Lesson {
        AotCache run(Consumer<ProcessHandle> noted) throws IOException;
    }

    private @Nullable ProcessHandle running;
    private boolean stopped;

    void startInBackground(List<Lesson> lessons) {
        Thread.ofPlatform().daemon().name("training").start(() -> lessons.forEach(this::run));
    }

    /** Stops the training; a cache that is still missing is trained after the next start. */
    synchronized void stop() {
        stopped = true;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
        }
    }

    private void run(Lesson lesson) {
        try {
            if (!isStopped()) {
                var cache = lesson.run(this::note);
                if (!isStopped()) {
                    cache.keep();
                }
            }
        } catch (IOException | RuntimeException e) {
            System.getLogger(Training.class.getName()).log(System.Logger.Level.WARNING, "A cache is not made", e);
        }
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private synchronized void note(ProcessHandle process) {
        running = process;
        if (stopped) {
            process.destroyForcibly();
        }
    }
}
