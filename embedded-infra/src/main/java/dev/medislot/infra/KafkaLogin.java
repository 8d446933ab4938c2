package dev.medislot.infra;

import java.util.Map;

/** How a client logs in to Kafka; the passwords have no quotes and no backslashes. */
public enum KafkaLogin {

    /** A login of every user, with credentials that Kafka stores. */
    SCRAM("SCRAM-SHA-512", "org.apache.kafka.common.security.scram.ScramLoginModule"),

    /** A login of the administrator alone, by the password in the broker's configuration: works before the others. */
    PLAIN("PLAIN", "org.apache.kafka.common.security.plain.PlainLoginModule");

    private final String mechanism;
    private final String module;

    KafkaLogin(String mechanism, String module) {
        this.mechanism = mechanism;
        this.module = module;
    }

    String module() {
        return module;
    }

    /** The settings of a client. */
    public Map<String, Object> settings(String servers, String user, String password) {
        return Map.of("bootstrap.servers", servers, "security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", mechanism,
                "sasl.jaas.config", "%s required username=\"%s\" password=\"%s\";".formatted(module, user, password));
    }
}
