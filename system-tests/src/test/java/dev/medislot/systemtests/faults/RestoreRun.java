package dev.medislot.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Mails;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Opening;
import dev.medislot.systemtests.kit.Person;
import dev.medislot.systemtests.kit.Repository;
import dev.medislot.systemtests.kit.ServiceProcess;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The restore to an earlier moment, with the statements and commands that stand in {@code docs/operations.md}. */
class RestoreRun {

    private static final String ZONE = "America/Los_Angeles";
    private static final Pattern STATEMENT = Pattern.compile("(?m)^ {7}((?:delete|update) .*);$");
    private static final Pattern LAST_STATEMENT = Pattern.compile("`(delete from doctor_day [^`]+)`");
    private static final Pattern ERASED = Pattern.compile("`(select person_id from contact [^`]+)`");
    private static final Pattern LATER_DOCTORS = Pattern.compile("`(select id from doctor [^`]+)`");
    private static final Pattern DISABLE = Pattern.compile("`(update staff_member [^`]+ = )…`");
    private static final Pattern COMMAND = Pattern.compile("`(?:(\\w+) )?(recover|rebuild) (\\w+)`");

    private final Path folder = Path.of("target", "restore").toAbsolutePath();
    private Fleet fleet;
    private Clinic clinic;
    private Mails mails;
    private EarlierFacts facts;
    private Person doctor;
    private Person patient;
    private List<Opening> openings;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(folder);
        fleet = new Fleet(folder, Optional.empty());
        clinic = new Clinic(fleet.address());
        mails = new Mails(fleet.inboxUrl());
        facts = new EarlierFacts(fleet, clinic);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void laterBookingsComeBackFromTheTopic() throws Exception {
        var archive = new PostgresArchive(fleet, folder);
        archive.begin();
        doctor = clinic.aDoctor(ZONE, "CA");
        patient = clinic.aPatient("CA", ZONE);
        openings = clinic.openings(doctor, "CA");
        var kept = books(0);
        var moved = books(1);
        var cancelled = books(2);
        var erased = clinic.aPatient("CA", ZONE);
        var dependent = aDependentOf(erased);
        archive.takeBaseBackup();
        facts.make(openings.getLast());
        mails.to(patient, 3);
        fleet.inbox().destroyForcibly();
        fleet.inbox().onExit().join();
        var earlier = books(3);
        var waiting = "select count(*) from notification where status = 'PENDING' and booking_id = '%s'";
        await("the mails wait").until(() -> fleet.query("notification", waiting.formatted(earlier)), "2"::equals);
        var moment = archive.now();
        fleet.startInbox();
        var late = mails.to(patient, 4).getLast();
        facts.change();
        var later = books(4);
        change(moved, Map.of("slotId", openings.get(5).id()));
        change(cancelled, Map.of("status", "CANCELLED"));
        var newcomer = clinic.aPatient("CA", ZONE);
        var session = login(patient).isOk();
        for (var id : List.of(dependent, erased.id())) {
            staff().delete("/api/v1/patients/" + id).has(204);
        }
        awaitEvents(10);
        mails.to(patient, 7);
        Topics.setAside(fleet.kafkaClient(), cancelled, "availability-service");
        var tombstones = "select count(*) from contact where role is null";
        await("the erasures").until(() -> fleet.query("notification", tombstones), "2"::equals);

        fleet.services().forEach(ServiceProcess::close);
        archive.restoreTo(moment);
        assertThat(fleet.query("booking", "select count(*) from booking where status = 'CONFIRMED'")).isEqualTo("4");
        runTheSteps();

        var refresh = Map.of("refreshToken", session.text("refreshToken"));
        assertThat(clinic.api().post("/api/v1/sessions/refresh", refresh).status()).isEqualTo(401);
        assertThat(login(newcomer).status()).as("registered after the moment").isEqualTo(401);
        assertThat(login(erased).status()).as("erased after the moment").isEqualTo(401);
        patient = clinic.loggedInAgain("patients", patient);
        assertThat(state(kept)).isEqualTo("CONFIRMED " + openings.get(0).id());
        assertThat(state(moved)).isEqualTo("CONFIRMED " + openings.get(5).id());
        assertThat(state(cancelled)).isEqualTo("CANCELLED " + openings.get(2).id());
        assertThat(state(earlier)).isEqualTo("CONFIRMED " + openings.get(3).id());
        assertThat(state(later)).isEqualTo("CONFIRMED " + openings.get(4).id());
        assertOpenAndTaken(Set.of(1, 2), Set.of(0, 3, 4, 5));
        facts.assertAsBefore();
        assertAuditIsClean();
        assertOnlyWaitingAndNewMailsAreSent(late);
    }

    private Answer login(Person person) {
        return clinic.api()
                .post("/api/v1/patients/login", Map.of("email", person.email(), "password", Clinic.PASSWORD));
    }

    private Api staff() {
        return clinic.staff(Medislot.STAFF_EMAIL, Clinic.PASSWORD).api();
    }

    private static String aDependentOf(Person guardian) {
        var child = Map.of("firstName", "Kim", "lastName", "Quillfeather", "dateOfBirth", "2020-02-02");
        return guardian.api().post("/api/v1/patients/me/dependents", child).isCreated().id();
    }

    private void assertOpenAndTaken(Set<Integer> open, Set<Integer> taken) {
        await("openings without the bookings")
                .untilAsserted(() -> assertThat(clinic.openingsNow(doctor, "CA")).extracting(Opening::id)
                        .containsAll(ids(open))
                        .doesNotContainAnyElementsOf(ids(taken)));
        clinic.aPatient("CA", ZONE)
                .api()
                .post("/api/v1/bookings", Map.of("slotId", openings.get(4).id()))
                .isProblem(409, "slot-taken");
    }

    private List<String> ids(Set<Integer> numbers) {
        return numbers.stream().map(number -> openings.get(number).id()).toList();
    }

    private void assertAuditIsClean() {
        var counts = staff().get("/api/v1/audit").isOk().body();
        assertThat(counts.valueStream().filter(JsonNode::isNumber)).hasSize(6)
                .allSatisfy(count -> assertThat(count.asInt()).isZero());
        assertThat(staff().get("/api/v1/bookings/at-risk").isOk().list("items")).isEmpty();
    }

    private void assertOnlyWaitingAndNewMailsAreSent(Mails.Mail waiting) {
        books(1);
        assertThat(mails.to(patient, 9)).extracting(Mails.Mail::messageId)
                .hasSize(9)
                .filteredOn(waiting.messageId()::equals)
                .hasSize(2);
        assertThat(mails.messageIdsTo(patient)).hasSize(8);
    }

    private void runTheSteps() throws IOException, SQLException {
        var text = Files.readString(Repository.file("docs/operations.md"));
        var steps = text.substring(text.indexOf("### Restore to an earlier moment"), text.indexOf("\n## Health"));
        var statements = STATEMENT.matcher(steps).results().map(match -> match.group(1)).toList();
        assertThat(statements).hasSize(6);
        for (var sql : statements.subList(0, 3)) {
            fleet.execute("booking", sql);
        }
        for (var sql : statements.subList(3, 6)) {
            fleet.execute("availability", sql);
        }
        runCommands(steps.substring(steps.indexOf("\n2. "), steps.indexOf("\n3. ")));
        var disable = DISABLE.matcher(steps);
        assertThat(disable.find()).isTrue();
        fleet.execute("availability", "%s'%s'".formatted(disable.group(1), facts.dismissed()));
        fleet.services().forEach(ServiceProcess::start);
        eraseAgain(steps);
        await("every day is published again").until(
                () -> fleet.query("availability", "select count(*) from doctor where to_republish"), "0"::equals);
        await("every day is read again")
                .until(() -> days("booking", "doctor_day").equals(days("availability", "schedule_day")));
        var last = LAST_STATEMENT.matcher(steps);
        assertThat(last.find()).isTrue();
        fleet.execute("booking", last.group(1));
        var later = LATER_DOCTORS.matcher(steps);
        assertThat(later.find()).isTrue();
        assertThat(fleet.query("booking", later.group(1))).isEqualTo(facts.laterDoctor());
        assertThat(run("notification", "replay " + Topics.deadLetters("availability-service")))
                .contains("Put 1 records");
    }

    private void eraseAgain(String steps) throws SQLException {
        var sql = ERASED.matcher(steps);
        assertThat(sql.find()).isTrue();
        var all = "select string_agg(person_id::text, ',') from (%s) erased".formatted(sql.group(1));
        var ids = fleet.query("notification", all).split(",");
        assertThat(ids).hasSize(2);
        var staff = staff();
        await("each is erased again, dependents first").until(
                () -> Stream.of(ids).map(id -> staff.delete("/api/v1/patients/" + id).status()).toList(),
                Set.of(204, 404)::containsAll);
    }

    private String days(String database, String table) throws SQLException {
        return fleet.query(database, "select count(*) from %s where version > 1000000".formatted(table));
    }

    /** A command without a service is of the one named before it. */
    private void runCommands(String step) {
        var service = "";
        var said = new ArrayList<String>();
        for (var command : COMMAND.matcher(step).results().toList()) {
            service = command.group(1) == null ? service : command.group(1);
            said.add(run(service, command.group(2) + " " + command.group(3)));
        }
        assertThat(said).hasSize(9);
    }

    private String run(String service, String command) {
        var login = command.startsWith("rebuild") ? "" : "MEDISLOT_KAFKA_USERNAME=admin ";
        return fleet.services()
                .stream()
                .filter(process -> process.name().equals(service + "-service"))
                .findFirst()
                .orElseThrow()
                .run("%sjava -jar %s-service/target/%s-service.jar %s".formatted(login, service, service, command));
    }

    private void awaitEvents(int count) {
        await("events on the topic").until(() -> Topics.all(fleet.kafkaClient(), Topics.BOOKINGS).size() >= count);
    }

    private String books(int opening) {
        return clinic.books(patient, openings.get(opening).id()).isCreated().id();
    }

    private void change(String booking, Map<String, String> to) {
        patient.api().patch("/api/v1/bookings/" + booking, to).isOk();
    }

    private String state(String booking) {
        var found = patient.api().get("/api/v1/bookings/" + booking).isOk();
        return found.text("status") + " " + found.text("slotId");
    }
}
