package dev.medislot.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.systemtests.kit.Calls;
import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Events;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Repository;
import dev.medislot.systemtests.kit.ServiceProcess;
import dev.medislot.testkit.EventRecord;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The command lines of {@code docs/events.md}, as they stand there, beside the running services. */
@ResourceLock(Medislot.LOCK)
class EventCommandsIT {

    private static final String DEAD_LETTERS = Events.BOOKINGS + ".availability-service.dlt";
    private static final Pattern COMMAND = Pattern.compile("(?m)^ {4}(java -jar (\\w+)-service\\S+ (\\S+) \\S+)$");

    private final Medislot medislot = Medislot.running();
    private final Clinic clinic = medislot.clinic();

    @Test
    void deadLettersArePutBackAndProjectionsMadeAnew() throws Exception {
        var doctor = clinic.aDoctor("America/Denver", "NM");
        var patient = clinic.aPatient("NM");
        var slot = clinic.openings(doctor, "NM").getFirst();
        var id = clinic.books(patient, slot.id()).isCreated().text("id");
        medislot.mails().to(patient, 1);
        setAside(medislot.events().ofBooking(id, 1).getFirst());

        var commands = COMMAND.matcher(Files.readString(Repository.file("docs/events.md"))).results().toList();
        assertThat(commands).extracting(command -> command.group(2) + " " + command.group(3))
                .containsExactly("notification replay", "availability rebuild", "booking rebuild",
                        "notification rebuild");
        try (var two = Executors.newFixedThreadPool(2)) {
            Calls.gathered(two, commands.stream().map(this::running).toList());
        }

        var events = medislot.events().ofBooking(id);
        assertThat(events).hasSize(2);
        assertThat(events.getLast()).isEqualTo(events.getFirst());
        assertThat(medislot.mails().to(patient)).hasSize(1);
    }

    private Callable<String> running(MatchResult command) {
        var isReplay = command.group(3).equals("replay");
        // a service may not write another one's topic, so operators replay
        var login = isReplay ? "MEDISLOT_KAFKA_USERNAME=admin " : "";
        return () -> {
            var said = service(command.group(2)).run(login + command.group(1));
            assertThat(said).contains(isReplay ? "Put 1 records" : "is rebuilt, 0 rows");
            return said;
        };
    }

    private ServiceProcess service(String name) {
        return switch (name) {
            case "availability" -> medislot.availability();
            case "booking" -> medislot.booking();
            default -> medislot.notification();
        };
    }

    /** Sends the event to the dead letters, like a consumer that cannot handle it. */
    private void setAside(EventRecord event) {
        var settings = medislot.infrastructure().kafkaClient();
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            var letter = new ProducerRecord<>(DEAD_LETTERS, event.key(), event.value());
            event.headers().forEach((name, value) -> letter.headers().add(name, value.getBytes(UTF_8)));
            letter.headers().add("kafka_dlt-original-topic", Events.BOOKINGS.getBytes(UTF_8));
            producer.send(letter);
        }
    }
}
