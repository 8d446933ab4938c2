package dev.medislot.quickstart;

import dev.medislot.infra.Programs;
import dev.medislot.infra.RandomPassword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The folder of databases, mails, keys and logs; readable by its owner only. */
final class DataFolder implements AutoCloseable {

    private static final String STOPPING = "stopping";

    private final Path folder;
    private final @Nullable FileChannel lock;

    private DataFolder(Path folder, @Nullable FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Waits for a stopping quickstart; refuses to open a folder that another quickstart uses. */
    static DataFolder open(Path folder, Consumer<String> progress) {
        try {
            Files.createDirectories(folder);
            restrict(folder, "rwx------");
            var opened = new DataFolder(folder, lock(folder, progress));
            opened.note("running");
            return opened;
        } catch (IOException e) {
            throw new CannotStart("the data folder %s cannot be used: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static FileChannel lock(Path folder, Consumer<String> progress) throws IOException {
        var file = folder.resolve("lock");
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        if (!isAcquired(channel) && !isAcquiredSoon(channel, file, progress)) {
            throw new CannotStart("a quickstart already runs on " + folder
                    + "; stop it, or set MEDISLOT_QUICKSTART_DATA and the ports for a second one");
        }
        return channel;
    }

    /** Opens the folder for commands that run nothing. */
    static DataFolder unlocked(Path folder) {
        return new DataFolder(folder, null);
    }

    void noteStopping() {
        note(STOPPING);
    }

    /** Unlocks the folder for the next run. */
    @Override
    public void close() {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path of(String part) {
        return folder.resolve(part);
    }

    Path log(String name) {
        return folder.resolve("logs").resolve(name + ".log");
    }

    /** Creates the secret once and keeps it. */
    synchronized String secret(String name) {
        var file = folder.resolve("keys").resolve(name);
        try {
            if (!Files.exists(file)) {
                write(file, RandomPassword.draw());
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new CannotStart("the secret %s cannot be kept: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Makes the pair when it is missing: {@code <name>-private.pem} in PKCS#8 and {@code <name>-public.pem}. */
    void keyPair(String name) {
        if (Files.exists(publicKey(name)) && Files.exists(privateKey(name))) {
            return;
        }
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var pair = generator.generateKeyPair();
            write(privateKey(name), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            write(publicKey(name), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        } catch (IOException | GeneralSecurityException e) {
            throw new CannotStart("the keys in %s cannot be made: %s".formatted(folder.resolve("keys"), e.getMessage()),
                    e);
        }
    }

    Path privateKey(String name) {
        return folder.resolve("keys").resolve(name + "-private.pem");
    }

    Path publicKey(String name) {
        return folder.resolve("keys").resolve(name + "-public.pem");
    }

    boolean has(String mark) {
        return Files.exists(folder.resolve(mark));
    }

    void mark(String mark) {
        try {
            write(folder.resolve(mark), "");
        } catch (IOException e) {
            throw new CannotStart("%s cannot be written: %s".formatted(folder.resolve(mark), e.getMessage()), e);
        }
    }

    /** Writes atomically; only the owner can read the file. */
    static void write(Path file, String content) throws IOException {
        var folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(folder);
        var partial = folder.resolve(file.getFileName() + ".part");
        Files.deleteIfExists(partial);
        Files.createFile(partial);
        restrict(partial, "rw-------");
        Files.writeString(partial, content);
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String pem(String kind, byte[] content) {
        var lines = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(content);
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(kind, lines).replace("\r", "");
    }

    private static void restrict(Path path, String permissions) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    private static boolean isAcquired(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    private static boolean isAcquiredSoon(FileChannel channel, Path file, Consumer<String> progress) {
        if (!isStopping(file)) {
            return false;
        }
        progress.accept("waiting for the last run to stop");
        return Programs.await(Duration.ofSeconds(60), () -> isAcquired(channel));
    }

    private static boolean isStopping(Path file) {
        try {
            return Files.readString(file).equals(STOPPING);
        } catch (IOException e) {
            return false;
        }
    }

    private void note(String state) {
        if (lock == null) {
            return;
        }
        try {
            lock.truncate(0);
            lock.write(ByteBuffer.wrap(state.getBytes(StandardCharsets.US_ASCII)), 0);
        } catch (IOException e) {
            // the next start does not wait for this one then
            return;
        }
    }
}
