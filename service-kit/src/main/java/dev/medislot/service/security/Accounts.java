package dev.medislot.service.security;

import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.common.UsState;
import dev.medislot.web.json.EmailAddress;
import dev.medislot.web.problem.Refused;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Logs people in and checks their passwords, for every kind of account in the same way. */
public class Accounts {

    /**
     * An account that a login is checked against.
     *
     * @param password encoded
     * @param state a patient's home state; missing for doctors and staff
     */
    public record Account(UUID id, String password, @Nullable UsState state) {}

    private final PasswordEncoder passwords;
    private final List<TokenSigner> signers;
    private final String dummyPassword;

    Accounts(PasswordEncoder passwords, List<TokenSigner> signers) {
        this.passwords = passwords;
        this.signers = signers;
        this.dummyPassword = encode(UUID.randomUUID().toString());
    }

    /** Throws {@link Refused} with the same answer for an unknown email and for a wrong password. */
    public TokenSigner.Login login(LoginRequest request, Role role, Function<String, Optional<Account>> byEmail) {
        var account = byEmail.apply(EmailAddress.normalized(request.email()));
        // an unknown email takes as long to refuse, so that the time does not reveal known ones
        var matches = passwords.matches(request.password(), account.map(Account::password).orElse(dummyPassword));
        return account.filter(_ -> matches)
                .map(known -> signer(role).login(known.id(), role, known.state()))
                .orElseThrow(() -> new Refused(ProblemType.UNAUTHENTICATED, "Email or password is wrong"));
    }

    private TokenSigner signer(Role role) {
        return signers.stream().filter(signer -> signer.speaksFor(role)).findFirst().orElseThrow();
    }

    /** Takes about 100 ms of a processor, so call it outside of transactions. */
    public String encode(String password) {
        return Objects.requireNonNull(passwords.encode(password));
    }

    /** Stores the new password, encoded; returns false when the current one is wrong. */
    public boolean change(PasswordChangeRequest change, String current, Consumer<String> store) {
        var matches = passwords.matches(change.currentPassword(), current);
        if (matches) {
            store.accept(encode(change.newPassword()));
        }
        return matches;
    }
}
