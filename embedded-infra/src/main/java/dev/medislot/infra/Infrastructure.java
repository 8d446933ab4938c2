package dev.medislot.infra;

import java.net.URI;
import java.util.Map;

/** The servers that the services need; each starts on first use. A stopped server keeps its port and its data. */
public interface Infrastructure extends AutoCloseable {

    /**
     * The infrastructure of this JVM, stopped at its end: {@code embedded} or {@code containers} by the system property
     * {@code medislot.infra}.
     */
    static Infrastructure shared() {
        return SharedInfrastructure.INSTANCE;
    }

    /** Creates the database when it is missing; its owner is {@link #username()}. */
    String jdbcUrl(String database);

    /** A role that owns the databases and is no superuser. */
    String username();

    String password();

    /** The address with the password. */
    String redisUrl();

    String kafkaBootstrapServers();

    /** The password of every user of this Kafka. */
    String kafkaPassword();

    /** The settings of a Kafka client that logs in as this user. */
    default Map<String, Object> kafkaClient(KafkaUser user) {
        return KafkaLogin.SCRAM.settings(kafkaBootstrapServers(), user.label(), kafkaPassword());
    }

    /** The settings of a Kafka client with every right. */
    default Map<String, Object> kafkaClient() {
        return kafkaClient(KafkaUser.ADMIN);
    }

    String smtpHost();

    int smtpPort();

    /** The address of the inbox's page and of its API, which follows Mailpit's. */
    URI inboxUrl();

    void stopPostgres();

    void startPostgres();

    /** Everything that PostgreSQL has logged. */
    String postgresLog();

    /** Everything that Redis has logged. */
    String redisLog();

    /** Everything that Kafka has logged. */
    String kafkaLog();

    void stopRedis();

    void startRedis();

    /** Redis keeps its connections and answers nothing until it is resumed. */
    void pauseRedis();

    void resumeRedis();

    void stopKafka();

    void startKafka();

    /** Refuses connections; the mails stay readable where the implementation can. */
    void stopSmtp();

    void startSmtp();

    @Override
    void close();
}
