package dev.medislot.systemtests.benchmark;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.infra.Programs;
import dev.medislot.systemtests.kit.Measured;
import dev.medislot.systemtests.kit.QuickstartProcess;
import dev.medislot.systemtests.kit.QuickstartProcess.Home;
import dev.medislot.systemtests.kit.Repository;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The AOT caches of the images, made by the scripts of their build: a rehearsal that the JVMs record, and a cache of
 * each recording.
 *
 * @param folder the folder that stands for {@code /app}
 */
record ImageCaches(Home home, Path folder) {

    static final List<String> SERVICES = List.of("availability-service", "booking-service", "notification-service",
            "gateway");

    private static final String REHEARSAL = System.getProperty("benchmark.rehearsal", "PT1M");
    private static final Path SCRIPTS = Repository.file("docker/image");

    static ImageCaches train(Path folder) throws IOException, InterruptedException {
        Programs.delete(folder);
        var caches = new ImageCaches(Home.fresh(folder.resolve("data")), folder.toAbsolutePath());
        caches.layOut();
        caches.run(folder, "rehearse", REHEARSAL);
        for (var service : SERVICES) {
            var unpacked = caches.unpacked(service);
            var recording = caches.folder.resolve("recorded").resolve(service + ".recording");
            assertThat(recording).as("a JVM that is killed while it stops leaves this empty").isNotEmptyFile();
            Files.createSymbolicLink(unpacked.resolve("recorded"), caches.folder.resolve("recorded"));
            Files.copy(SCRIPTS.resolve("jvm.options"), unpacked.resolve("jvm.options"));
            caches.run(unpacked, "train", service);
        }
        Programs.delete(caches.folder.resolve("recorded"));
        return caches;
    }

    /** Starts a quickstart whose services run as in the images, with the caches or without. */
    QuickstartProcess start(boolean withCaches) throws IOException {
        var settings = new ArrayList<>(List.of("MEDISLOT_QUICKSTART_CACHE=" + cache(), "MALLOC_ARENA_MAX=2",
                "MEDISLOT_QUICKSTART_EXAMPLE_DATA=true", "MEDISLOT_QUICKSTART_JVM_OPTIONS=" + Measured.IMAGE_OPTIONS,
                "MEDISLOT_TOKENS_LIFETIME=3h"));
        for (var service : SERVICES) {
            var options = "-XX:MaxRAM=" + Measured.memory(service);
            settings.add("MEDISLOT_QUICKSTART_%s_ENV_JDK_JAVA_OPTIONS=%s"
                    .formatted(service.toUpperCase(Locale.ROOT).replace('-', '_'),
                            withCaches
                                    ? options + " -XX:AOTMode=on -XX:AOTCache=" + unpacked(service).resolve("app.aot")
                                    : options));
        }
        return home.start(settings.toArray(String[]::new)).awaitReady();
    }

    String sizes() throws IOException {
        var sizes = new ArrayList<String>();
        for (var service : SERVICES) {
            sizes.add(Row.text("%s %.0f MB", service, Files.size(unpacked(service).resolve("app.aot")) / 1e6));
        }
        return String.join(", ", sizes);
    }

    /** The files that the scripts find in an image. */
    private void layOut() throws IOException {
        Files.createDirectories(folder.resolve("lib"));
        Files.copy(SCRIPTS.resolve("jvm.options"), folder.resolve("jvm.options"));
        for (var service : SERVICES) {
            var jar = Path.of(service, "target", service + ".jar");
            Files.createDirectories(folder.resolve(jar).getParent());
            Files.createSymbolicLink(folder.resolve(jar), Repository.file(jar.toString()));
        }
        var jars = Stream.of(QuickstartProcess.classPath().split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .collect(toMap(Path::getFileName, Function.identity(), (one, _) -> one));
        for (var jar : jars.entrySet()) {
            Files.createSymbolicLink(folder.resolve("lib").resolve(jar.getKey()), jar.getValue());
        }
    }

    /** The quickstart names a jar by its path, and a cache holds for that name only; in an image it is app.jar. */
    private void run(Path where, String script, String argument) throws IOException, InterruptedException {
        var log = folder.resolve(script + ".log");
        var copy = folder.resolve(script);
        Files.writeString(copy, Files.readString(SCRIPTS.resolve(script)).replace("-jar app.jar", "-jar $PWD/app.jar"));
        var builder = new ProcessBuilder("bash", copy.toString(), argument).directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("MEDISLOT_") || name.startsWith("SPRING_"));
        environment.putAll(home.portSettings());
        environment.putAll(Map.of("MEDISLOT_QUICKSTART_CACHE", cache().toString(), "MALLOC_ARENA_MAX", "2", "PATH",
                Path.of(System.getProperty("java.home"), "bin") + File.pathSeparator + System.getenv("PATH")));
        assertThat(builder.start().waitFor()).as("%s %s; see %s", script, argument, log).isZero();
    }

    private Path cache() {
        return folder.resolve("cache");
    }

    /** The folder of the service's unpacked jar. */
    private Path unpacked(String service) throws IOException {
        try (var files = Files.newDirectoryStream(cache(), service + "-*")) {
            return files.iterator().next();
        }
    }
}
