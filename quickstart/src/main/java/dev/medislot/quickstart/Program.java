package dev.medislot.quickstart;

import dev.medislot.infra.JavaProcess;
import dev.medislot.infra.Ports;
import dev.medislot.infra.Programs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One of our programs in its own JVM, with a readiness check over HTTP. */
final class Program {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /** How it is run: the JVM's options, and what follows them on the command line. */
    record Command(List<String> jvmOptions, List<String> launch, Map<String, String> environment,
            Duration stopPatience) {}

    private final String name;
    private final Path log;
    private final Command command;
    private final AotCache cache;
    private final URI readiness;
    private volatile @Nullable JavaProcess process;

    Program(String name, Path log, Command command, AotCache cache, URI readiness) {
        this.name = name;
        this.log = log;
        this.command = command;
        this.cache = cache;
        this.readiness = readiness;
    }

    Optional<ProcessHandle> handle() {
        return Optional.ofNullable(process).map(JavaProcess::handle).filter(ProcessHandle::isAlive);
    }

    /** The consumer gets the process as soon as there is one. */
    void start(Consumer<ProcessHandle> noted) {
        Logs.rotate(log);
        var started = JavaProcess.start(arguments(cache.options()), command.environment(), log);
        process = started;
        noted.accept(started.handle());
        if (!Programs.await(PATIENCE, Duration.ofMillis(100), () -> isReady() || !started.isAlive())
                || !started.isAlive()) {
            var reason = failure(started.isAlive());
            stop();
            throw new CannotStart("%s did not start: %s (log: %s)".formatted(name, reason, log));
        }
    }

    private String failure(boolean alive) {
        return alive ? "it was not ready after %d s".formatted(PATIENCE.toSeconds()) : FailureReport.of(log);
    }

    void stop() {
        var running = process;
        if (running != null) {
            running.stop(command.stopPatience());
        }
    }

    boolean isUntrained() {
        return cache.isMissing();
    }

    AotCache cache() {
        return cache;
    }

    /** Starts and ends a second process at the lowest priority to fill the cache. */
    AotCache train(Consumer<ProcessHandle> noted) {
        var options = new ArrayList<>(cache.trainingOptions());
        options.add("-Dspring.context.exit=onRefresh");
        var training = JavaProcess.startInBackground(arguments(options), command.environment(),
                log.resolveSibling(name + "-training.log"));
        noted.accept(training.handle());
        training.handle().onExit().join();
        return cache;
    }

    private List<String> arguments(List<String> more) {
        var arguments = new ArrayList<>(command.jvmOptions());
        arguments.addAll(more);
        arguments.addAll(command.launch());
        return arguments;
    }

    private boolean isReady() {
        return !Ports.isFree(readiness.getPort()) && answersReady();
    }

    private boolean answersReady() {
        try {
            var request = HttpRequest.newBuilder(readiness).timeout(Duration.ofSeconds(5)).build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
