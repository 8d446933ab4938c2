package dev.medislot.systemtests.kit;

import static org.awaitility.Awaitility.await;

import dev.medislot.infra.Infrastructure;
import dev.medislot.infra.Ports;
import dev.medislot.infra.TokenKeys;
import dev.medislot.testkit.Api;
import dev.medislot.testkit.DescribedAnswers;
import dev.medislot.testkit.PatientTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The jars of the services and the gateway, each its own process, on infrastructure that a test can stop. All tests of
 * this JVM share them, because their start takes most of the time.
 */
public final class Medislot {

    /** The lock of all tests that use it: they run one after the other, because some stop parts of it. */
    public static final String LOCK = "medislot";

    public static final String STAFF_EMAIL = "staff@medislot.example";

    private static final class Shared {

        static final Medislot INSTANCE = start();
    }

    private final Infrastructure infrastructure;
    private final Path folder;
    private final ServiceProcess availability;
    private final ServiceProcess booking;
    private final ServiceProcess notification;
    private final ServiceProcess gateway;
    private final TraceCollector traces = new TraceCollector();
    private final Clinic clinic;
    private final PatientTokens tokens;
    private final TokenKeys bookingKeys;

    private Medislot(Infrastructure infrastructure, Path folder) {
        this.infrastructure = infrastructure;
        this.folder = folder;
        var free = freePorts(8);
        var ports = IntStream.range(0, 4)
                .mapToObj(i -> new ServiceProcess.Ports(free.get(i), free.get(i + 4)))
                .toList();
        this.availability = service("availability", ports.get(0), folder,
                Map.of("MEDISLOT_TOKENS_AVAILABILITY_PRIVATE_KEY",
                        "file:" + TokenKeys.in(folder, "availability").privateKey(), "MEDISLOT_STAFF_EMAIL",
                        STAFF_EMAIL, "MEDISLOT_STAFF_PASSWORD", Clinic.PASSWORD, "MEDISLOT_SELF_REGISTRATION", "true",
                        "MEDISLOT_LICENSES_VERIFICATION", "trusted", "MEDISLOT_DOCTORS_EDITS_PER_MINUTE", "1000000"));
        this.booking = booking(ports.get(1), folder);
        this.notification = service("notification", ports.get(2), folder, Map.of("SPRING_MAIL_HOST",
                infrastructure.smtpHost(), "SPRING_MAIL_PORT", Integer.toString(infrastructure.smtpPort())));
        // all people of all tests share one address
        this.gateway = gateway(folder, ports.get(3),
                Map.of("MEDISLOT_GATEWAY_CONNECTIONS_PER_ADDRESS", "1100", "MEDISLOT_RATE_LIMIT_ADDRESS_EVERY", "100us",
                        "MEDISLOT_RATE_LIMIT_ACCOUNTS_BURST", "1000",
                        "MEDISLOT_RATE_LIMIT_FAILED_LOGINS_OF_ADDRESS_BURST", "1000",
                        "MEDISLOT_RATE_LIMIT_KNOWN_EMAILS_A_DAY", "1000"));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> processes().forEach(ServiceProcess::crash), "medislot-stop"));
        processes().forEach(ServiceProcess::awaitReady);
        awaitDescription();
        DescribedAnswers.turnOn();
        this.clinic = new Clinic(URI.create(gateway.url()));
        this.bookingKeys = TokenKeys.in(folder, "booking");
        this.tokens = new PatientTokens(bookingKeys);
    }

    /** The gateway leaves out the part of a service that has not described itself yet. */
    private void awaitDescription() {
        await("the description of every service").until(() -> Api.at(gateway.url()).get("/v3/api-docs").text(),
                text -> Stream.of("/doctors", "/bookings", "/notifications")
                        .allMatch(path -> text.contains("\"/api/v1%s\"".formatted(path))));
    }

    public static Medislot running() {
        return Shared.INSTANCE;
    }

    private static Medislot start() {
        try {
            var folder = Files.createDirectories(Path.of("target", "medislot-" + ProcessHandle.current().pid()));
            var infrastructure = Infrastructure.shared();
            return new Medislot(infrastructure, folder.toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts another gateway to the same services, with the default limits; the caller closes it. */
    public ServiceProcess gatewayWithDefaultLimits() {
        var free = freePorts(2);
        var another = gateway(folder.resolve("default-limits"), new ServiceProcess.Ports(free.get(0), free.get(1)),
                Map.of());
        another.awaitReady();
        return another;
    }

    /** Starts another instance of the booking service, which gets no requests of the gateway; the caller closes it. */
    public ServiceProcess anotherBooking() {
        var free = freePorts(2);
        var ports = new ServiceProcess.Ports(free.get(0), free.get(1));
        var another = booking(ports, folder.resolve("booking-" + ports.api()));
        another.awaitReady();
        return another;
    }

    private ServiceProcess booking(ServiceProcess.Ports ports, Path logs) {
        return service("booking", ports, logs,
                Map.of("MEDISLOT_TOKENS_BOOKING_PRIVATE_KEY", "file:" + TokenKeys.in(folder, "booking").privateKey(),
                        "MEDISLOT_REDIS_URL", infrastructure.redisUrl()));
    }

    private ServiceProcess gateway(Path folder, ServiceProcess.Ports ports, Map<String, String> limits) {
        var settings = new HashMap<>(limits);
        settings.put("MEDISLOT_GATEWAY_AVAILABILITY_URL", availability.url());
        settings.put("MEDISLOT_GATEWAY_BOOKING_URL", booking.url());
        settings.put("MEDISLOT_GATEWAY_NOTIFICATION_URL", notification.url());
        settings.put("MEDISLOT_REDIS_URL", infrastructure.redisUrl());
        return process("gateway", ports, folder, settings);
    }

    private ServiceProcess service(String name, ServiceProcess.Ports ports, Path logs, Map<String, String> own) {
        var settings = new HashMap<>(keys(folder));
        settings.put("SPRING_DATASOURCE_URL", infrastructure.jdbcUrl(name));
        settings.put("SPRING_DATASOURCE_USERNAME", infrastructure.username());
        settings.put("SPRING_DATASOURCE_PASSWORD", infrastructure.password());
        settings.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", infrastructure.kafkaBootstrapServers());
        // people log in once, and some tests run longer than a token lives by default
        settings.put("MEDISLOT_TOKENS_LIFETIME", "1h");
        settings.put("MEDISLOT_KAFKA_PASSWORD", infrastructure.kafkaPassword());
        settings.put("MEDISLOT_MINIMUM_NOTICE", "37m"); // the list and the claim must agree about that too
        for (var limit : List.of("HOLDS", "BOOKINGS", "MAILS")) {
            settings.put("MEDISLOT_UNCONFIRMED_" + limit, "1000"); // few people here open the link in their mail
        }
        // many people register at once here, on a machine that other tests share
        settings.put("MEDISLOT_PASSWORDS_TIMEOUT", "60s");
        settings.putAll(own);
        return process(name + "-service", ports, logs, settings);
    }

    /** With the log format of containers, and every trace exported unless the services are measured. */
    private ServiceProcess process(String module, ServiceProcess.Ports ports, Path folder, Map<String, String> own) {
        var settings = new HashMap<>(own);
        settings.put("LOGGING_STRUCTURED_FORMAT_CONSOLE", "logstash");
        var log = folder.resolve(module.replace("-service", "") + ".log");
        if (Measured.IS_ON) {
            settings.putAll(Measured.settings(module, folder));
            return new ServiceProcess(module, ports, log, settings, Measured.jvm(module, folder));
        }
        settings.put("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT", traces.endpoint().toString());
        settings.put("MANAGEMENT_TRACING_SAMPLING_PROBABILITY", "1.0");
        return new ServiceProcess(module, ports, log, settings);
    }

    private static Map<String, String> keys(Path folder) {
        return Map.of("MEDISLOT_TOKENS_AVAILABILITY_PUBLIC_KEY",
                "file:" + TokenKeys.in(folder, "availability").publicKey(), "MEDISLOT_TOKENS_BOOKING_PUBLIC_KEY",
                "file:" + TokenKeys.in(folder, "booking").publicKey());
    }

    static List<Integer> freePorts(int count) {
        return Stream.generate(Ports::free).distinct().limit(count).toList();
    }

    public Clinic clinic() {
        return clinic;
    }

    public PatientTokens tokens() {
        return tokens;
    }

    /** The files with which the booking service signs patients' tokens. */
    public TokenKeys bookingKeys() {
        return bookingKeys;
    }

    public Person staff() {
        return clinic.staff(STAFF_EMAIL, Clinic.PASSWORD);
    }

    /** A patient of that state with a confirmed address. */
    public Person aConfirmedPatient(String state) {
        var patient = clinic.aPatient(state);
        var token = mails().token(patient.email(), "Confirm your email address");
        clinic.api().post("/api/v1/emails/confirm", Map.of("token", token)).has(204);
        return patient;
    }

    public Mails mails() {
        return new Mails(infrastructure.inboxUrl());
    }

    public Events events() {
        return new Events(infrastructure.kafkaClient());
    }

    public TraceCollector traces() {
        return traces;
    }

    public Infrastructure infrastructure() {
        return infrastructure;
    }

    public ServiceProcess availability() {
        return availability;
    }

    public ServiceProcess booking() {
        return booking;
    }

    public ServiceProcess notification() {
        return notification;
    }

    public ServiceProcess gateway() {
        return gateway;
    }

    public List<ServiceProcess> processes() {
        return List.of(availability, booking, notification, gateway);
    }
}
