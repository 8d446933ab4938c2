package dev.medislot.quickstart;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Fills the AOT caches after the first start, one by one and behind everything else. */
final class Training {

    /** One program's training run; the consumer gets its process. */
    @FunctionalInterface
    interface Lesson {
        void run(Consumer<ProcessHandle> noted) throws IOException;
    }

    private @Nullable ProcessHandle running;
    private boolean stopped;

    void startInBackground(List<Lesson> lessons) {
        Thread.ofPlatform().daemon().name("training").start(() -> lessons.forEach(this::run));
    }

    /** What is missing then is trained after the next start. */
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
                lesson.run(this::note);
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
