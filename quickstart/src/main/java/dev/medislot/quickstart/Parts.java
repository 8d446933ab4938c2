package dev.medislot.quickstart;

import dev.medislot.infra.JavaProcess;
import dev.medislot.infra.KafkaServer;
import dev.medislot.infra.Ports;
import dev.medislot.infra.PostgresServer;
import dev.medislot.infra.Programs;
import dev.medislot.infra.RandomPassword;
import dev.medislot.infra.RedisServer;
import dev.medislot.infra.mail.MailInbox;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The parts to run, by the settings. */
final class Parts {

    /** A smaller heap than the broker has for tests: few events pass through it. */
    private static final List<String> KAFKA_JVM = List.of("-XX:+UseCompactObjectHeaders", "-XX:MinHeapFreeRatio=5",
            "-XX:MaxHeapFreeRatio=10", "-XX:-ShrinkHeapInSteps", "-XX:TrimNativeHeapInterval=60000", "-Xms32m",
            "-Xmn6m", "-Xmx72m");

    private final Settings settings;
    private final DataFolder data;
    private final Ledger ledger;
    private final PostgresServer postgres;
    private final RedisServer redis;
    private final ServiceEnvironment environment;
    private final AotCache kafkaCache;
    private final Map<Service, Program> programs = new LinkedHashMap<>();

    Parts(Settings settings, DataFolder data, Ledger ledger) {
        this.settings = settings;
        this.data = data;
        this.ledger = ledger;
        this.environment = new ServiceEnvironment(settings, data);
        this.postgres = new PostgresServer(data.of("postgres"), data.log("postgres"), settings.cache(),
                settings.port(Listener.POSTGRES), data.secret("postgres"));
        this.redis = new RedisServer(data.of("redis"), data.log("redis"), settings.port(Listener.REDIS),
                data.secret("redis"));
        this.kafkaCache = AotCache.of(settings.cache(), "kafka", settings.aotCache(),
                both(KAFKA_JVM, jarsOf(KafkaServer.class)));
    }

    ServiceEnvironment environment() {
        return environment;
    }

    /** Except the ports of parts that are taken over. */
    void refuseTakenPorts() {
        var ours = takenOver();
        for (var listener : Listener.values()) {
            if (!ours.contains(listener) && !Ports.isFree(settings.port(listener))) {
                throw new CannotStart("port %d, for %s, is taken by another program; free it or set %s"
                        .formatted(settings.port(listener), listener.label(), listener.setting()));
            }
        }
    }

    /** Parts left by a killed run that a start takes over, with the ports they hold. */
    private Set<Listener> takenOver() {
        var listeners = new HashSet<Listener>();
        if (postgres.isLeftOver()) {
            listeners.add(Listener.POSTGRES);
        }
        if (redis.isLeftOver()) {
            listeners.add(Listener.REDIS);
        }
        return listeners;
    }

    void refuseMissingJars() {
        Stream.of(Service.values())
                .map(service -> service.jar(settings.project()))
                .filter(jar -> !Files.exists(jar))
                .findFirst()
                .ifPresent(jar -> {
                    throw new CannotStart("%s is missing; ./mvnw -Pquickstart builds it".formatted(jar));
                });
    }

    /** The parts that survive this JVM. */
    static Set<String> daemons() {
        return Set.of("postgres", "redis");
    }

    List<Part> all() {
        var postgresPart = new Part("postgres", settings.port(Listener.POSTGRES), List.of(), this::startPostgres,
                postgres::process, postgres::stop);
        var redisPart = new Part("redis", settings.port(Listener.REDIS), List.of(), redis::start, redis::process,
                redis::stop);
        var parts = new ArrayList<>(List.of(postgresPart, redisPart, kafka(), inbox()));
        for (var service : Service.values()) {
            parts.add(service(service,
                    service.database().isEmpty() ? List.of(redisPart) : List.of(postgresPart, redisPart)));
        }
        return parts;
    }

    /** The training runs of programs without a cache. */
    List<Training.Lesson> lessons() {
        var lessons = new ArrayList<Training.Lesson>();
        programs.values().stream().filter(Program::isUntrained).forEach(program -> lessons.add(program::train));
        if (kafkaCache.isMissing() && !JavaProcess.classPathFor(KafkaServer.class).contains("classes")) {
            lessons.add(this::trainKafka);
        }
        return lessons;
    }

    /** Deletes the caches of earlier builds, unless the folder may be shared with other quickstarts. */
    void forgetOldCaches() {
        if (settings.cache().startsWith(settings.data())) {
            var kept = programs.values().stream().map(program -> program.cache().folder()).toList();
            Stream.of(Service.values()).forEach(service -> forget(service.label() + "-", kept));
            forget("kafka-", List.of(kafkaCache.name()));
            forget("unpacking-", List.of());
        }
    }

    private void forget(String prefix, List<String> kept) {
        try (var files = Files.list(settings.cache())) {
            files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .filter(file -> !kept.contains(file.getFileName().toString()))
                    .forEach(Programs::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Trains on a broker of its own, beside the real one. */
    private AotCache trainKafka(Consumer<ProcessHandle> noted) throws IOException {
        var folder = Files.createTempDirectory(settings.cache(), "unpacking-");
        var broker = new KafkaServer(folder, data.log("kafka-training"), Ports.free(), Ports.free(),
                both(KAFKA_JVM, kafkaCache.trainingOptions()), _ -> RandomPassword.draw());
        broker.start();
        broker.process().ifPresent(noted);
        broker.stop(Duration.ofMinutes(2));
        Programs.delete(folder);
        return kafkaCache;
    }

    /** The jars of a class path with size and time, to detect a changed jar of the same name. */
    private static List<String> jarsOf(Class<?> main) {
        return Stream.of(JavaProcess.classPathFor(main).split(File.pathSeparator, -1))
                .map(File::new)
                .map(jar -> "%s %d %d".formatted(jar, jar.length(), jar.lastModified()))
                .toList();
    }

    private void startPostgres() {
        postgres.start();
        Stream.of(Service.values())
                .map(Service::database)
                .filter(name -> !name.isEmpty())
                .forEach(name -> postgres.createDatabase(name, name, data.secret("postgres-" + name)));
    }

    private Part kafka() {
        var port = settings.port(Listener.KAFKA);
        var kafka = new KafkaServer(data.of("kafka"), data.log("kafka"), port, settings.port(Listener.KAFKA_CONTROLLER),
                both(KAFKA_JVM, kafkaCache.options()), user -> data.secret("kafka-" + user.label()));
        return new Part("kafka", port, List.of(), () -> {
            Logs.rotate(data.log("kafka"));
            kafka.start();
        }, kafka::process, kafka::stop);
    }

    private static List<String> both(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private Part inbox() {
        var port = settings.port(Listener.INBOX);
        var launch = MailInbox.programArguments(data.of("mail"), settings.port(Listener.SMTP), port);
        var command = new Program.Command(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms12m", "-Xmn4m",
                "-Xmx48m", "-XX:TrimNativeHeapInterval=60000", "-XX:+UnlockDiagnosticVMOptions",
                "-XX:ArchiveRelocationMode=0"), launch, Map.of(), settings.stopPatience());
        var program = new Program("inbox", data.log("inbox"), command,
                AotCache.of(settings.cache(), "inbox", false, launch),
                URI.create("http://127.0.0.1:%d/readyz".formatted(port)));
        return new Part("inbox", port, List.of(), () -> program.start(noted("inbox", port)), program::handle,
                program::stop);
    }

    private Part service(Service service, List<Part> after) {
        var port = settings.port(service.listener());
        return new Part(service.label(), port, after, () -> program(service).start(noted(service.label(), port)),
                () -> Optional.ofNullable(programs.get(service)).flatMap(Program::handle),
                () -> Optional.ofNullable(programs.get(service)).ifPresent(Program::stop));
    }

    private Program program(Service service) {
        synchronized (programs) {
            var known = programs.get(service);
            if (known != null) {
                return known;
            }
        }
        var program = newProgram(service);
        synchronized (programs) {
            programs.put(service, program);
        }
        return program;
    }

    private Program newProgram(Service service) {
        var jar = ServiceJar.unpacked(service, service.jar(settings.project()), settings.cache(),
                data.log("unpacking"));
        var command = new Program.Command(settings.jvmOptions(), List.of("-jar", jar.toString()),
                environment.of(service), settings.stopPatience());
        var readiness = "http://127.0.0.1:%d/readyz".formatted(settings.port(service.listener()));
        return new Program(service.label(), data.log(service.label()), command, cache(jar), URI.create(readiness));
    }

    private AotCache cache(Path jar) {
        return AotCache.of(Objects.requireNonNull(jar.getParent()), "start", settings.aotCache(),
                settings.jvmOptions());
    }

    private Consumer<ProcessHandle> noted(String name, int port) {
        return process -> ledger.note(name, process, port);
    }
}
