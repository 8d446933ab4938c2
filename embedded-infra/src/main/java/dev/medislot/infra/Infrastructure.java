package dev.medislot.infra;

import java.net.URI;

/** The servers that the services need; each starts on first use. A stopped server keeps its port and its data. */
public interface Infrastructure extends AutoCloseable {

    /**
     * The infrastructure of this JVM, stopped at its end: {@code embedded} or {@code containers} by the system property
     * {@code medislot.infra}.
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

    /** The address of the inbox's page and of its API, which follows Mailpit's. */
    URI inboxUrl();

    void stopPostgres();

    void startPostgres();

    /** Everything that PostgreSQL has logged. */
    String postgresLog();

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
