package dev.medislot.service.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.JOSEException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;

/** The keys in a PEM file, which is read again after a change. */
final class PemFile<T> {

    private static final Logger LOG = LoggerFactory.getLogger(PemFile.class);
    private static final Duration READ_EVERY = Duration.ofSeconds(10);
    private static final Pattern BLOCK = Pattern
            .compile("-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    /** Reads the keys of the blocks of a file. */
    interface Format<T> {
        T read(List<byte[]> publicKeys, List<byte[]> privateKeys) throws GeneralSecurityException, JOSEException;
    }

    private record Read<T>(T content, long changed, Instant at) {}

    private final Resource file;
    private final Format<T> format;
    private final Clock clock;
    private volatile Read<T> last;

    /** Throws IllegalStateException when the file is not readable. */
    PemFile(Resource file, Format<T> format, Clock clock) {
        this.file = file;
        this.format = format;
        this.clock = clock;
        this.last = read();
    }

    /** The content, at most ten seconds old. */
    T content() {
        if (last.at().plus(READ_EVERY).isBefore(clock.instant())) {
            readAgain();
        }
        return last.content();
    }

    /** The keys as they are in the file now. */
    T changedContent() {
        if (changed() != last.changed()) {
            readAgain();
        }
        return last.content();
    }

    private synchronized void readAgain() {
        try {
            last = read();
        } catch (IllegalStateException e) {
            LOG.warn("Cannot read the keys, keeping the previous ones: {}", e.getMessage());
            last = new Read<>(last.content(), last.changed(), clock.instant());
        }
    }

    private Read<T> read() {
        try {
            var changed = changed();
            var text = file.getContentAsString(US_ASCII);
            var content = format.read(blocks(text, "PUBLIC KEY"), blocks(text, "PRIVATE KEY"));
            return new Read<>(content, changed, clock.instant());
        } catch (IOException | GeneralSecurityException | JOSEException | IllegalArgumentException e) {
            throw new IllegalStateException("Not a readable PEM key: " + file.getDescription(), e);
        }
    }

    private long changed() {
        try {
            return file.lastModified();
        } catch (IOException _) {
            return 0;
        }
    }

    private static List<byte[]> blocks(String text, String kind) {
        var found = BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(kind))
                .map(PemFile::bytes)
                .toList();
        if (found.size() != text.split("-----BEGIN " + kind + "-----", -1).length - 1) {
            throw new IllegalArgumentException("A block has no end");
        }
        return found;
    }

    private static byte[] bytes(MatchResult block) {
        return Base64.getMimeDecoder().decode(block.group(2));
    }
}
