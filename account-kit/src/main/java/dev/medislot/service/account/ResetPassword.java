package dev.medislot.service.account;

import dev.medislot.common.Role;
import dev.medislot.service.security.AccountStore;
import dev.medislot.service.security.AccountStore.Account;
import dev.medislot.service.security.Accounts;
import dev.medislot.web.json.EmailAddress;
import dev.medislot.web.problem.Refused;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets a person who forgot their password choose another one, by a link that is mailed to them. */
class ResetPassword implements AutoCloseable {

    /** The outcomes of a reset. */
    sealed interface Outcome {

        record Reset() implements Outcome {}

        /** The link was used or has expired, or its account has another address now. */
        record Outdated() implements Outcome {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(ResetPassword.class);
    private static final int MAX_WAITING = 1_000;
    private static final Duration LAST_MAILS = Duration.ofSeconds(5);

    private final Accounts accounts;
    private final Links links;
    private final AccountMails mails;
    private final TransactionTemplate transaction;
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING), Thread.ofVirtual().name("reset-mails-", 0).factory());

    ResetPassword(Accounts accounts, Links links, AccountMails mails, TransactionTemplate transaction) {
        this.accounts = accounts;
        this.links = links;
        this.mails = mails;
        this.transaction = transaction;
    }

    /** Looks for the account after the answer, so that the time of the answer does not reveal known addresses. */
    void request(String email, Role role) {
        try {
            worker.execute(() -> sendLink(EmailAddress.normalized(email), role));
        } catch (RejectedExecutionException _) {
            throw Refused.unavailable("Nothing was changed");
        }
    }

    private void sendLink(String email, Role role) {
        try {
            accounts.find(role).flatMap(store -> store.byEmail(email)).ifPresent(account -> {
                transaction.executeWithoutResult(_ -> mails.resetPassword(account, role));
                LOG.info("Requested a password reset link for {} {}", role, account.id());
            });
        } catch (RuntimeException e) {
            LOG.warn("A link to reset a password was not sent: {}", e.getClass().getSimpleName());
        }
    }

    Outcome reset(LinkToken token, String newPassword) {
        return links.find(token, Purpose.RESET_PASSWORD)
                .flatMap(link -> accounts.find(link.role()).map(store -> reset(token, link, store, newPassword)))
                .orElseGet(Outcome.Outdated::new);
    }

    private Outcome reset(LinkToken token, Link link, AccountStore store, String newPassword) {
        var account = store.byId(link.personId()).filter(it -> it.email().equals(link.email()));
        if (account.isEmpty() || !replace(token, link, store, account.get(), newPassword)) {
            return new Outcome.Outdated();
        }
        LOG.info("{} {} reset their password", link.role(), link.personId());
        return new Outcome.Reset();
    }

    private boolean replace(LinkToken token, Link link, AccountStore store, Account account, String newPassword) {
        return accounts.replace(account, link.role(), newPassword, () -> {
            var used = links.use(token, Purpose.RESET_PASSWORD).isPresent();
            if (used) {
                store.confirmEmail(link.personId(), link.email());
            }
            return used;
        });
    }

    @Override
    public void close() {
        worker.shutdown();
        try {
            if (!worker.awaitTermination(LAST_MAILS.toSeconds(), TimeUnit.SECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
