package dev.medislot.systemtests;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Opening;
import dev.medislot.systemtests.kit.Person;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.Api;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.jspecify.annotations.Nullable;

/**
 * A patient with a booking at a doctor, a guardian whose dependent has another, others like them, and the things that
 * the requests of the table name.
 */
class AccessScene {

    private static final String ZONE = "America/Los_Angeles";
    private static final Pattern NAME = Pattern.compile("<(\\w+)>");

    private final Medislot medislot;
    private Person patient;
    private final Person guardian;
    private final String dependent;
    private Person doctor;
    private Person staff;
    private final Map<String, Api> callers;
    private final Deque<Opening> openings;
    private final Map<String, Supplier<String>> things;

    private final Map<String, String> kept = new HashMap<>();
    private final PastVisits pastVisits;

    private LocalDate day = LocalDate.now().plusDays(90);
    private @Nullable String lastEntry;
    private @Nullable String lastOffer;
    private @Nullable String lastSecret;
    private @Nullable Person reminded;

    AccessScene(Medislot medislot) {
        this.medislot = medislot;
        var clinic = medislot.clinic();
        patient = medislot.aConfirmedPatient("CA");
        medislot.mails().awaitWelcome(patient.email());
        guardian = medislot.aConfirmedPatient("CA");
        dependent = newDependent();
        doctor = clinic.aDoctor(ZONE, "CA");
        staff = medislot.staff();
        callers = new HashMap<>(Map.of("nobody", clinic.api(), "patient", patient.api(), "otherPatient",
                medislot.aConfirmedPatient("CA").api(), "guardian", guardian.api(), "doctor", doctor.api(),
                "otherDoctor", clinic.aDoctor(ZONE, "CA").api(), "inactiveDoctor", anInactiveDoctor(clinic), "staff",
                staff.api()));
        pastVisits = new PastVisits(medislot);
        openings = new ArrayDeque<>(clinic.openings(doctor, "CA"));
        var booking = clinic.books(patient, openings.removeFirst().id()).isCreated().id();
        var feed = clinic.aPatient("CA").api().post("/api/v1/calendar", "").isCreated().text("address");
        var license = doctor.api().get("/api/v1/doctors/me/licenses").isOk().text("items/0/id");
        var mail = mailOf(booking, patient);
        var dependentBooking = newDependentBooking();
        var dependentMail = mailOf(dependentBooking, guardian);
        var cancelled = clinic.books(patient, openings.removeFirst().id()).isCreated().id();
        var cancelToken = cancelTokenOf(cancelled);
        var entry = newWaitlistEntry();
        var visit = pastVisits.of(patient.id());
        var dependentVisit = pastVisits.of(dependent);
        things = Map.ofEntries(entry("patient", () -> patient.id()), entry("doctor", () -> doctor.id()),
                entry("staff", () -> staff.id()), entry("patientEmail", () -> patient.email()),
                entry("doctorEmail", () -> doctor.email()), entry("staffEmail", () -> staff.email()),
                entry("password", () -> Clinic.PASSWORD), entry("email", () -> Clinic.anEmail("new")),
                entry("unknown", () -> UUID.randomUUID().toString()), entry("booking", () -> booking),
                entry("license", () -> license), entry("mail", () -> mail),
                entry("feed", () -> feed.substring(feed.lastIndexOf('/') + 1).replace(".ics", "")),
                entry("slot", () -> opening().id()), entry("start", () -> openings.getFirst().start().toString()),
                entry("guardian", guardian::id), entry("dependent", () -> dependent),
                entry("dependentBooking", () -> dependentBooking), entry("dependentMail", () -> dependentMail),
                entry("newDependentBooking", this::newDependentBooking),
                entry("newDependentHold", this::newDependentHold), entry("newDay", () -> newDay().toString()),
                entry("sameDay", () -> day.toString()), entry("newBooking", this::newBooking),
                entry("newHold", this::newHold), entry("newTimeslot", this::newTimeslot),
                entry("newTimeOff", this::newTimeOff), entry("newOwnDate", this::newOwnDate),
                entry("newPatient", this::newPatient), entry("newLicense", this::newLicense),
                entry("newVisitType", this::newVisitType), entry("newStaff", () -> newStaff().id()),
                entry("newStaffEmail", () -> newStaff().text("email")), entry("waitlistEntry", () -> entry),
                entry("newWaitlistEntry", this::onlyNewWaitlistEntry), entry("newOffer", this::newOffer),
                entry("offeredSlot", this::offeredSlot), entry("newClosure", this::newClosure),
                entry("newRefreshToken", this::newRefreshToken), entry("newConfirmation", this::newConfirmation),
                entry("newReset", this::newReset), entry("newSecretEmail", this::newSecretEmail),
                entry("code", this::code), entry("visit", () -> visit), entry("dependentVisit", () -> dependentVisit),
                entry("newRating", () -> pastVisits.rating(patient)), entry("reminder", this::reminder),
                entry("mailedBooking", () -> cancelled), entry("cancelToken", () -> cancelToken));
    }

    /** A doctor whose sessions have ended, with an access token from before. */
    private Api anInactiveDoctor(Clinic clinic) {
        var inactive = clinic.aDoctorWithoutHours(ZONE, "CA");
        staff.api().patch("/api/v1/doctors/" + inactive.id(), Map.of("status", "INACTIVE")).isOk();
        for (var path : List.of("/api/v1/doctors/me/time-off", "/api/v1/bookings", "/api/v1/notifications")) {
            await(path).until(() -> inactive.api().get(path).status() == 401);
        }
        return inactive.api();
    }

    private String mailOf(String booking, Person reader) {
        return await("a mail").until(
                () -> reader.api().get("/api/v1/notifications?status=SENT&bookingId=" + booking).text("items/0/id"),
                id -> !id.isEmpty());
    }

    private String cancelTokenOf(String booking) {
        mailOf(booking, patient);
        var link = medislot.mails().link(patient.email(), "Appointment confirmed");
        assertThat(link).contains(booking);
        return link.substring(link.indexOf('=') + 1);
    }

    private Opening opening() {
        return openings.removeFirst();
    }

    private LocalDate newDay() {
        day = day.plusDays(1);
        return day;
    }

    private String newBooking() {
        return medislot.clinic()
                .books(staff, Map.of("slotId", opening().id(), "patientId", patient.id()))
                .isCreated()
                .id();
    }

    private String newDependent() {
        var child = Map.of("firstName", "Mia", "lastName", "Quillfeather", "dateOfBirth", "2019-05-30");
        return guardian.api().post("/api/v1/patients/me/dependents", child).isCreated().id();
    }

    private String newDependentBooking() {
        return medislot.clinic()
                .books(staff, Map.of("slotId", opening().id(), "patientId", dependent))
                .isCreated()
                .id();
    }

    private String newDependentHold() {
        return guardian.api()
                .post("/api/v1/holds", Map.of("slotId", opening().id(), "patientId", dependent))
                .isCreated()
                .id();
    }

    private String newHold() {
        return patient.api().post("/api/v1/holds", Map.of("slotId", opening().id())).isCreated().id();
    }

    /** For a time without slots, so that no other test frees one for it. */
    private String newWaitlistEntry() {
        return patient.api()
                .post("/api/v1/waitlist", Map.of("from", "2199-01-01", "to", "2199-01-31"))
                .isCreated()
                .id();
    }

    /** Deletes the one before, because a patient may have few. */
    private String onlyNewWaitlistEntry() {
        if (lastEntry != null) {
            staff.api().delete("/api/v1/waitlist/" + lastEntry);
        }
        lastEntry = newWaitlistEntry();
        return lastEntry;
    }

    /** An entry that is offered a slot: the one before, until that is booked or declined. */
    private String newOffer() {
        if (lastOffer == null || !isOffered(lastOffer)) {
            if (lastOffer != null) {
                staff.api().delete("/api/v1/waitlist/" + lastOffer);
            }
            lastOffer = offered(opening());
        }
        return lastOffer;
    }

    /** The slot of the last {@code newOffer}. */
    private String offeredSlot() {
        return patient.api().get("/api/v1/waitlist/" + lastOffer).isOk().text("offer/slotId");
    }

    private boolean isOffered(String entry) {
        return patient.api().get("/api/v1/waitlist/" + entry).isOk().text("status").equals("OFFERED");
    }

    /** The guardian books that opening and cancels, so that it goes to the patient in line. */
    private String offered(Opening opening) {
        var booking = medislot.clinic().books(guardian, opening.id()).isCreated().id();
        var wish = Map.of("doctorId", doctor.id(), "from", opening.start().toString(), "to",
                opening.start().plus(Duration.ofHours(1)).toString());
        var entry = patient.api().post("/api/v1/waitlist", wish).isCreated().id();
        guardian.api().patch("/api/v1/bookings/" + booking, Map.of("status", "CANCELLED")).isOk();
        await("an offer").until(() -> isOffered(entry));
        return entry;
    }

    /** On a day beyond the horizon, on which it closes nothing. */
    private String newClosure() {
        var date = newDay();
        return staff.api()
                .post("/api/v1/closures", Map.of("start", date + "T00:00", "end", date + "T24:00"))
                .isCreated()
                .id();
    }

    private String newRefreshToken() {
        return medislot.clinic()
                .api()
                .post("/api/v1/patients/login", Map.of("email", patient.email(), "password", Clinic.PASSWORD))
                .isOk()
                .text("refreshToken");
    }

    private String newConfirmation() {
        return medislot.mails().token(registered(), "Confirm your email address");
    }

    private String newReset() {
        var email = registered();
        medislot.clinic().api().post("/api/v1/passwords/reset", Map.of("email", email)).has(202);
        return medislot.mails().token(email, "Choose a new password");
    }

    private String registered() {
        var email = Clinic.anEmail("linked");
        medislot.clinic().api().post("/api/v1/patients", Clinic.registration(email, "CA", ZONE)).isCreated();
        return email;
    }

    /** A staff member who has begun to set up a second factor. */
    private String newSecretEmail() {
        var account = Map.of("email", newStaff().text("email"), "password", Clinic.PASSWORD);
        lastSecret = medislot.clinic().api().post("/api/v1/staff/login/second-factor", account).isOk().text("secret");
        return Objects.requireNonNull(account.get("email"));
    }

    /** The code that the authenticator app of that member shows. */
    private String code() {
        var codes = new TimeBasedOneTimePasswordGenerator();
        try {
            var key = new SecretKeySpec(new Base32().decode(Objects.requireNonNull(lastSecret)), codes.getAlgorithm());
            return codes.generateOneTimePasswordString(key, Instant.now());
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Books a visit of which a reminder is due in one to two minutes. */
    void expectReminder() {
        var clinic = medislot.clinic();
        var start = Instant.now().plus(Duration.ofHours(24)).truncatedTo(ChronoUnit.MINUTES).plusSeconds(120);
        var local = start.atZone(ZoneId.of(ZONE));
        var early = clinic.aDoctorWithoutHours(ZONE, "CA");
        reminded = medislot.aConfirmedPatient("CA");
        clinic.works(early, ZONE, local.toLocalTime() + "-" + local.plusHours(1).toLocalTime());
        var path = "/api/v1/slots?state=CA&doctorId=%s&from=%s".formatted(early.id(), local.toLocalDate());
        var opening = await("the slot in a day")
                .until(() -> clinic.api().get(path).isOk().list("items").stream().map(Opening::of).toList(),
                        found -> !found.isEmpty() && found.getFirst().start().equals(start))
                .getFirst();
        clinic.books(reminded, opening.id()).isCreated();
    }

    private String reminder() {
        return medislot.mails().muteSecret(Objects.requireNonNull(reminded).email());
    }

    private String newTimeslot() {
        var date = newDay();
        return created("timeslots", Map.of("start", date + "T20:00", "end", date + "T21:00", "recurring", false));
    }

    private String newTimeOff() {
        var date = newDay();
        return created("time-off", Map.of("start", date + "T20:00", "end", date + "T21:00"));
    }

    private String newPatient() {
        return staff.api()
                .post("/api/v1/patients", Clinic.registration(Clinic.anEmail("erased"), "CA", ZONE))
                .isCreated()
                .id();
    }

    private String newOwnDate() {
        var date = newDay().toString();
        doctor.api().put("/api/v1/doctors/me/dates/" + date, Map.of("windows", List.of())).isOk();
        return date;
    }

    private Answer newStaff() {
        var account = Map.of("email", Clinic.anEmail("staff"), "password", Clinic.PASSWORD);
        return staff.api().post("/api/v1/staff", account).isCreated();
    }

    private String newVisitType() {
        var type = Map.of("name", "Follow-up", "minutes", 20, "mode", "PHONE");
        return staff.api().post("/api/v1/visit-types", type).isCreated().id();
    }

    private String newLicense() {
        var date = newDay().toString();
        return created("licenses", Map.of("state", "NV", "number", "NV-1", "validFrom", date, "validUntil", date));
    }

    private String created(String kind, Object body) {
        var answer = doctor.api().post("/api/v1/doctors/me/" + kind, body).isCreated();
        return Stream.of("id", "timeslot/id", "timeOff/id", "license/id")
                .map(answer::text)
                .filter(id -> !id.isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /** Logs in again after a request that ended the sessions of these callers. */
    void logInAgain() {
        patient = medislot.clinic().loggedInAgain("patients", patient);
        doctor = medislot.clinic().loggedInAgain("doctors", doctor);
        staff = medislot.clinic().loggedInAgain("staff", staff);
        callers.putAll(Map.of("patient", patient.api(), "doctor", doctor.api(), "staff", staff.api()));
    }

    /** Makes what the requests name, before one of them changes the hours or takes the places in line. */
    void prepare(Stream<AccessRow> rows) {
        rows.flatMap(row -> Stream.of(row.path(), row.body())).forEach(this::filledAlike);
    }

    Api caller(String name) {
        return Objects.requireNonNull(callers.get(name));
    }

    /** The resources that the requests could change, as staff and the patient see them. */
    List<String> state() {
        var own = "/api/v1/doctors/%s".formatted(doctor.id());
        var seen = Stream
                .of(own, own + "/licenses?limit=200", own + "/timeslots?limit=200", own + "/time-off?limit=200",
                        "/api/v1/patients/" + patient.id(), "/api/v1/bookings?limit=200&patientId=" + patient.id(),
                        "/api/v1/patients/" + dependent, "/api/v1/bookings?limit=200&patientId=" + dependent,
                        "/api/v1/patients/" + patient.id() + "/dependents",
                        "/api/v1/patients/" + guardian.id() + "/dependents")
                .map(path -> staff.api().get(path).isOk().text());
        var holds = Stream.of(patient, guardian).map(person -> person.api().get("/api/v1/holds").isOk().text());
        return Stream.concat(seen, holds).toList();
    }

    /** The text with the things that it names. */
    String filled(String text) {
        return filled(text, name -> Objects.requireNonNull(things.get(name)).get());
    }

    /** The text with the same things each time. */
    String filledAlike(String text) {
        return filled(text, name -> kept.computeIfAbsent(name, _ -> Objects.requireNonNull(things.get(name)).get()));
    }

    private static String filled(String text, UnaryOperator<String> thing) {
        return NAME.matcher(text).replaceAll(name -> Matcher.quoteReplacement(thing.apply(name.group(1))));
    }
}
