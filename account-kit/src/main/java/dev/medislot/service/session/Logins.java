package dev.medislot.service.session;

import dev.medislot.common.Role;
import dev.medislot.service.security.AccountStore.Account;
import dev.medislot.service.security.Accounts;
import dev.medislot.service.security.LoginRequest;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs people in, for every role in the same way. */
public class Logins {

    private static final Logger LOG = LoggerFactory.getLogger(Logins.class);

    private final Accounts accounts;
    private final Sessions sessions;

    Logins(Accounts accounts, Sessions sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    /** Throws Refused with the same answer for an unknown email and for a wrong password. */
    public Login logIn(LoginRequest request, Role role) {
        return logIn(request, role, _ -> {
            // the password is enough
        });
    }

    /** Logs in unless {@code check} refuses the account, whose password was right. */
    public Login logIn(LoginRequest request, Role role, Consumer<Account> check) {
        Optional<Login> login;
        do {
            // empty if the password changed in between, so that it is verified again
            var account = accounts.verified(request, role);
            check.accept(account);
            login = sessions.open(account, role);
        } while (login.isEmpty());
        LOG.info("{} {} logged in", role, login.get().id());
        return login.get();
    }
}
