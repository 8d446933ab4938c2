package dev.medislot.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.common.WithdrawalCause;
import dev.medislot.common.event.AccountMailRequested;
import dev.medislot.common.event.Actor;
import dev.medislot.common.event.BookingCancelled;
import dev.medislot.common.event.BookingCreated;
import dev.medislot.common.event.BookingUpdated;
import dev.medislot.common.event.BookingWithdrawn;
import dev.medislot.common.event.CloudEventHeaders;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.DoctorChanged;
import dev.medislot.common.event.DoctorChanged.License;
import dev.medislot.common.event.Event;
import dev.medislot.common.event.EventJson;
import dev.medislot.common.event.PatientDataRead;
import dev.medislot.common.event.RatingsChanged;
import dev.medislot.common.event.RemindersMuted;
import dev.medislot.common.event.SchedulePublished;
import dev.medislot.common.event.SchedulePublished.PartLicense;
import dev.medislot.common.event.SessionsEnded;
import dev.medislot.common.event.SlotHeld;
import dev.medislot.common.event.SlotTime;
import dev.medislot.common.event.Topics;
import dev.medislot.common.event.WaitlistOffered;
import io.apicurio.datamodels.Library;
import io.apicurio.datamodels.TraverserDirection;
import io.apicurio.datamodels.VisitorUtil;
import io.apicurio.datamodels.models.Node;
import io.apicurio.datamodels.models.asyncapi.v30.AsyncApi30Document;
import io.apicurio.datamodels.models.visitors.AllNodeVisitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Compares event records, JSON Schemas and the AsyncAPI document with each other and with the released versions. */
class EventContractTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Path SCHEMAS = DOCS.resolve("schemas");
    private static final Path RELEASED = SCHEMAS.resolve("released");
    private static final Set<String> TOMBSTONES = Set.of("SchedulePublishedTombstone", "ContactChangedTombstone",
            "SlotHeldTombstone");
    /** Slot ids are opaque. Those of visit types are longer, which only clinics with visit types publish. */
    private static final String LONGER_SLOT_ID = """
            was {"type":"string","minLength":27,"maxLength":27}, is {"type":"string","minLength":27,"maxLength":48}""";
    private static final UUID TYPE = UUID.randomUUID();
    private static final JsonMapper JSON = JsonMapper.shared();

    static List<Event> everyEvent() {
        var now = Instant.parse("2026-11-20T10:00:00Z");
        var start = Instant.parse("2026-12-01T16:00:00Z");
        var person = UUID.randomUUID();
        var slot = new SlotTime(new SlotId(new DoctorId(person), start), start, start.plusSeconds(3600));
        var patient = People.patient("Pat", "Miller", "America/Denver");
        var doctor = People.doctor("Dana", "Reyes", "America/Chicago");
        var life = Life.of(patient, doctor, start);
        return List.of(typed(life.created()), typed(life.movedTo(start.plusSeconds(3600))), typed(life.completed()),
                typed(life.cancelled()),
                new BookingWithdrawn(person, person, slot.id(), UsState.CA, 5, now, Actor.SYSTEM,
                        WithdrawalCause.LICENSE),
                new SchedulePublished(person, LocalDate.of(2026, 12, 1), 3, now, ZoneId.of("America/Denver"),
                        List.of(slot), Set.of(UsState.CA, UsState.MP),
                        List.of(new PartLicense(UsState.NY, List.of(start))),
                        List.of(new SchedulePublished.Visit(TYPE, "Follow-up", VisitMode.IN_PERSON, 20, 0, 5,
                                UsState.CA, List.of(start)))),
                new DoctorChanged(person, 2, now, "Dana", "Reyes", null, null, ZoneId.of("America/Denver"), 60,
                        List.of(new License(UsState.CA, LocalDate.of(2026, 1, 1), null),
                                new License(UsState.DC, LocalDate.of(2026, 1, 1), LocalDate.of(2027, 1, 1))),
                        List.of(new DoctorChanged.OfferedVisit(TYPE, 20))),
                new ContactChanged(person, 1, now, Role.PATIENT, "Pat", "Miller", "pat@example.org",
                        ZoneId.of("America/Denver"), true, false, "+14155550100;ext=12", "es", person,
                        "https://video.example/{bookingId}",
                        new ContactChanged.Place("Bay Street Clinic", "12 Bay Street", "Oakland", UsState.CA, "94601",
                                "+15105550100"),
                        "key"),
                new AccountMailRequested(person, person, Role.PATIENT, AccountMailRequested.Kind.RESET_PASSWORD,
                        "pat@example.org", "Pat", "b.secret", now.plusSeconds(1800), now, "es"),
                new WaitlistOffered(person, person, person, person, slot, VisitMode.VIDEO, "secret",
                        now.plusSeconds(900), now, "Follow-up"),
                new SlotHeld(person, slot, 7, now, now.plusSeconds(300), person, start, start.plusSeconds(4200)),
                new RatingsChanged(person, 9, now, 4.5, 2),
                new SessionsEnded(person, Role.PATIENT, List.of(UUID.randomUUID()), true, 5, now),
                new PatientDataRead(person, UUID.randomUUID(), UUID.randomUUID(), Role.STAFF, "listMails", false, now),
                new RemindersMuted(person, Role.PATIENT, now));
    }

    private static BookingCreated typed(BookingCreated e) {
        return new BookingCreated(e.bookingId(), e.version(), e.occurredAt(), e.actor(), e.status(), e.patientId(),
                e.patientState(), e.doctorId(), e.slot(), e.previousSlot(), e.previousDoctorId(), TYPE, VisitMode.PHONE,
                e.slot().start(), e.slot().end(), "Follow-up");
    }

    private static BookingUpdated typed(BookingUpdated e) {
        return new BookingUpdated(e.bookingId(), e.version(), e.occurredAt(), e.actor(), e.status(), e.patientId(),
                e.patientState(), e.doctorId(), e.slot(), e.previousSlot(), e.previousDoctorId(), TYPE, VisitMode.PHONE,
                e.slot().start(), e.slot().end(), "Follow-up");
    }

    private static BookingCancelled typed(BookingCancelled e) {
        return new BookingCancelled(e.bookingId(), e.version(), e.occurredAt(), e.actor(), e.status(), e.patientId(),
                e.patientState(), e.doctorId(), e.slot(), e.previousSlot(), e.previousDoctorId(), TYPE, VisitMode.PHONE,
                e.slot().start(), e.slot().end(), WithdrawalCause.CLOSURE, "Follow-up");
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void whatIsWrittenIsWhatTheSchemaSays(Event event) {
        var schema = read(SCHEMAS.resolve(event.type() + ".json"));
        closed(schema);
        var value = EventJson.write(event);

        assertThat(errors(schema, JSON.readTree(value))).as(value).isEmpty();
        assertThat(names(schema.path("properties"))).as("nothing but what is written")
                .isEqualTo(names(JSON.readTree(value)));
    }

    @Test
    void everyEventHasItsSchemaAndItsMessage() {
        var types = new TreeSet<>(everyEvent().stream().map(Event::type).toList());

        assertThat(types).isEqualTo(concrete(Event.class, new TreeSet<>()));
        assertThat(files(SCHEMAS)).isEqualTo(types);
        assertThat(names(asyncApi().path("components").path("messages"))).isEqualTo(with(TOMBSTONES, types));
        for (var type : types) {
            assertThat(read(SCHEMAS.resolve(type + ".json")).path("$id").asString())
                    .isEqualTo(CloudEventHeaders.dataSchema(type));
            assertThat(
                    asyncApi().path("components").path("messages").path(type).path("payload").path("$ref").asString())
                            .isEqualTo("schemas/" + type + ".json");
        }
    }

    @Test
    void channelsAreTheTopicsWithTheirTypes() {
        var written = new TreeMap<String, Set<String>>();
        everyEvent()
                .forEach(event -> written.computeIfAbsent(event.topic(), topic -> new TreeSet<>()).add(event.type()));
        TOMBSTONES.forEach(tombstone -> written.values()
                .stream()
                .filter(types -> types.contains(tombstone.replace("Tombstone", "")))
                .forEach(types -> types.add(tombstone)));
        var described = new TreeMap<String, Set<String>>();
        asyncApi().path("channels")
                .forEach(channel -> described.put(channel.path("address").asString(), names(channel.path("messages"))));

        var deadLetters = described.remove("{topic}.{group}.dlt");
        assertThat(described).isEqualTo(written);
        assertThat(deadLetters).isEqualTo(names(asyncApi().path("components").path("messages")));
        assertThat(values(asyncApi().at("/channels/deadLetters/parameters/topic/enum"))).isEqualTo(Topics.ALL);
    }

    @Test
    void examplesAreRecordsOfTheirMessages() {
        var headers = asyncApi().at("/components/messageTraits/cloudEvent/headers");
        asyncApi().at("/components/messages").forEach(message -> {
            var example = message.path("examples").path(0);
            var type = message.path("name").asString().replace("Tombstone", "");
            assertThat(errors(headers, example.path("headers"))).isEmpty();
            assertThat(example.at("/headers/ce_type").asString()).isEqualTo(type);
            if (TOMBSTONES.contains(message.path("name").asString())) {
                assertThat(example.has("payload")).isFalse();
                assertThat(names(example.path("headers"))).doesNotContain(CloudEventHeaders.DATA_SCHEMA,
                        CloudEventHeaders.CONTENT_TYPE);
            } else {
                var schema = read(SCHEMAS.resolve(type + ".json"));
                closed(schema);
                assertThat(errors(schema, example.path("payload"))).isEmpty();
                assertThat(names(example.path("payload"))).isEqualTo(names(schema.path("properties")));
                assertThat(example.at("/headers/ce_dataschema").asString()).isEqualTo(schema.path("$id").asString());
            }
        });
    }

    @Test
    void asyncApiIsAcceptedByAPublicValidator() {
        assertThat(faults(asyncApi())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /operations/bookingHoldsSlots      | {'action':'shout'}                      | AAO-004
            /operations/bookingHoldsSlots      | {'channel':{'$ref':'#/channels/none'}}  | AAO-007
            /channels/holds/messages/SlotHeld  | {'$ref':'#/components/messages/None'}   | AAO-008
            /servers/local                     | {'host':null}                           | SRV-005
            /channels/holds                    | {'adress':'x'}                          | adress
            """)
    void aWrongAsyncApiIsSeen(String where, String patch, String fault) {
        var document = asyncApi();
        merge((ObjectNode) document.at(where), JSON.readTree(patch.replace('\'', '"')));
        assertThat(faults(document)).singleElement().asString().contains(fault);
    }

    @Test
    void nothingReleasedIsTakenBack() {
        var broken = new ArrayList<String>();
        for (var type : files(RELEASED)) {
            var current = SCHEMAS.resolve(type + ".json");
            if (Files.exists(current)) {
                incompatibilities(type, read(RELEASED.resolve(type + ".json")), read(current), broken);
            } else {
                broken.add(type + " is gone");
            }
        }
        assertThat(broken).allSatisfy(change -> assertThat(change).endsWith(LONGER_SLOT_ID));
    }

    @Test
    void incompatibleChangesAreSeen() {
        var released = read(RELEASED.resolve("SlotHeld.json"));
        assertThat(broken(released, "{'properties':{'heldUntil':null}}")).containsExactly("SlotHeld.heldUntil is gone");
        assertThat(broken(released, "{'properties':{'heldUntil':{'type':'integer'}}}")).hasSize(1);
        assertThat(broken(released, "{'required':['doctorId','slot','version','occurredAt']}"))
                .containsExactly("SlotHeld.heldUntil may be missing now");
        assertThat(broken(released, "{'definitions':{'SlotTime':{'properties':{'end':null}}}}"))
                .containsExactly("SlotHeld.definitions.SlotTime.end is gone");
        assertThat(broken(released, "{'properties':{'note':{'type':'string'}}}")).as("one more field").isEmpty();
    }

    private static List<String> broken(JsonNode released, String patch) {
        var current = released.deepCopy();
        merge((ObjectNode) current, JSON.readTree(patch.replace('\'', '"')));
        var broken = new ArrayList<String>();
        incompatibilities("SlotHeld", released, current, broken);
        return broken;
    }

    private static void merge(ObjectNode target, JsonNode patch) {
        patch.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                target.remove(change.getKey());
            } else if (change.getValue().isObject() && target.path(change.getKey()).isObject()) {
                merge((ObjectNode) target.path(change.getKey()), change.getValue());
            } else {
                target.set(change.getKey(), change.getValue());
            }
        });
    }

    /** Finds the fields of the released schema that are gone, are there less often or are of another kind. */
    private static void incompatibilities(String where, JsonNode released, JsonNode current,
            Collection<String> broken) {
        for (var field : released.path("properties").propertyNames()) {
            var now = current.path("properties").path(field);
            var kindThen = kind(released.path("properties").path(field));
            if (now.isMissingNode()) {
                broken.add(where + "." + field + " is gone");
            } else if (!kind(now).equals(kindThen)) {
                broken.add(where + "." + field + " was " + kindThen + ", is " + kind(now));
            }
        }
        var required = values(current.path("required"));
        values(released.path("required")).stream()
                .filter(field -> !required.contains(field))
                .filter(field -> current.path("properties").has(field))
                .forEach(field -> broken.add(where + "." + field + " may be missing now"));
        released.path("definitions")
                .properties()
                .forEach(definition -> incompatibilities(where + ".definitions." + definition.getKey(),
                        definition.getValue(), current.path("definitions").path(definition.getKey()), broken));
    }

    /** All that is said of a value but its description. */
    private static JsonNode kind(JsonNode value) {
        var kind = value.deepCopy();
        if (kind instanceof ObjectNode object) {
            object.remove("description");
        }
        return kind;
    }

    /** Makes the schema refuse unknown fields, which readers skip. */
    private static void closed(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.has("properties")) {
            object.put("additionalProperties", false);
        }
        schema.path("definitions").forEach(EventContractTest::closed);
    }

    /** The violations of AsyncAPI's rules, and the fields that its specification does not have. */
    private static List<String> faults(JsonNode asyncApi) {
        var document = Library.readDocumentFromJSONString(asyncApi.toString());
        assertThat(document).isInstanceOf(AsyncApi30Document.class);
        var faults = new ArrayList<String>();
        Library.validate(document, null)
                .forEach(problem -> faults.add(problem.errorCode + " " + problem.nodePath + " " + problem.message));
        VisitorUtil.visitTree(document, new AllNodeVisitor() {
            @Override
            protected void visitNode(Node node) {
                faults.addAll(node.getExtraPropertyNames());
            }
        }, TraverserDirection.down);
        return faults;
    }

    private static List<Error> errors(JsonNode schema, JsonNode value) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(schema)
                .validate(value.toString(), InputFormat.JSON,
                        run -> run.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static Set<String> with(Set<String> some, Set<String> others) {
        var all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    private static Set<String> concrete(Class<?> type, Set<String> found) {
        if (type.isSealed()) {
            Stream.of(type.getPermittedSubclasses()).forEach(permitted -> concrete(permitted, found));
        } else {
            found.add(type.getSimpleName());
        }
        return found;
    }

    private static Set<String> names(JsonNode object) {
        return new TreeSet<>(object.propertyNames());
    }

    private static Set<String> values(JsonNode array) {
        return new TreeSet<>(array.valueStream().map(JsonNode::asString).toList());
    }

    private static Set<String> files(Path folder) {
        try (var files = Files.list(folder)) {
            return new TreeSet<>(files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.replace(".json", ""))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode asyncApi() {
        try {
            return JSON.valueToTree(new Yaml().load(Files.readString(DOCS.resolve("asyncapi.yaml"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        return JSON.readTree(file.toFile());
    }
}
