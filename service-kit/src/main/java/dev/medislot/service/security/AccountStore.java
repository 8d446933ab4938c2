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
     * A person's account, as far as logins and passwords need it.
     *
     * @param password encoded
     * @param state a patient's home state; missing for doctors and staff
     */
    record Account(UUID id, PasswordOwner owner, String password, @Nullable UsState state) {}

    Role role();

    Optional<Account> byEmail(String normalized);

    Optional<Account> byId(UUID id);

    /** Stores an encoded password; returns false if the stored one is not {@code former} any more. */
    boolean changePassword(UUID id, String former, String password);
}
