package dev.medislot.systemtests.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The settings of a benchmark: the JVM options and heap of the images, and no exported traces. */
public final class Measured {

    static final boolean IS_ON = System.getProperty("benchmark.report") != null;

    public static final String IMAGE_OPTIONS = "@" + Repository.file("docker/image/jvm.options");

    /** The time of one round. */
    public static final Duration TIME = Duration.ofSeconds(Integer.getInteger("benchmark.seconds", 5));

    /** The time for the JIT compiler before the measured rounds. */
    public static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("benchmark.warm-seconds", 12));

    /** Older events are not mailed. */
    public static final Duration OLDEST_NEWS = Duration.ofSeconds(5);

    public static final String ACCESS_LOG = "access.log";

    /** The gateway's access log, with the time and the {@link #PAGE_HEADER} of each request. */
    public static final String PAGE_LOG = "pages.log";

    /** Names the page that a request measures. */
    public static final String PAGE_HEADER = "X-Measured-Page";

    private Measured() {}

    public static ServiceProcess.Jvm jvm(String module, Path folder) {
        return new ServiceProcess.Jvm(List.of(IMAGE_OPTIONS, "-XX:MaxRAM=" + memory(module)),
                module.equals("availability-service") ? List.of(constantAnswer(folder)) : List.of());
    }

    /** The memory of a container in docker-compose.yml, of which the options give the heap a share. */
    public static String memory(String module) {
        return module.equals("gateway") ? System.getProperty("benchmark.gateway-memory", "896m")
                : System.getProperty("benchmark.service-memory", "448m");
    }

    public static Map<String, String> settings(String module, Path folder) {
        var settings = new HashMap<>(ofModule(module, folder));
        settings.put("MALLOC_ARENA_MAX", "2"); // as in the images
        return settings;
    }

    private static Map<String, String> ofModule(String module, Path folder) {
        return switch (module) {
            case "availability-service" -> {
                var settings = accessLog(folder, ACCESS_LOG, "%D %r");
                settings.put("SPRING_MAIN_SOURCES", "dev.medislot.benchmark.ConstantAnswer");
                yield settings;
            }
            case "gateway" -> accessLog(folder, PAGE_LOG, "%D %{" + PAGE_HEADER + "}i");
            case "notification-service" -> Map.of("MEDISLOT_NOTIFICATIONS_OLDEST_NEWS", OLDEST_NEWS.toSeconds() + "s");
            default -> Map.of();
        };
    }

    private static Map<String, String> accessLog(Path folder, String file, String pattern) {
        return new HashMap<>(Map.of("SERVER_TOMCAT_ACCESSLOG_ENABLED", "true", "SERVER_TOMCAT_ACCESSLOG_DIRECTORY",
                folder.toString(), "SERVER_TOMCAT_ACCESSLOG_PREFIX", file.replace(".log", ""),
                "SERVER_TOMCAT_ACCESSLOG_SUFFIX", ".log", "SERVER_TOMCAT_ACCESSLOG_ROTATE", "false",
                "SERVER_TOMCAT_ACCESSLOG_PATTERN", pattern, "SERVER_TOMCAT_BACKGROUND_PROCESSOR_DELAY", "1s"));
    }

    /** Alone: what else availability's tests have in that folder must not come along. */
    private static Path constantAnswer(Path folder) {
        var name = "dev/medislot/benchmark/ConstantAnswer.class";
        var copy = folder.resolve("added").resolve(name);
        try {
            Files.createDirectories(copy.getParent());
            Files.copy(Repository.file("availability-service/target/test-classes/" + name), copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder.resolve("added");
    }
}
