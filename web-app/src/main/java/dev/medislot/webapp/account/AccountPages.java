package dev.medislot.webapp.account;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/** Adds the pages of logins and of the patients' accounts. */
@AutoConfiguration
@Import({ AccountController.class, LinkController.class, ProfileController.class, TeamLoginController.class,
        SecondFactorController.class })
class AccountPages {}
