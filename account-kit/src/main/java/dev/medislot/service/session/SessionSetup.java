package dev.medislot.service.session;

import dev.medislot.service.outbox.Outbox;
import dev.medislot.service.program.Program;
import dev.medislot.service.security.AccountStore;
import dev.medislot.service.security.Accounts;
import dev.medislot.service.security.TokenProperties;
import dev.medislot.service.security.TokenSigner;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets every service refuse the tokens of ended sessions, and gives a service with accounts its {@link Sessions}; their
 * table comes with the service's own migrations.
 */
@AutoConfiguration
@EnableConfigurationProperties(SessionProperties.class)
class SessionSetup {

    /** The decoders accept a token for another minute, because clocks differ. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    @Bean
    EndedSessions endedSessions(TokenProperties tokens, Clock clock) {
        return new EndedSessions(tokens.lifetime().plus(CLOCK_SKEW.multipliedBy(2)), clock);
    }

    @Bean
    @Profile(Program.SERVING)
    FollowEndedSessions followEndedSessions(EndedSessions endedSessions, KafkaProperties kafka, Clock clock) {
        return new FollowEndedSessions(endedSessions, kafka.buildConsumerProperties(), clock);
    }

    /** The sessions of a service that keeps accounts. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(AccountStore.class)
    @Import(SessionController.class)
    static class OfAccounts {

        @Bean
        Sessions sessions(JdbcClient jdbc, Accounts accounts, List<TokenSigner> signers, Outbox outbox,
                EndedSessions endedSessions, SessionProperties settings, Clock clock) {
            return new Sessions(jdbc, accounts, signers, outbox, endedSessions, settings.lifetime(), clock);
        }

        @Bean
        Logins logins(Accounts accounts, Sessions sessions) {
            return new Logins(accounts, sessions);
        }
    }
}
