package dev.medislot.service.account;

import dev.medislot.common.Role;
import dev.medislot.common.event.AccountMailRequested;
import dev.medislot.common.event.AccountMailRequested.Kind;
import dev.medislot.service.outbox.Outbox;
import dev.medislot.service.security.AccountStore.Account;
import dev.medislot.service.security.EmailChanged;
import dev.medislot.service.security.PasswordChanged;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Asks for the mails about an account, in the transaction of their reason. */
@Transactional(propagation = Propagation.MANDATORY)
public class AccountMails {

    private final Links links;
    private final LinkProperties settings;
    private final Outbox outbox;
    private final Clock clock;

    AccountMails(Links links, LinkProperties settings, Outbox outbox, Clock clock) {
        this.links = links;
        this.settings = settings;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Sends a link to the address that the account is to have.
     *
     * @param language the tag of the person's language; missing for staff
     */
    public void confirmEmail(UUID person, Role role, String email, @Nullable String language) {
        sendLink(Purpose.CONFIRM_EMAIL, new Link(person, role, email), null, language);
    }

    void resetPassword(Account account, Role role) {
        sendLink(Purpose.RESET_PASSWORD, new Link(account.id(), role, account.email()), account.owner().firstName(),
                account.language());
    }

    private void sendLink(Purpose purpose, Link link, @Nullable String firstName, @Nullable String language) {
        var now = now();
        var expiresAt = now.plus(settings.of(purpose));
        var token = LinkToken.random(link.role());
        if (links.add(token, purpose, link, expiresAt)) {
            outbox.publish(new AccountMailRequested(UUID.randomUUID(), link.personId(), link.role(), purpose.mail(),
                    link.email(), firstName, token.text(), expiresAt, now, language));
        }
    }

    @EventListener
    void on(PasswordChanged changed) {
        send(Kind.PASSWORD_CHANGED, changed.account(), changed.role());
    }

    /** Sends a mail to the former address of the account. */
    @EventListener
    void on(EmailChanged changed) {
        send(Kind.EMAIL_CHANGED, changed.account(), changed.role());
    }

    private void send(Kind kind, Account account, Role role) {
        outbox.publish(new AccountMailRequested(UUID.randomUUID(), account.id(), role, kind, account.email(),
                account.owner().firstName(), null, null, now(), account.language()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
