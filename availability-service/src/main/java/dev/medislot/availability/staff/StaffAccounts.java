package dev.medislot.availability.staff;

import dev.medislot.common.Role;
import dev.medislot.service.security.AccountStore;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Staff members as accounts. */
@Component
class StaffAccounts implements AccountStore {

    private final StaffMembers staffMembers;

    StaffAccounts(StaffMembers staffMembers) {
        this.staffMembers = staffMembers;
    }

    @Override
    public Role role() {
        return Role.STAFF;
    }

    /** Returns empty for a disabled member, whose login is refused like that of an unknown email. */
    @Override
    public Optional<Account> byEmail(String normalized) {
        return staffMembers.findByEmail(normalized).filter(member -> !member.isDisabled()).map(StaffMember::account);
    }

    @Override
    public Optional<Account> byId(UUID id) {
        return staffMembers.findById(id).map(StaffMember::account);
    }

    /** Confirms the current address only, because colleagues enter the addresses of staff. */
    @Override
    public Confirmation confirmEmail(UUID id, String email) {
        return byId(id).filter(account -> account.email().equals(email)).isPresent() ? new Confirmation.Confirmed()
                : new Confirmation.Outdated();
    }

    @Override
    public boolean changePassword(UUID id, @Nullable String former, String password) {
        return staffMembers.changePassword(id, former, password);
    }
}
