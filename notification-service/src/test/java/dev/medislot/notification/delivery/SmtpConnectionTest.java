package dev.medislot.notification.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class SmtpConnectionTest {

    private static final String FAR_NAME = "ünï@people.example";

    private final List<String> commands = new CopyOnWriteArrayList<>();

    @Test
    void nonAsciiAddressIsTakenWhereTheServerCan() throws Exception {
        assertThat(handOver("SMTPUTF8", FAR_NAME)).isEqualTo(new Handover.Accepted());
        assertThat(commands).contains("MAIL FROM:<no-reply@medislot.example> SMTPUTF8", "RCPT TO:<" + FAR_NAME + ">");
    }

    @Test
    void unsupportedNonAsciiAddressIsRefusedClearly() throws Exception {
        assertThat(handOver("8BITMIME", FAR_NAME)).isInstanceOfSatisfying(Handover.Refused.class,
                refused -> assertThat(refused.reason()).contains("SMTPUTF8"));
        assertThat(commands).noneMatch(command -> command.startsWith("MAIL"));
    }

    @Test
    void plainAddressAsksForNothingSpecial() throws Exception {
        assertThat(handOver("SMTPUTF8", "uni@people.example")).isEqualTo(new Handover.Accepted());
        assertThat(commands).contains("MAIL FROM:<no-reply@medislot.example>");
    }

    @Test
    void mailsThatFollowEachOtherShareAConnection() throws Exception {
        handOverTwo(SmtpConnection.MAX_REST);

        assertThat(commands).filteredOn(command -> command.startsWith("EHLO")).hasSize(1);
        assertThat(commands).filteredOn(command -> command.startsWith("MAIL")).hasSize(2);
    }

    @Test
    void aConnectionThatHasRestedIsReplaced() throws Exception {
        handOverTwo(Duration.ZERO);

        assertThat(commands).filteredOn(command -> command.startsWith("EHLO")).hasSize(2);
        assertThat(commands).filteredOn(command -> command.startsWith("MAIL")).hasSize(2);
    }

    private void handOverTwo(Duration longestRest) throws Exception {
        try (var socket = listening("8BITMIME")) {
            var server = at(socket);
            try (var connection = new SmtpConnection(server, longestRest)) {
                for (var to : List.of("uni@people.example", "una@people.example")) {
                    assertThat(connection.handOver(mail(server, to))).isEqualTo(new Handover.Accepted());
                }
            }
        }
    }

    private Handover handOver(String offer, String to) throws Exception {
        try (var socket = listening(offer)) {
            var server = at(socket);
            try (var connection = new SmtpConnection(server, SmtpConnection.MAX_REST)) {
                return connection.handOver(mail(server, to));
            }
        }
    }

    private ServerSocket listening(String offer) throws IOException {
        var socket = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(() -> {
            while (!socket.isClosed()) {
                serve(socket, offer);
            }
        });
        return socket;
    }

    private static JavaMailSenderImpl at(ServerSocket socket) {
        var server = new JavaMailSenderImpl();
        server.setHost("127.0.0.1");
        server.setPort(socket.getLocalPort());
        return server;
    }

    private static MimeMessage mail(JavaMailSenderImpl server, String to) throws MessagingException {
        var mail = new MimeMessage(server.getSession());
        mail.setFrom(new InternetAddress("no-reply@medislot.example", true));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
        mail.setSubject("Appointment confirmed");
        mail.setText("See you");
        mail.saveChanges();
        return mail;
    }

    /** Accepts every command of one client. */
    private void serve(ServerSocket socket, String offer) {
        try (var client = socket.accept();
                var in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8))) {
            var out = client.getOutputStream();
            out.write("220 here\r\n".getBytes(UTF_8));
            var content = false;
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (content && !line.equals(".")) {
                    continue;
                }
                commands.add(line);
                content = line.equals("DATA");
                var answer = content ? "354 go on" : line.startsWith("EHLO") ? "250-here\r\n250 " + offer : "250 fine";
                out.write((answer + "\r\n").getBytes(UTF_8));
            }
        } catch (IOException _) {
            // the client has gone
        }
    }
}
