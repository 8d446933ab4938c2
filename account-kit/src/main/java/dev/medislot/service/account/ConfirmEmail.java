package dev.medislot.service.account;

import dev.medislot.common.Role;
import dev.medislot.service.security.AccountStore.Account;
import dev.medislot.service.security.AccountStore.Confirmation;
import dev.medislot.service.security.AccountStore.Confirmation.Confirmed;
import dev.medislot.service.security.AccountStore.Confirmation.Outdated;
import dev.medislot.service.security.AccountStore.Confirmation.Replaced;
import dev.medislot.service.security.AccountStore.Confirmation.Taken;
import dev.medislot.service.security.Accounts;
import dev.medislot.service.security.EmailChanged;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/** Confirms that an email address is its person's, by a link that was mailed there. */
class ConfirmEmail {

    private static final Logger LOG = LoggerFactory.getLogger(ConfirmEmail.class);

    private final Accounts accounts;
    private final Links links;
    private final AccountMails mails;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    ConfirmEmail(Accounts accounts, Links links, AccountMails mails, ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.accounts = accounts;
        this.links = links;
        this.mails = mails;
        this.events = events;
        this.transaction = transaction;
    }

    /** Also returns {@link Outdated} for a link that no longer works. */
    Confirmation confirm(LinkToken token) {
        try {
            return Objects.requireNonNull(transaction
                    .execute(_ -> links.use(token, Purpose.CONFIRM_EMAIL).map(this::confirm).orElseGet(Outdated::new)));
        } catch (DuplicateKeyException _) {
            return new Taken();
        }
    }

    private Confirmation confirm(Link link) {
        var store = accounts.find(link.role()).orElseThrow();
        var before = store.byId(link.personId());
        var confirmation = store.confirmEmail(link.personId(), link.email());
        switch (confirmation) {
            case Replaced _ -> {
                before.ifPresent(account -> events.publishEvent(new EmailChanged(link.role(), account)));
                LOG.info("Changed the email address of {} {}", link.role(), link.personId());
            }
            case Confirmed _ -> LOG.info("{} {} confirmed their email address", link.role(), link.personId());
            case Outdated _,Taken _ -> {
                // the answer says so
            }
        }
        return confirmation;
    }

    /** Sends a new link to the address that is not confirmed yet, if there is one. */
    void resend(UUID person, Role role) {
        accounts.find(role)
                .flatMap(store -> store.byId(person))
                .ifPresent(account -> transaction.executeWithoutResult(_ -> resend(account, role)));
    }

    private void resend(Account account, Role role) {
        if (account.pendingEmail() != null) {
            mails.confirmEmail(account.id(), role, account.pendingEmail(), account.language());
        } else if (!account.emailConfirmed()) {
            mails.confirmEmail(account.id(), role, account.email(), account.language());
        }
    }
}
