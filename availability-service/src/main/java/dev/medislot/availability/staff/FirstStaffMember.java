package dev.medislot.availability.staff;

import dev.medislot.service.program.Program;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

@Component
@Profile(Program.SERVING)
class FirstStaffMember implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(FirstStaffMember.class);

    private final StaffMembers staffMembers;
    private final StaffProperties settings;
    private final PasswordEncoder passwords;

    FirstStaffMember(StaffMembers staffMembers, StaffProperties settings, PasswordEncoder passwords) {
        this.staffMembers = staffMembers;
        this.settings = settings;
        this.passwords = passwords;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (settings.email() == null || settings.password() == null) {
            return;
        }
        var email = settings.email().strip().toLowerCase(Locale.ROOT);
        if (staffMembers.credentials(email).isEmpty()) {
            var id = UUID.randomUUID();
            if (staffMembers.add(id, email, Objects.requireNonNull(passwords.encode(settings.password())))) {
                LOG.info("First staff member {} added from the configuration", id);
            }
        }
    }
}
