package dev.medislot.service.session;

import dev.medislot.common.Role;
import dev.medislot.common.event.SessionsEnded;
import dev.medislot.service.outbox.Outbox;
import dev.medislot.service.security.AccountStore.Account;
import dev.medislot.service.security.Accounts;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.EmailChanged;
import dev.medislot.service.security.PasswordChanged;
import dev.medislot.service.security.TokenSigner;
import dev.medislot.service.sql.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The sessions of the people whose accounts a service keeps; each lasts until it is ended or not refreshed. */
public class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    /** A client that refreshes in two places at once uses the same token twice. */
    private static final Duration REPEAT = Duration.ofSeconds(10);

    /**
     * @param current whether the token of the request is the one to use next
     * @param former whether the token of the request is the one that was used last
     */
    private record Session(UUID id, UUID personId, Role role, boolean current, boolean former, Instant refreshedAt) {

        static Session of(ResultSet row, int number) throws SQLException {
            return new Session(Rows.uuid(row, "id"), Rows.uuid(row, "person_id"), Role.valueOf(row.getString("role")),
                    row.getBoolean("current"), row.getBoolean("former"), Rows.instant(row, "refreshed_at"));
        }
    }

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final List<TokenSigner> signers;
    private final Outbox outbox;
    private final EndedSessions endedSessions;
    private final Duration lifetime;
    private final Clock clock;

    Sessions(JdbcClient jdbc, Accounts accounts, List<TokenSigner> signers, Outbox outbox, EndedSessions endedSessions,
            Duration lifetime, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.signers = signers;
        this.outbox = outbox;
        this.endedSessions = endedSessions;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** Returns empty for an account that may not log in; its email then finds nothing. */
    private Optional<Account> account(Role role, UUID id) {
        var store = accounts.find(role).orElseThrow();
        return store.byId(id).flatMap(known -> store.byEmail(known.email()));
    }

    /** Opens a session, unless the password has changed since it was verified. */
    @Transactional
    public Optional<Login> open(Account verified, Role role) {
        lock(verified.id());
        return account(role, verified.id()).filter(account -> Objects.equals(account.password(), verified.password()))
                .map(account -> open(role, account));
    }

    private Login open(Role role, Account account) {
        var id = UUID.randomUUID();
        var token = RefreshToken.first(signer(role).prefix());
        var now = now();
        jdbc.sql("""
                insert into session (id, person_id, role, family, token, created_at, refreshed_at, expires_at)
                values (:id, :person, :role, :family, :token, :now, :now, :expires)
                """)
                .param("id", id)
                .param("person", account.id())
                .param("role", role)
                .param("family", token.familyHash())
                .param("token", token.hash())
                .param("now", now)
                .param("expires", now.plus(lifetime))
                .update();
        return login(id, role, account, token);
    }

    /**
     * Exchanges a refresh token for the next one. Ends the session when the token was used before, because then two
     * callers have it; a repeat right after the first use is only refused.
     */
    @Transactional
    public Optional<Login> refresh(RefreshToken token) {
        return find(token).flatMap(session -> {
            if (isRepeat(session)) {
                return Optional.empty();
            }
            var account = account(session.role(), session.personId());
            if (account.isEmpty() || !session.current()) {
                LOG.warn("Session {} of {} {} ended: its refresh token was used again, or its account is gone",
                        session.id(), session.role(), session.personId());
                end(session);
                return Optional.empty();
            }
            return account.map(known -> renew(session, known, token.next()));
        });
    }

    private boolean isRepeat(Session session) {
        return session.former() && session.refreshedAt().plus(REPEAT).isAfter(clock.instant());
    }

    private Login renew(Session session, Account account, RefreshToken next) {
        var now = now();
        jdbc.sql("""
                update session
                set former_token = token, token = :token, refreshed_at = :now, expires_at = :expires
                where id = :id
                """)
                .param("token", next.hash())
                .param("now", now)
                .param("expires", now.plus(lifetime))
                .param("id", session.id())
                .update();
        return login(session.id(), session.role(), account, next);
    }

    private Login login(UUID session, Role role, Account account, RefreshToken token) {
        var signer = signer(role);
        return new Login(signer.sign(account.id(), role, account.state(), session), "Bearer",
                signer.lifetime().toSeconds(), token.text(), account.id(), role);
    }

    /** Ends the session of a refresh token; returns false if it had ended before. */
    @Transactional
    public boolean end(RefreshToken token) {
        var session = find(token);
        session.ifPresent(this::end);
        return session.isPresent();
    }

    private void end(Session session) {
        jdbc.sql("delete from session where id = :id").param("id", session.id()).update();
        publish(session.personId(), session.role(), List.of(session.id()), false);
    }

    /** Ends every session of the caller, also the one that makes this request. */
    @Transactional
    void endAllOf(Caller caller) {
        endAll(caller.id(), caller.role());
    }

    /** Ends every session of a person, on every service within seconds. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void endAll(UUID personId, Role role) {
        lock(personId);
        var ids = jdbc.sql("delete from session where person_id = :person and role = :role returning id")
                .param("person", personId)
                .param("role", role)
                .query((row, _) -> Rows.uuid(row, "id"))
                .list();
        publish(personId, role, ids, true);
    }

    @EventListener
    void on(PasswordChanged changed) {
        endAll(changed.account().id(), changed.role());
    }

    @EventListener
    void on(EmailChanged changed) {
        endAll(changed.account().id(), changed.role());
    }

    private void publish(UUID personId, Role role, List<UUID> ids, boolean all) {
        var now = now();
        var ended = new SessionsEnded(personId, role, ids, all, now.toEpochMilli(), now);
        outbox.publish(ended);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                endedSessions.add(ended);
            }
        });
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    public void forgetExpired() {
        jdbc.sql("delete from session where expires_at <= :now").param("now", now()).update();
    }

    /** Locks the session, so that only one of several refreshes with the same token succeeds. */
    private Optional<Session> find(RefreshToken token) {
        return jdbc.sql("""
                select id, person_id, role, refreshed_at, token = :token as current,
                       former_token is not distinct from :token as former
                from session where family = :family and expires_at > :now for update
                """)
                .param("token", token.hash())
                .param("family", token.familyHash())
                .param("now", now())
                .query(Session::of)
                .optional();
    }

    /** Lets a login wait for a change of the password, and the other way round. */
    private void lock(UUID personId) {
        jdbc.sql("select 1 from pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .param("name", "session/" + personId)
                .query(Integer.class)
                .single();
    }

    private TokenSigner signer(Role role) {
        return signers.stream().filter(signer -> signer.speaksFor(role)).findFirst().orElseThrow();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
