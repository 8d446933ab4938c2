package dev.medislot.service.security;

import dev.medislot.common.Role;
import dev.medislot.service.security.AccountStore.Account;

/** An account has a new password; published in the transaction that stores it. */
public record PasswordChanged(Role role, Account account) {}
