package dev.medislot.service.account;

import dev.medislot.common.event.AccountMailRequested.Kind;

/** The action that a link permits. */
enum Purpose {
    CONFIRM_EMAIL(Kind.CONFIRM_EMAIL), RESET_PASSWORD(Kind.RESET_PASSWORD);

    private final Kind mail;

    Purpose(Kind mail) {
        this.mail = mail;
    }

    Kind mail() {
        return mail;
    }
}
