package dev.medislot.availability.staff;

import dev.medislot.service.password.PasswordOwner;
import dev.medislot.service.security.AccountStore.Account;
import java.util.UUID;
import org.springframework.data.annotation.Id;

/**
 * The account of a person at the front desk.
 *
 * @param password encoded
 */
record StaffMember(@Id UUID id, String email, String password) {

    Account account() {
        return new Account(id, PasswordOwner.of(email), password, null, true, null);
    }
}
