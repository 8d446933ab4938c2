package dev.medislot.infra.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;

/** One mail on its way in. */
final class Delivery implements MessageHandler {

    private final MailFolder folder;
    private final List<String> recipients = new ArrayList<>();
    private String sender = "";

    Delivery(MailFolder folder) {
        this.folder = folder;
    }

    @Override
    public void from(String from) {
        sender = from;
    }

    @Override
    public void recipient(String recipient) throws RejectException {
        var address = recipient.toLowerCase(Locale.ROOT);
        if (address.startsWith("refuse-550@")) {
            throw new RejectException(550, "No such mailbox");
        }
        if (address.startsWith("defer-451@")) {
            throw new RejectException(451, "Try again later");
        }
        recipients.add(recipient);
    }

    @Override
    public @Nullable String data(InputStream data) throws IOException {
        folder.keep(sender, recipients, data.readAllBytes());
        return null;
    }

    @Override
    public void done() {
        // no resources to release
    }
}
