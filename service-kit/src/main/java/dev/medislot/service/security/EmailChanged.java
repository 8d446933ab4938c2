package dev.medislot.service.security;

import dev.medislot.common.Role;
import dev.medislot.service.security.AccountStore.Account;

/**
 * An account has another email address; published in the transaction that stores it.
 *
 * @param account as it was before
 */
public record EmailChanged(Role role, Account account) {}
