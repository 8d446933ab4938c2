package dev.medislot.service.security;

import dev.medislot.common.Role;
import dev.medislot.common.UsState;
import dev.medislot.service.password.PasswordOwner;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The accounts of one role, in the tables of the service that keeps them. */
public interface AccountStore {

    /**
     * A person's account, as far as logins, passwords and addresses need it.
     *
     * @param password encoded; missing until one is chosen
     * @param state a patient's home state; missing for doctors and staff
     * @param emailConfirmed whether the person has opened a link that was sent to the address
     * @param pendingEmail the address that takes the place of the current one once it is confirmed
     * @param language the tag of the language of the person's mails; missing for staff
     */
    record Account(UUID id, PasswordOwner owner, @Nullable String password, @Nullable UsState state,
            boolean emailConfirmed, @Nullable String pendingEmail, @Nullable String language) {

        Account withPassword(String other) {
            return new Account(id, owner, other, state, emailConfirmed, pendingEmail, language);
        }

        public String email() {
            return owner.email();
        }
    }

    /** The result of a confirmation. */
    sealed interface Confirmation {

        /** The address is confirmed; it was the account's address before. */
        record Confirmed() implements Confirmation {}

        /** The address took the place of {@code former}. */
        record Replaced(String former) implements Confirmation {}

        /** The account has or wants another address now. */
        record Outdated() implements Confirmation {}

        /** Another account has the address now. */
        record Taken() implements Confirmation {}
    }

    Role role();

    Optional<Account> byEmail(String normalized);

    Optional<Account> byId(UUID id);

    /** Whether a person of this role acts for another one as for themself. */
    default boolean isGuardian(UUID person, UUID dependent) {
        return false;
    }

    /** Stores an encoded password; returns false if the stored one is not {@code former} any more. */
    boolean changePassword(UUID id, @Nullable String former, String password);

    /** Confirms the current or the pending address, and publishes it; in the caller's transaction. */
    Confirmation confirmEmail(UUID id, String email);
}
