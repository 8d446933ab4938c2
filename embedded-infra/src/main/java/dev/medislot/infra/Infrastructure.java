package dev.medislot.infra;

import java.net.URI;

/** The servers that the services need; each starts on first use. A stopped server keeps its port and its data. */
public interface Infrastructure extends AutoCloseable {

    /**
     * The one of this JVM, stopped when the JVM ends: {@code embedded} or {@code containers}, as the system property
     * {@code medislot.infra} says.
     */
    static Infrastructure shared() {
        return SharedInfrastructure.INSTANCE;
    }

    /** Creates the database when it is missing. */
    String jdbcUrl(String database);

    String username();

    String password();

    String redisUrl();

    String kafkaBootstrapServers();

    String smtpHost();

    int smtpPort();

    /** Where the inbox's page and its API, in the shape of Mailpit's, are found. */
    URI inboxUrl();

    void stopPostgres();

    void startPostgres();

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
