package dev.medislot.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The refusals of the servers to a client without a login, with a wrong one, or with another service's. */
class StrangerTest {

    private static final Infrastructure INFRASTRUCTURE = Infrastructure.shared();
    private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "medislot");

    @BeforeAll
    static void topics() throws Exception {
        try (var admin = Admin.create(INFRASTRUCTURE.kafkaClient())) {
            for (var user : KafkaUser.values()) {
                for (var topic : user.read()) {
                    create(admin, topic);
                    send(KafkaUser.ADMIN, topic);
                }
            }
        }
    }

    @Test
    void kafkaAnswersNoClientWithoutALogin() {
        var settings = Map.<String, Object>of("bootstrap.servers", INFRASTRUCTURE.kafkaBootstrapServers(),
                "default.api.timeout.ms", 3_000, "request.timeout.ms", 2_000);

        try (var admin = Admin.create(settings)) {
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> admin.listTopics().names().get());
        }
    }

    @ParameterizedTest
    @CsvSource({ "booking-service, wrong", "admin, wrong", "admin, ''", "nobody, wrong" })
    void kafkaRefusesAWrongPassword(String user, String password) {
        for (var login : KafkaLogin.values()) {
            var settings = login.settings(INFRASTRUCTURE.kafkaBootstrapServers(), user, password);
            try (var admin = Admin.create(settings)) {
                assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> admin.listTopics().names().get())
                        .withCauseInstanceOf(SaslAuthenticationException.class);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({ "CONSUMER, medislot.withdrawals.v1", "CONSUMER, medislot.bookings.v1",
            "NOTIFICATION, medislot.contacts.v1", "NOTIFICATION, medislot.withdrawals.v1",
            "BOOKING, medislot.withdrawals.v1", "BOOKING, medislot.schedules.v1", "AVAILABILITY, medislot.bookings.v1",
            "AVAILABILITY, medislot.ratings.v1", "BOOKING, medislot.accesses.v1", "AVAILABILITY, medislot.accesses.v1",
            "NOTIFICATION, medislot.waitlist.v1" })
    void aForgedRecordIsRefused(KafkaUser user, String topic) {
        // from the broker's answer, or from a producer that has asked before and knows it
        assertThatExceptionOfType(Exception.class).isThrownBy(() -> send(user, topic))
                .withCauseInstanceOf(AuthorizationException.class);
    }

    @Test
    void theOwnerOfATopicWritesIt() throws Exception {
        for (var user : KafkaUser.values()) {
            for (var topic : user.written()) {
                send(user, topic);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "medislot.contacts.v1", "medislot.sessions.v1", "medislot.account-mails.v1",
            "medislot.accesses.v1", "medislot.waitlist.v1" })
    void otherSystemsReadNoPersonalData(String topic) {
        assertThatExceptionOfType(TopicAuthorizationException.class)
                .isThrownBy(() -> read(KafkaUser.CONSUMER, topic, "consumer-x"));
    }

    @Test
    void onlyNotificationReadsMailsWithLinks() {
        for (var topic : List.of("medislot.account-mails.v1", "medislot.waitlist.v1")) {
            for (var user : List.of(KafkaUser.AVAILABILITY, KafkaUser.BOOKING)) {
                assertThatExceptionOfType(TopicAuthorizationException.class)
                        .isThrownBy(() -> read(user, topic, user.label()));
            }
            read(KafkaUser.NOTIFICATION, topic, "notification-service");
        }
    }

    @Test
    void aGroupOfAServiceIsClosedToOthers() {
        assertThatExceptionOfType(GroupAuthorizationException.class)
                .isThrownBy(() -> read(KafkaUser.CONSUMER, "medislot.bookings.v1", "notification-service"));
        read(KafkaUser.CONSUMER, "medislot.bookings.v1", "consumer-x");
    }

    @ParameterizedTest
    @CsvSource({ "CONSUMER, medislot.new.v1", "BOOKING, medislot.new.v1",
            "BOOKING, medislot.bookings.v1.notification-service.dlt" })
    void topicsOfOthersAreNotCreated(KafkaUser user, String topic) {
        try (var admin = Admin.create(INFRASTRUCTURE.kafkaClient(user))) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get())
                    .withCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void redisAnswersNoClientWithoutItsPassword() throws IOException {
        assertThat(redis("PING")).startsWith("-NOAUTH");
        assertThat(redis("CONFIG GET requirepass")).startsWith("-NOAUTH");
        assertThat(redis("AUTH wrong")).startsWith("-WRONGPASS");
    }

    @Test
    void aRoleHasItsOwnDatabaseOnly(@TempDir Path folder) throws SQLException {
        try (var server = new PostgresServer(folder.resolve("pg"), folder.resolve("log"), CACHE, Ports.free(), "pw")) {
            server.start();
            server.createDatabase("booking", "booking", "b");
            server.createDatabase("notification", "notification", "n");

            try (var own = connection(server, "booking", "booking", "b");
                    var rows = own.createStatement()
                            .executeQuery("select rolsuper or rolcreatedb or rolcreaterole or rolreplication "
                                    + "from pg_roles where rolname = current_user")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getBoolean(1)).isFalse();
            }
            for (var other : List.of("notification", "postgres", "template1")) {
                refused(server, other, "booking", "b", "42501");
            }
            refused(server, "booking", "booking", "wrong", "28P01");
            refused(server, "booking", PostgresServer.USER, "", "08004", "28P01");
        }
    }

    /** The content is of a version whose services were the superuser. */
    @Test
    void aRoleTakesOverADatabaseWithItsContent(@TempDir Path folder) throws SQLException {
        try (var server = new PostgresServer(folder.resolve("pg"), folder.resolve("log"), CACHE, Ports.free(), "pw")) {
            server.start();
            try (var superuser = connection(server, "postgres", PostgresServer.USER, "pw");
                    var statement = superuser.createStatement()) {
                statement.execute("create database old");
            }
            try (var superuser = connection(server, "old", PostgresServer.USER, "pw");
                    var statement = superuser.createStatement()) {
                statement.execute("""
                        create extension btree_gist;
                        create type mood as enum ('calm');
                        create table kept (id bigint generated always as identity, n serial, mood mood);
                        create view seen as select * from kept;
                        create function one() returns int language sql as 'select 1';
                        insert into kept (mood) values ('calm')
                        """);
            }

            server.createDatabase("old", "keeper", "word");

            try (var keeper = connection(server, "old", "keeper", "word");
                    var statement = keeper.createStatement()) {
                statement.execute("""
                        insert into kept (mood) values ('calm');
                        alter table kept add column more text;
                        create or replace function one() returns int language sql as 'select 2';
                        drop view seen;
                        alter type mood add value 'glad'
                        """);
                var rows = statement.executeQuery("select count(*) from kept");
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(2);
            }
        }
    }

    private static void refused(PostgresServer server, String database, String role, String password,
            String... states) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> connection(server, database, role, password).close())
                .satisfies(refusal -> assertThat(refusal.getSQLState()).isIn((Object[]) states));
    }

    private static Connection connection(PostgresServer server, String database, String role, String password)
            throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(database), role, password);
    }

    /** Again while the broker is fenced: on a machine under load its heartbeats may be late. */
    private static void create(Admin admin, String topic) {
        Awaitility.await().untilAsserted(() -> {
            try {
                admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(TopicExistsException.class);
            }
        });
    }

    private static void send(KafkaUser user, String topic) throws Exception {
        try (var producer = new KafkaProducer<>(INFRASTRUCTURE.kafkaClient(user), new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "key", "value")).get();
        }
    }

    private static void read(KafkaUser user, String topic, String group) {
        var settings = new HashMap<>(INFRASTRUCTURE.kafkaClient(user));
        settings.put("group.id", group);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Awaitility.await().pollInSameThread().until(() -> !consumer.poll(Duration.ofMillis(200)).isEmpty());
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(1)));
        }
    }

    private static String redis(String command) throws IOException {
        var url = URI.create(INFRASTRUCTURE.redisUrl());
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}
