package dev.medislot.notification.projection;

import dev.medislot.common.Role;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.Event;
import dev.medislot.notification.ServiceTest;
import dev.medislot.testkit.ProjectionContract;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;

@ServiceTest
class ContactsTest extends ProjectionContract {

    private static final Instant LONG_AGO = Instant.parse("2024-05-06T07:08:09Z");

    private final UUID person = UUID.randomUUID();

    @Override
    protected String table() {
        return "contact";
    }

    @Override
    protected String row() {
        return "person_id = '%s'".formatted(person);
    }

    @Override
    protected Event version(int version) {
        return new ContactChanged(person, version, LONG_AGO, Role.PATIENT, "Ana", "Silva " + version,
                person + "@medislot.example", ZoneId.of("America/Denver"), true, false, null, "es", null);
    }
}
