package dev.medislot.systemtests.faults;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A file system of a folder's own, small enough to fill. */
final class SmallDisk implements AutoCloseable {

    /** PostgreSQL's write-ahead log may take 1 GB of it. The image is a sparse file: it takes the space in use. */
    private static final long SIZE = 3L << 30;
    private static final int LEFT_FOR_BLOCKS = 16 << 20;
    private static final int BLOCK = 4_096;
    private static final int ALMOST_NOTHING = 16 * BLOCK;
    private static final int FILLS = 10;

    private final Path folder;
    private final Path image;
    private final Path filler;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.image = folder.resolveSibling(folder.getFileName() + ".disk");
        this.filler = folder.resolve("filler");
    }

    /** Returns empty where this process may not mount a file system, or has no loop devices. */
    static Optional<SmallDisk> at(Path folder) {
        var disk = new SmallDisk(folder);
        try {
            return disk.isMounted() ? Optional.of(disk) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private boolean isMounted() throws IOException {
        Files.createDirectories(folder);
        unmount(folder);
        try (var file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(0);
            file.setLength(SIZE);
        }
        if (run("mkfs.ext4", "-q", "-F", "-m", "0", image.toString())
                && run("mount", "-o", "loop", image.toString(), folder.toString())) {
            return true;
        }
        Files.delete(image);
        return false;
    }

    /** Takes all space that is left, also what its server gives back meanwhile. */
    void fill() throws IOException {
        for (int i = 0; i < FILLS; i++) {
            takeAll();
            if (free() < ALMOST_NOTHING) {
                return;
            }
        }
        throw new StrikeFailed("%d bytes of %s are free".formatted(free(), folder));
    }

    private long free() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    private void takeAll() throws IOException {
        var free = free() - LEFT_FOR_BLOCKS;
        if (free > 0) {
            run("fallocate", "-l", Long.toString(free), filler.toString());
        }
        try (var file = Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                file.write(new byte[BLOCK]);
            }
        } catch (IOException _) {
            // full
        }
    }

    /** Gives the space back. */
    void clear() throws IOException {
        Files.deleteIfExists(filler);
    }

    /** Does nothing if no disk is mounted there, or this process may not unmount it. */
    static void unmount(Path folder) throws IOException {
        run("umount", "-l", folder.toString());
    }

    private static boolean run(String... command) throws IOException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Leaves the file of the disk, which has the data and the logs of the run, to be mounted again. */
    @Override
    public void close() {
        try {
            unmount(folder);
        } catch (IOException _) {
            // stays mounted
        }
    }
}
