import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Prints the ten slowest test classes from the reports of all modules, those since the moment in the first argument if
 * there is one; asserts nothing. {@code mvn verify} runs it at its end.
 */
class SlowestTests {

    private static final Pattern SUITE = Pattern
            .compile("<testsuite [^>]*?\\bname=\"([^\"]+)\"[^>]*?\\btime=\"([0-9.,]+)\"");

    private record Suite(String name, double seconds) {}

    public static void main(String[] args) throws IOException {
        var since = args.length == 0 ? Instant.EPOCH : Instant.parse(args[0]);
        var suites = new ArrayList<Suite>();
        for (var report : reports(since)) {
            var suite = SUITE.matcher(Files.readString(report));
            if (suite.find()) {
                suites.add(new Suite(suite.group(1), Double.parseDouble(suite.group(2).replace(",", ""))));
            }
        }
        if (suites.isEmpty()) {
            return;
        }
        System.out.println("The slowest test classes, in seconds:");
        suites.stream()
                .sorted(Comparator.comparing(Suite::seconds).reversed())
                .limit(10)
                .forEach(suite -> System.out.printf("%8.1f  %s%n", suite.seconds(), suite.name()));
    }

    private static List<Path> reports(Instant since) throws IOException {
        var reports = new ArrayList<Path>();
        try (var files = Files.walk(Path.of(""), 4)) {
            for (var file : (Iterable<Path>) files::iterator) {
                if (file.toString().matches(".*/target/(surefire|failsafe)-reports/TEST-.*\\.xml")
                        && !Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                    reports.add(file);
                }
            }
        }
        return reports;
    }
}
