package dev.medislot.systemtests.faults;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** The folder of a run, without the files of an earlier run of the same seed. */
final class RunFolder {

    private RunFolder() {}

    /** Unmounts the disks in the folder and deletes all that is in it; deletes links, not their targets. */
    static void empty(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (var path : in(folder)) {
            if (isDisk(path, folder)) {
                SmallDisk.unmount(path);
            }
            if (isDisk(path, folder)) {
                throw new IllegalStateException("Cannot unmount " + path);
            }
        }
        for (var path : in(folder)) {
            Files.walkFileTree(path, new Deletion());
        }
    }

    private static List<Path> in(Path folder) throws IOException {
        try (var paths = Files.list(folder)) {
            return paths.toList();
        }
    }

    private static boolean isDisk(Path path, Path folder) throws IOException {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                && !Files.getFileStore(path).equals(Files.getFileStore(folder));
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
