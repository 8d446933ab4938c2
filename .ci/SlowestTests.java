import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Prints the ten slowest test classes of the last build, from the reports of all modules; asserts nothing. */
class SlowestTests {

    private static final Pattern SUITE = Pattern
            .compile("<testsuite [^>]*?\\bname=\"([^\"]+)\"[^>]*?\\btime=\"([0-9.,]+)\"");

    private record Suite(String name, double seconds) {}

    public static void main(String[] args) throws IOException {
        var suites = new ArrayList<Suite>();
        for (var report : reports()) {
            var suite = SUITE.matcher(Files.readString(report));
            if (suite.find()) {
                suites.add(new Suite(suite.group(1), Double.parseDouble(suite.group(2).replace(",", ""))));
            }
        }
        System.out.println("The slowest test classes, in seconds:");
        suites.stream()
                .sorted(Comparator.comparing(Suite::seconds).reversed())
                .limit(10)
                .forEach(suite -> System.out.printf("%8.1f  %s%n", suite.seconds(), suite.name()));
    }

    private static List<Path> reports() throws IOException {
        try (var files = Files.walk(Path.of(""), 4)) {
            return files.filter(file -> file.toString().matches(".*/target/(surefire|failsafe)-reports/TEST-.*\\.xml"))
                    .toList();
        }
    }
}
