package dev.medislot.infra.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** One file per mail, and their summaries in memory; a mail's id is its file's name and sorts by arrival. */
final class MailFolder {

    private static final String SUFFIX = ".eml";

    private final Path folder;
    private final ConcurrentNavigableMap<String, Summary> summaries = new ConcurrentSkipListMap<>(
            Comparator.reverseOrder());
    private final AtomicLong lastMicros = new AtomicLong();
    private final CompletableFuture<Void> indexed;

    private MailFolder(Path folder) {
        this.folder = folder;
        this.indexed = CompletableFuture.runAsync(this::index);
    }

    /** Accepts mails at once; reading waits until the existing mails are indexed. */
    static MailFolder open(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new MailFolder(folder);
    }

    /** Returns when the mail is on the disk. */
    void keep(String sender, Collection<String> recipients, byte[] data) throws IOException {
        var id = id(Instant.now());
        var received = received(id);
        var bytes = withEnvelope(sender, recipients, data);
        var partial = folder.resolve(id + ".part");
        writeDurably(partial, bytes);
        Files.move(partial, file(id), StandardCopyOption.ATOMIC_MOVE);
        syncFolder();
        summaries.put(id, Summary.of(MailFile.read(id, received, bytes), received));
    }

    /** Newest first. */
    List<Summary> summaries() {
        indexed.join();
        return List.copyOf(summaries.values());
    }

    Optional<byte[]> raw(String id) throws IOException {
        indexed.join();
        if (!summaries.containsKey(id)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(file(id)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    Optional<Mail> mail(String id) throws IOException {
        return raw(id).map(bytes -> MailFile.read(id, received(id), bytes));
    }

    void markRead(String id) {
        summaries.computeIfPresent(id, (key, summary) -> summary.asRead());
    }

    void delete(Collection<String> ids) throws IOException {
        indexed.join();
        for (var id : ids) {
            if (summaries.remove(id) != null) {
                Files.deleteIfExists(file(id));
            }
        }
    }

    private void index() {
        try (var files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .toList()
                    .parallelStream()
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .forEach(this::index);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void index(String id) {
        try {
            var received = received(id);
            summaries.putIfAbsent(id, Summary.of(MailFile.read(id, received, Files.readAllBytes(file(id))), received));
        } catch (IOException | RuntimeException e) {
            System.getLogger(MailFolder.class.getName()).log(System.Logger.Level.WARNING, "Cannot read " + file(id), e);
        }
    }

    private Path file(String id) {
        return folder.resolve(id + SUFFIX);
    }

    private static void writeDurably(Path target, byte[] bytes) throws IOException {
        try (var file = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
            file.force(true);
        }
    }

    private void syncFolder() throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    /** Unique microseconds since 1970 in sixteen digits, and a random suffix against other programs' files. */
    private String id(Instant received) {
        var micros = received.getEpochSecond() * 1_000_000 + received.getNano() / 1_000;
        var unique = lastMicros.updateAndGet(last -> Math.max(last + 1, micros));
        return "%016d%s".formatted(unique, UUID.randomUUID().toString().substring(0, 6));
    }

    private static Instant received(String id) {
        var micros = Long.parseLong(id.substring(0, 16));
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
    }

    /** Adds the envelope's sender and blind recipients as headers, as a mail server does. */
    private static byte[] withEnvelope(String sender, Collection<String> recipients, byte[] data) {
        var headers = MailFile.headers(data);
        var envelope = new StringBuilder();
        if (headers.keySet().stream().noneMatch("Return-Path"::equalsIgnoreCase)) {
            envelope.append("Return-Path: <").append(sender).append(">\r\n");
        }
        var blind = unnamed(recipients, headers);
        if (!blind.isEmpty()) {
            envelope.append("Bcc: ").append(String.join(", ", blind)).append("\r\n");
        }
        var bytes = new ByteArrayOutputStream(data.length + envelope.length());
        bytes.writeBytes(envelope.toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(data);
        return bytes.toByteArray();
    }

    /** The recipients that no header names. */
    private static List<String> unnamed(Collection<String> recipients, Map<String, List<String>> headers) {
        var named = headers.entrySet()
                .stream()
                .filter(header -> Stream.of("To", "Cc", "Bcc").anyMatch(header.getKey()::equalsIgnoreCase))
                .flatMap(header -> header.getValue().stream())
                .map(value -> value.toLowerCase(Locale.ROOT))
                .toList();
        return recipients.stream()
                .filter(recipient -> named.stream()
                        .noneMatch(value -> value.contains(recipient.toLowerCase(Locale.ROOT))))
                .toList();
    }
}
