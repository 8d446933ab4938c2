package dev.medislot.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class InfrastructureTest {

    private final Infrastructure infrastructure = Infrastructure.shared();

    @Test
    void postgresIsDurableAndKeepsItsRows() throws SQLException {
        try (var connection = database("kept");
                var statement = connection.createStatement()) {
            assertThat(setting(connection, "fsync")).isEqualTo("on");
            assertThat(setting(connection, "synchronous_commit")).isEqualTo("on");
            statement.execute("create extension btree_gist");
            statement.execute("create table note as select 'still here' as text");
        }
        infrastructure.stopPostgres();
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> database("kept"));

        infrastructure.startPostgres();

        try (var connection = database("kept");
                var rows = connection.createStatement().executeQuery("select text from note")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("still here");
        }
    }

    @Test
    void databasesAreApart() throws SQLException {
        try (var one = database("one");
                var statement = one.createStatement()) {
            statement.execute("create table only_here (id int)");
        }
        try (var two = database("two");
                var statement = two.createStatement()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> statement.execute("select * from only_here"));
        }
    }

    @Test
    void redisKeepsItsKeysOverARestart() throws IOException {
        assertThat(redis("SET kept yes")).isEqualTo("+OK");
        infrastructure.stopRedis();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> redis("PING"));

        infrastructure.startRedis();

        assertThat(redis("GET kept")).isEqualTo("$3");
    }

    @Test
    void pausedRedisAnswersLater() throws IOException {
        redis("PING");
        infrastructure.pauseRedis();
        try {
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> redis("PING"));
        } finally {
            infrastructure.resumeRedis();
        }
        assertThat(redis("PING")).isEqualTo("+PONG");
    }

    @Test
    void kafkaKeepsItsRecordsOverARestart() throws Exception {
        try (var admin = Admin.create(kafka());
                var producer = producer()) {
            admin.createTopics(List.of(new NewTopic("notes", 1, (short) 1))).all().get();
            producer.send(new ProducerRecord<>("notes", 0, "key", "still here")).get();
        }
        infrastructure.stopKafka();
        infrastructure.startKafka();

        try (var consumer = consumer()) {
            consumer.assign(List.of(new TopicPartition("notes", 0)));
            consumer.seekToBeginning(consumer.assignment());
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(consumer.poll(Duration.ofMillis(500))).extracting(found -> found.value())
                                    .containsExactly("still here"));
        }
    }

    @Test
    void smtpComesBackOnItsPort() {
        var port = infrastructure.smtpPort();
        infrastructure.stopSmtp();
        assertThat(Ports.answers(port)).isFalse();

        infrastructure.startSmtp();

        assertThat(Ports.answers(port)).isTrue();
        assertThat(infrastructure.smtpPort()).isEqualTo(port);
    }

    private Connection database(String name) throws SQLException {
        return DriverManager.getConnection(infrastructure.jdbcUrl(name), infrastructure.username(),
                infrastructure.password());
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (var rows = connection.createStatement().executeQuery("show " + name)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private String redis(String command) throws IOException {
        var url = URI.create(infrastructure.redisUrl());
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(1_000);
            var login = "AUTH %s\r\n%s\r\n".formatted(url.getUserInfo().substring(1), command);
            socket.getOutputStream().write(login.getBytes(StandardCharsets.US_ASCII));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            answer.readLine();
            var line = answer.readLine();
            if (line == null) {
                throw new IOException("no answer");
            }
            return line;
        }
    }

    private KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(kafka(), new StringSerializer(), new StringSerializer());
    }

    private KafkaConsumer<String, String> consumer() {
        return new KafkaConsumer<>(kafka(), new StringDeserializer(), new StringDeserializer());
    }

    private Map<String, Object> kafka() {
        return infrastructure.kafkaClient();
    }
}
