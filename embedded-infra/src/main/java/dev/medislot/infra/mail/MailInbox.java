package dev.medislot.infra.mail;

import dev.medislot.infra.InfrastructureFailed;
import dev.medislot.infra.JavaProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.server.SMTPServer;

/**
 * An SMTP server for one machine: an accepted mail is on disk before the server answers, and can be read at
 * {@link #url()}.
 * <p>
 * Recipients named {@code refuse-550@…} and {@code defer-451@…} are answered with that code, to try out failures.
 */
public final class MailInbox implements AutoCloseable {

    private static final int MAX_BYTES = 25 * 1024 * 1024;

    private final MailFolder folder;
    private final InboxPage page;
    private @Nullable SMTPServer smtp;
    private int smtpPort;

    private MailInbox(MailFolder folder, InboxPage page, int smtpPort) {
        this.folder = folder;
        this.page = page;
        this.smtpPort = smtpPort;
    }

    /** Port 0 takes any free one. */
    public static MailInbox start(Path folder, int smtpPort, int httpPort) {
        try {
            var mails = MailFolder.open(folder);
            var inbox = new MailInbox(mails, InboxPage.start(mails, httpPort), smtpPort);
            inbox.startSmtp();
            return inbox;
        } catch (IOException e) {
            throw new InfrastructureFailed("The mail inbox cannot start: " + e.getMessage(), e);
        }
    }

    /** The arguments of a {@code java} command that runs an inbox in its own process. */
    public static List<String> programArguments(Path folder, int smtpPort, int httpPort) {
        return List.of("-Dlogback.configurationFile=dev/medislot/infra/process-logback.xml", "-cp",
                JavaProcess.classPathFor(InboxProgram.class), InboxProgram.class.getName(), folder.toString(),
                Integer.toString(smtpPort), Integer.toString(httpPort));
    }

    public int smtpPort() {
        return smtpPort;
    }

    public URI url() {
        return page.url();
    }

    /** Mails are refused by a closed port until {@link #startSmtp()}; the page stays. */
    public synchronized void stopSmtp() {
        if (smtp != null) {
            smtp.stop();
            smtp = null;
        }
    }

    public synchronized void startSmtp() {
        if (smtp == null) {
            var server = SMTPServer.port(smtpPort)
                    .bindAddress(InetAddress.ofLiteral("127.0.0.1"))
                    .backlog(50)
                    .hostName("localhost")
                    .softwareName("Medislot inbox")
                    .maxMessageSize(MAX_BYTES)
                    .insertReceivedHeaders(false)
                    .messageHandlerFactory(context -> new Delivery(folder))
                    .build();
            server.start();
            smtpPort = server.getPortAllocated();
            smtp = server;
        }
    }

    @Override
    public void close() {
        stopSmtp();
        page.close();
    }
}
