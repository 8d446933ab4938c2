package dev.medislot.service.security;

import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.service.password.PasswordOwner;
import dev.medislot.service.password.Passwords;
import dev.medislot.service.security.AccountStore.Account;
import dev.medislot.web.json.EmailAddress;
import dev.medislot.web.problem.Refused;
import java.util.List;
import java.util.UUID;

/** Logs people in and checks their passwords, for every kind of account in the same way. */
public class Accounts {

    private final Passwords passwords;
    private final List<TokenSigner> signers;
    private final List<AccountStore> stores;
    private final String dummyPassword;

    Accounts(Passwords passwords, List<TokenSigner> signers, List<AccountStore> stores) {
        this.passwords = passwords;
        this.signers = signers;
        this.stores = stores;
        this.dummyPassword = passwords.encode(UUID.randomUUID().toString());
    }

    /** Throws {@link Refused} with the same answer for an unknown email and for a wrong password. */
    public TokenSigner.Login login(LoginRequest request, Role role) {
        var account = store(role).byEmail(EmailAddress.normalized(request.email()));
        // an unknown email takes as long to refuse, so that the time does not reveal known ones
        var matches = passwords.matches(request.password(), account.map(Account::password).orElse(dummyPassword));
        var known = account.filter(_ -> matches)
                .orElseThrow(() -> new Refused(ProblemType.UNAUTHENTICATED, "Email or password is wrong"));
        upgrade(known, request.password(), role);
        return signer(role).login(known.id(), role, known.state());
    }

    private void upgrade(Account account, String password, Role role) {
        passwords.upgraded(password, account.password())
                .ifPresent(upgraded -> store(role).changePassword(account.id(), account.password(), upgraded));
    }

    private AccountStore store(Role role) {
        return stores.stream().filter(store -> store.role() == role).findFirst().orElseThrow();
    }

    private TokenSigner signer(Role role) {
        return signers.stream().filter(signer -> signer.speaksFor(role)).findFirst().orElseThrow();
    }

    /** Refuses the field {@code password} if it repeats its owner. Call it outside of transactions: it may wait. */
    public String encode(String password, PasswordOwner owner) {
        owner.requireNotRepeated(password, "password");
        return passwords.encode(password);
    }

    /** Returns false when the current password is wrong. */
    public boolean change(PasswordChangeRequest change, Role role, UUID id) {
        var account = store(role).byId(id).orElseThrow(Refused::notFound);
        account.owner().requireNotRepeated(change.newPassword(), "newPassword");
        return passwords.matches(change.currentPassword(), account.password())
                && store(role).changePassword(id, account.password(), passwords.encode(change.newPassword()));
    }
}
