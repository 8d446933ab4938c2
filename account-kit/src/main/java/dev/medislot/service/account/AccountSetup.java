package dev.medislot.service.account;

import dev.medislot.service.outbox.Outbox;
import dev.medislot.service.security.AccountStore;
import dev.medislot.service.security.Accounts;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives a service that keeps accounts its links; their table comes with the service's own migrations. */
@AutoConfiguration
@ConditionalOnBean(AccountStore.class)
@EnableConfigurationProperties(LinkProperties.class)
@Import(LinkController.class)
class AccountSetup {

    @Bean
    Links links(JdbcClient jdbc, Clock clock) {
        return new Links(jdbc, clock);
    }

    @Bean
    AccountMails accountMails(Links links, LinkProperties settings, Outbox outbox, Clock clock) {
        return new AccountMails(links, settings, outbox, clock);
    }

    @Bean
    ResetPassword resetPassword(Accounts accounts, Links links, AccountMails mails, TransactionTemplate transaction) {
        return new ResetPassword(accounts, links, mails, transaction);
    }

    @Bean
    ConfirmEmail confirmEmail(Accounts accounts, Links links, AccountMails mails, ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        return new ConfirmEmail(accounts, links, mails, events, transaction);
    }
}
