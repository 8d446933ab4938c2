package dev.medislot.systemtests.faults;

import static org.awaitility.Awaitility.await;

import dev.medislot.infra.JavaProcess;
import dev.medislot.infra.KafkaLogin;
import dev.medislot.infra.KafkaServer;
import dev.medislot.infra.KafkaUser;
import dev.medislot.infra.Ports;
import dev.medislot.infra.PostgresServer;
import dev.medislot.infra.RedisServer;
import dev.medislot.infra.TokenKeys;
import dev.medislot.infra.mail.MailInbox;
import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.ServiceProcess;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Two instances of each service and a gateway, with servers of their own that can be killed, stopped and cut off. */
final class Fleet implements AutoCloseable {

    static final String PASSWORD = "faultsAtRandom";

    private final Path folder;
    private final Optional<Path> earlier;
    private final List<ServiceProcess> services = new ArrayList<>();
    private final Map<ServiceProcess, TcpProxy> ways = new HashMap<>();
    final Optional<SmallDisk> postgresDisk;
    final Optional<SmallDisk> kafkaDisk;
    final PostgresServer postgres;
    final RedisServer redis;
    final KafkaServer kafka;
    final TcpProxy toPostgres;
    final TcpProxy toRedis;
    final TcpProxy toKafka;
    final TcpProxy toSmtp;
    private final int postgresPort = Ports.free();
    private final int redisPort = Ports.free();
    private final int kafkaPort = Ports.free();
    private final int smtpPort = Ports.free();
    private final int inboxPort = Ports.free();
    private JavaProcess inbox;
    private final ServiceProcess gateway;

    /** @param earlier a clone in which an earlier version was built that the services start with */
    Fleet(Path folder, Optional<Path> earlier) {
        this.folder = folder;
        this.earlier = earlier;
        postgresDisk = SmallDisk.at(folder.resolve("postgres"));
        kafkaDisk = SmallDisk.at(folder.resolve("kafka"));
        var cache = Path.of(System.getProperty("user.home"), ".cache", "medislot");
        postgres = new PostgresServer(folder.resolve("postgres"), postgresLog(), cache, postgresPort, PASSWORD);
        redis = new RedisServer(folder.resolve("redis"), folder.resolve("redis.log"), redisPort, PASSWORD);
        toPostgres = new TcpProxy(postgresPort);
        toRedis = new TcpProxy(redisPort);
        toKafka = new TcpProxy(kafkaPort);
        toSmtp = new TcpProxy(smtpPort);
        kafka = new KafkaServer(folder.resolve("kafka"), folder.resolve("kafka.log"), kafkaPort, toKafka.port(),
                Ports.free(), List.of(), _ -> PASSWORD);
        startServers();
        for (var name : List.of("availability", "booking", "notification")) {
            postgres.createDatabase(name, name, PASSWORD);
            services.add(service(name, 1));
            services.add(service(name, 2));
        }
        gateway = process("gateway", folder.resolve("gateway.log"), gatewaySettings());
        services.add(gateway);
        services.forEach(ServiceProcess::awaitReady);
    }

    private void startServers() {
        postgres.start();
        redis.start();
        kafka.start();
        startInbox();
    }

    private ServiceProcess service(String name, int number) {
        return process(name + "-service", folder.resolve(Integer.toString(number)).resolve(name + ".log"),
                settings(name));
    }

    private ServiceProcess process(String module, Path log, Map<String, String> settings) {
        var ports = new ServiceProcess.Ports(Ports.free(), Ports.free());
        var process = earlier.map(clone -> ServiceProcess.ofBuild(clone, module, ports, log, settings))
                .orElseGet(() -> new ServiceProcess(module, ports, log, settings));
        ways.put(process, new TcpProxy(ports.api()));
        return process;
    }

    private Map<String, String> settings(String name) {
        var settings = new HashMap<String, String>();
        settings.put("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:%d/%s".formatted(toPostgres.port(), name));
        settings.put("SPRING_DATASOURCE_USERNAME", name);
        settings.put("SPRING_DATASOURCE_PASSWORD", PASSWORD);
        settings.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        settings.put("MEDISLOT_KAFKA_PASSWORD", PASSWORD);
        settings.put("MEDISLOT_REDIS_URL", "redis://127.0.0.1:" + toRedis.port());
        settings.put("MEDISLOT_REDIS_PASSWORD", PASSWORD);
        settings.put("SPRING_MAIL_HOST", "127.0.0.1");
        settings.put("SPRING_MAIL_PORT", Integer.toString(toSmtp.port()));
        settings.put("MEDISLOT_TOKENS_LIFETIME", "4h");
        settings.put("MEDISLOT_REMINDERS", "");
        settings.put("MEDISLOT_HOLD_DURATION", "20s");
        settings.put("MEDISLOT_WAITLIST_HOLD", "45s");
        settings.put("MEDISLOT_STAFF_EMAIL", Medislot.STAFF_EMAIL);
        settings.put("MEDISLOT_STAFF_PASSWORD", Clinic.PASSWORD);
        settings.put("MEDISLOT_SELF_REGISTRATION", "true");
        settings.put("MEDISLOT_LICENSES_VERIFICATION", "trusted");
        settings.put("MEDISLOT_DOCTORS_EDITS_PER_MINUTE", "1000000");
        List.of("HOLDS", "BOOKINGS", "MAILS")
                .forEach(limit -> settings.put("MEDISLOT_UNCONFIRMED_" + limit, "1000000"));
        for (var issuer : List.of("availability", "booking")) {
            var keys = TokenKeys.in(folder, issuer);
            var setting = "MEDISLOT_TOKENS_" + issuer.toUpperCase(Locale.ROOT);
            settings.put(setting + "_PUBLIC_KEY", "file:" + keys.publicKey());
            if (issuer.equals(name)) {
                settings.put(setting + "_PRIVATE_KEY", "file:" + keys.privateKey());
            }
        }
        return settings;
    }

    private Map<String, String> gatewaySettings() {
        var settings = new HashMap<String, String>();
        for (int i = 0; i < services.size(); i += 2) {
            var name = services.get(i).name().replace("-service", "").toUpperCase(Locale.ROOT);
            settings.put("MEDISLOT_GATEWAY_%s_URL".formatted(name),
                    urlOnTheWayTo(services.get(i)) + "," + urlOnTheWayTo(services.get(i + 1)));
        }
        settings.put("MEDISLOT_REDIS_URL", "redis://127.0.0.1:" + toRedis.port());
        settings.put("MEDISLOT_REDIS_PASSWORD", PASSWORD);
        settings.put("MEDISLOT_RATE_LIMIT_ENABLED", "false");
        settings.put("MEDISLOT_GATEWAY_CONNECTIONS_PER_ADDRESS", "1000");
        return settings;
    }

    /** The way to the API of an instance, or to the gateway. */
    TcpProxy wayTo(ServiceProcess service) {
        return ways.get(service);
    }

    private String urlOnTheWayTo(ServiceProcess service) {
        return "http://127.0.0.1:" + wayTo(service).port();
    }

    URI address() {
        return URI.create(urlOnTheWayTo(gateway));
    }

    /** The gateway last. */
    List<ServiceProcess> services() {
        return services;
    }

    /** The name of the service with the number of the instance. */
    String nameOf(ServiceProcess service) {
        var instances = services.stream().filter(each -> each.name().equals(service.name())).toList();
        return "%s %d".formatted(service.name(), instances.indexOf(service) + 1);
    }

    /** Whether it started with an earlier version. */
    boolean isEarlier() {
        return earlier.isPresent();
    }

    /** The services in the order in which they may be upgraded. */
    List<ServiceProcess> upgrades() {
        var order = List.of("booking-service", "availability-service", "notification-service", "gateway");
        return isEarlier()
                ? services.stream().sorted(Comparator.comparing(service -> order.indexOf(service.name()))).toList()
                : List.of();
    }

    /** With a login of PostgreSQL's superuser, past the proxy. */
    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s".formatted(postgresPort, database,
                PostgresServer.USER, PASSWORD);
    }

    /** Runs a statement as PostgreSQL's superuser. */
    void execute(String database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl(database));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first value of the first row, as text. */
    String query(String database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl(database));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    Path postgresLog() {
        return folder.resolve("postgres.log");
    }

    int redisPort() {
        return redisPort;
    }

    Map<String, Object> kafkaClient() {
        return KafkaLogin.SCRAM.settings(kafka.bootstrapServers(), KafkaUser.ADMIN.label(), PASSWORD);
    }

    URI inboxUrl() {
        return URI.create("http://127.0.0.1:" + inboxPort);
    }

    /** The folder of the keys that sign tokens. */
    Path keys() {
        return folder;
    }

    Path mails() {
        return folder.resolve("mail");
    }

    ProcessHandle inbox() {
        return inbox.handle();
    }

    void startInbox() {
        inbox = JavaProcess.start(MailInbox.programArguments(mails(), smtpPort, inboxPort), Map.of(),
                folder.resolve("inbox.log"));
        await().until(() -> !Ports.isFree(smtpPort));
    }

    @Override
    public void close() {
        services.forEach(ServiceProcess::crash);
        inbox.stop(Duration.ofSeconds(5));
        kafka.stop(Duration.ofSeconds(5));
        redis.stop();
        postgres.stop();
        List.of(toPostgres, toRedis, toKafka, toSmtp).forEach(TcpProxy::close);
        ways.values().forEach(TcpProxy::close);
        Stream.of(postgresDisk, kafkaDisk).flatMap(Optional::stream).forEach(SmallDisk::close);
    }
}
