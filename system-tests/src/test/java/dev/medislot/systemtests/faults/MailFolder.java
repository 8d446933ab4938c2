package dev.medislot.systemtests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The mails on the disk of the mail server, also while it is down. */
final class MailFolder {

    /** @param at when it arrived, in milliseconds */
    record Mail(long at, String to, String messageId, String references, String subject) {}

    private static final Map<Path, Mail> READ = new ConcurrentHashMap<>();

    private MailFolder() {}

    static List<Mail> read(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .map(file -> READ.computeIfAbsent(file, MailFolder::mail))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Mail mail(Path file) {
        try {
            var text = Files.readString(file, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
            var head = text.substring(0, Math.max(0, text.indexOf("\n\n"))).replaceAll("\n[ \t]+", " ");
            return new Mail(Files.getLastModifiedTime(file).toMillis(), header(head, "To"), header(head, "Message-ID"),
                    header(head, "References"), header(head, "Subject"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String header(String head, String name) {
        return head.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }
}
