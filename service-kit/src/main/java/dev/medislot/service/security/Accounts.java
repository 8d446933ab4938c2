package dev.medislot.service.security;

import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.service.password.NewPassword;
import dev.medislot.service.password.PasswordOwner;
import dev.medislot.service.password.Passwords;
import dev.medislot.service.security.AccountStore.Account;
import dev.medislot.web.json.EmailAddress;
import dev.medislot.web.problem.Refused;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/** Checks people's passwords, for every kind of account in the same way. */
public class Accounts {

    /** The outcomes of a change by a person who is logged in. */
    sealed interface PasswordChange {

        record Changed() implements PasswordChange {}

        /** The current password that was given is not the account's. */
        record WrongPassword() implements PasswordChange {}
    }

    private final Passwords passwords;
    private final List<AccountStore> stores;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final String dummyPassword;

    Accounts(Passwords passwords, List<AccountStore> stores, TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.passwords = passwords;
        this.stores = stores;
        this.transaction = transaction;
        this.events = events;
        this.dummyPassword = passwords.encode(UUID.randomUUID().toString());
    }

    /** Throws {@link Refused} with the same answer for an unknown email and for a wrong password. */
    public Account verified(LoginRequest request, Role role) {
        var account = store(role).byEmail(EmailAddress.normalized(request.email()));
        // an unknown email takes as long to refuse, so that the time does not reveal known ones
        var matches = passwords.matches(request.password(), account.map(Account::password).orElse(dummyPassword));
        return account.filter(_ -> matches)
                .map(known -> upgraded(known, request.password(), role))
                .orElseThrow(() -> new Refused(ProblemType.UNAUTHENTICATED, "Email or password is wrong"));
    }

    private Account upgraded(Account account, String password, Role role) {
        return Optional.ofNullable(account.password())
                .flatMap(former -> passwords.upgraded(password, former))
                .filter(hash -> store(role).changePassword(account.id(), account.password(), hash))
                .map(account::withPassword)
                .orElse(account);
    }

    /** Returns empty for a role whose accounts another service keeps. */
    public Optional<AccountStore> find(Role role) {
        return stores.stream().filter(store -> store.role() == role).findFirst();
    }

    private AccountStore store(Role role) {
        return find(role).orElseThrow();
    }

    /** Refuses the field {@code password} if it repeats its owner. Call it outside of transactions: it may wait. */
    public String encode(String password, PasswordOwner owner) {
        return encode("password", password, owner);
    }

    private String encode(String field, String password, PasswordOwner owner) {
        owner.requireNotRepeated(password, field);
        return passwords.encode(password);
    }

    /** Whether that is the account's password; a missing and a too long one is wrong without a hash. */
    public boolean isPassword(@Nullable String password, Role role, UUID id) {
        return password != null && password.length() <= NewPassword.MAX_LENGTH
                && store(role).byId(id).filter(account -> matches(password, account)).isPresent();
    }

    private boolean matches(String password, Account account) {
        return account.password() != null && passwords.matches(password, account.password());
    }

    PasswordChange change(PasswordChangeRequest change, Role role, UUID id) {
        var account = store(role).byId(id).orElseThrow(Refused::notFound);
        account.owner().requireNotRepeated(change.newPassword(), "newPassword");
        return matches(change.currentPassword(), account) && replace(account, role, change.newPassword(), () -> true)
                ? new PasswordChange.Changed()
                : new PasswordChange.WrongPassword();
    }

    /**
     * Stores a new password of that account and publishes {@link PasswordChanged}, unless the password has changed
     * since the account was read, or the condition, which is checked in the same transaction, is not met.
     */
    public boolean replace(Account account, Role role, String newPassword, BooleanSupplier condition) {
        var encoded = encode("newPassword", newPassword, account.owner());
        return Boolean.TRUE.equals(transaction.execute(status -> {
            if (condition.getAsBoolean() && store(role).changePassword(account.id(), account.password(), encoded)) {
                events.publishEvent(new PasswordChanged(role, account));
                return true;
            }
            status.setRollbackOnly();
            return false;
        }));
    }
}
