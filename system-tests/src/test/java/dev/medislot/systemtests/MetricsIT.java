package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Repository;
import dev.medislot.testkit.Api;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Every metric of the alerts and the dashboard exists from the first booking on. */
@ResourceLock(Medislot.LOCK)
class MetricsIT {

    private static final Pattern METRIC = Pattern
            .compile("\\b(medislot|http_server|hikaricp|jvm|process|system|kafka_consumer)_[a-z_]*[a-z]\\b");

    private final Medislot medislot = Medislot.running();
    private final Clinic clinic = medislot.clinic();

    @Test
    void everyMetricOfAlertsAndDashboardIsTold() throws IOException {
        var doctor = clinic.aDoctor("America/Chicago", "WI");
        var patient = clinic.aPatient("WI");
        clinic.books(patient, clinic.openings(doctor, "WI").getFirst().id()).isCreated();
        medislot.mails().to(patient, 1);
        var asked = Stream
                .concat(metrics("docker/prometheus/alerts.yml"), metrics("docker/grafana/dashboards/medislot.json"))
                .collect(Collectors.toSet());

        assertThat(asked).hasSizeGreaterThan(20);
        // those of Kafka's clients are looked up once a minute
        await().pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> assertThat(published()).containsAll(asked));
    }

    private static Stream<String> metrics(String file) throws IOException {
        return METRIC.matcher(Files.readString(Repository.file(file))).results().map(MatchResult::group);
    }

    private Set<String> published() {
        return medislot.processes()
                .stream()
                .flatMap(process -> Api.at(URI.create(process.managementUrl()))
                        .get("/actuator/prometheus")
                        .isOk()
                        .text()
                        .lines())
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }
}
