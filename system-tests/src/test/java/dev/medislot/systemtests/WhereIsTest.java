package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.systemtests.kit.Behaviours;
import dev.medislot.systemtests.kit.Repository;
import dev.medislot.systemtests.kit.TableUse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the tables of behaviours and tables in each service's README with the code. */
class WhereIsTest {

    @ParameterizedTest
    @ValueSource(strings = { "availability-service", "booking-service", "notification-service" })
    void everyBehaviourIsInTheReadme(String service) throws IOException {
        isTheTable(service, "## Where is …", Behaviours.of(service));
    }

    @ParameterizedTest
    @ValueSource(strings = { "availability-service", "booking-service", "notification-service" })
    void everyTableIsInTheReadme(String service) throws IOException {
        isTheTable(service, "## Tables", TableUse.of(service));
    }

    @ParameterizedTest
    @ValueSource(strings = { "availability-service", "booking-service", "notification-service" })
    void everyTableHasOneOwner(String service) {
        assertThat(TableUse.of(service)).isNotEmpty().allMatch(row -> row.matches("\\| `\\w+` \\| [\\w-]+ \\| .*"));
    }

    private static void isTheTable(String service, String heading, List<String> rows) throws IOException {
        var readme = Files.readAllLines(Repository.file(service + "/README.md"));
        var written = readme.stream()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .toList();
        assertThat(written).as("the table under \"%s\" of %s/README.md; as the code has it:%n%s", heading, service,
                String.join("\n", rows)).isEqualTo(rows);
    }
}
