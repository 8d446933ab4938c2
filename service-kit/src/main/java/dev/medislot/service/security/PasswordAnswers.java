package dev.medislot.service.security;

import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.service.security.Accounts.PasswordChange.Changed;
import dev.medislot.service.security.Accounts.PasswordChange.WrongPassword;
import dev.medislot.web.problem.Problem;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;

/** Answers changes of passwords, for every role in the same way. */
public class PasswordAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(PasswordAnswers.class);

    private final Accounts accounts;

    PasswordAnswers(Accounts accounts) {
        this.accounts = accounts;
    }

    public ResponseEntity<?> change(PasswordChangeRequest change, Role role, UUID id) {
        return switch (accounts.change(change, role, id)) {
            case Changed _ -> {
                LOG.info("{} {} changed their password", role, id);
                yield ResponseEntity.noContent().build();
            }
            case WrongPassword _ -> Problem.answer(ProblemType.WRONG_PASSWORD, "Nothing was changed");
        };
    }
}
