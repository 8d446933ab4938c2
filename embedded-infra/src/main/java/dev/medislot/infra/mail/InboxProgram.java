package dev.medislot.infra.mail;

import dev.medislot.infra.Programs;
import java.nio.file.Path;

/** Runs an inbox until it is stopped or its parent process is gone. */
final class InboxProgram {

    private InboxProgram() {}

    /** The folder, the SMTP port and the page's port. */
    public static void main(String[] args) {
        Programs.endWithParent();
        var inbox = MailInbox.start(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        Runtime.getRuntime().addShutdownHook(new Thread(inbox::close, "inbox-stop"));
    }
}
