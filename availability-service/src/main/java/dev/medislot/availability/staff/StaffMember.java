package dev.medislot.availability.staff;

import dev.medislot.service.password.PasswordOwner;
import dev.medislot.service.security.AccountStore.Account;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * The account of a person at the front desk.
 *
 * @param password encoded
 * @param disabledAt missing while the account can log in
 * @param totpSecret of the second factor, in Base32; missing without one
 * @param totpPending of a second factor that is not confirmed yet
 * @param version increases with every change that other staff sees
 */
record StaffMember(@Id UUID id, String email, String password, Instant createdAt, @Nullable Instant disabledAt,
        @Nullable String totpSecret, @Nullable String totpPending, long version) {

    boolean isDisabled() {
        return disabledAt != null;
    }

    boolean hasSecondFactor() {
        return totpSecret != null;
    }

    Account account() {
        return new Account(id, PasswordOwner.of(email), password, null, true, null, null);
    }
}
