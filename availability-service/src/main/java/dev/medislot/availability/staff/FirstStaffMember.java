package dev.medislot.availability.staff;

import dev.medislot.service.password.PasswordOwner;
import dev.medislot.service.program.Program;
import dev.medislot.service.security.Accounts;
import dev.medislot.web.json.EmailAddress;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

@Component
@Profile(Program.SERVING)
class FirstStaffMember implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(FirstStaffMember.class);

    private final StaffMembers staffMembers;
    private final StaffProperties settings;
    private final Accounts accounts;

    FirstStaffMember(StaffMembers staffMembers, StaffProperties settings, Accounts accounts) {
        this.staffMembers = staffMembers;
        this.settings = settings;
        this.accounts = accounts;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (settings.email() == null || settings.password() == null) {
            return;
        }
        var email = EmailAddress.normalized(settings.email());
        if (staffMembers.findByEmail(email).isEmpty()) {
            var id = UUID.randomUUID();
            if (staffMembers.add(id, email, accounts.encode(settings.password(), PasswordOwner.of(email)))) {
                LOG.info("First staff member {} added from the configuration", id);
            }
        }
    }
}
