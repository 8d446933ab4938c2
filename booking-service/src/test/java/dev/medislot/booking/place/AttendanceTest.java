package dev.medislot.booking.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.ApiCaller;
import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.Event;
import dev.medislot.common.event.SchedulePublished;
import dev.medislot.common.event.Topics;
import dev.medislot.service.outbox.Outbox;
import dev.medislot.service.projection.Rebuild;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** How the people of a booking attend it: by the doctor's link, by phone or at the doctor's place. */
@BookingTest
class AttendanceTest {

    private static final Instant FIRST = LocalDate.now(ZoneOffset.UTC)
            .plusDays(3)
            .atTime(15, 0)
            .toInstant(ZoneOffset.UTC);
    private static final ContactChanged.Place PLACE = new ContactChanged.Place("Bay Street Clinic", "12 Bay Street",
            "Oakland", UsState.CA, "94601", "+15105550100");
    private static final UUID VIDEO = UUID.randomUUID();
    private static final UUID PHONE = UUID.randomUUID();
    private static final UUID IN_PERSON = UUID.randomUUID();

    @Autowired
    private StoredClinic clinic;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Rebuild rebuild;

    @Autowired
    private FollowPlaces followPlaces;

    private DoctorId doctor = new DoctorId(UUID.randomUUID());

    @BeforeEach
    void aDoctorWithThreeModes() {
        doctor = clinic.doctor(UsState.CA, UsState.NY);
        publish(contact(1, "https://video.example/{bookingId}?as=guest", PLACE),
                day(1, visit(VIDEO, VisitMode.VIDEO, null), visit(PHONE, VisitMode.PHONE, null),
                        visit(IN_PERSON, VisitMode.IN_PERSON, UsState.CA)));
        await().until(() -> jdbc
                .sql("select count(*) from doctor_contact join doctor_day using (doctor_id) where doctor_id = ?")
                .param(doctor.value())
                .query(Integer.class)
                .single() == 1);
    }

    @Test
    void aVideoVisitHasTheLinkWithItsId() {
        var patient = clinic.patient(UsState.NY);

        var booked = patient.book(slot(VIDEO, 0)).isCreated();

        assertThat(booked.text("joinUrl")).isEqualTo("https://video.example/%s?as=guest".formatted(booked.id()));
        assertThat(booked.body().path("place").isNull() && booked.body().path("phone").isNull()).isTrue();
        for (var person : List.of(patient, clinic.login(doctor), clinic.staff())) {
            assertThat(person.get("/bookings/" + booked.id()).isOk().body()).isEqualTo(booked.body());
        }
        clinic.patient(UsState.NY).get("/bookings/" + booked.id()).isProblem(404, "not-found");
        assertThat(booked.body().path("contact").isObject()).isTrue();
        assertThat(patient.cancel(booked.id()).isOk().body().path("joinUrl").isNull()).isTrue();
        assertThat(patient.get("/bookings/" + booked.id()).isOk().body().path("contact").isNull()).isTrue();
        assertThat(patient.get("/bookings/" + booked.id()).isOk().body().path("joinUrl").isNull()).isTrue();
    }

    @Test
    void aPhoneVisitHasThePatientsOrGuardiansNumber() {
        var guardian = clinic.patient(UsState.NY);
        jdbc.sql("update patient set phone = '+12125550100', date_of_birth = '1980-02-03' where id = ?")
                .param(guardian.id())
                .update();
        var child = guardian
                .post("/patients/me/dependents",
                        Map.of("firstName", "Mia", "lastName", "Doe", "dateOfBirth", "2019-05-30"))
                .isCreated()
                .id();

        assertThat(guardian.book(slot(PHONE, 0)).isCreated().text("phone")).isEqualTo("+12125550100");
        var booked = guardian.post("/bookings", Map.of("slotId", slot(PHONE, 60).toString(), "patientId", child))
                .isCreated();
        assertThat(booked.text("phone")).isEqualTo("+12125550100");
        assertThat(booked.text("contact/phone")).isEqualTo("+12125550100");
        assertThat(booked.text("contact/dateOfBirth")).isEqualTo("2019-05-30");
    }

    @Test
    void aVisitByPhoneNeedsANumber() {
        var patient = clinic.patient(UsState.NY);
        var child = patient
                .post("/patients/me/dependents",
                        Map.of("firstName", "Mia", "lastName", "Doe", "dateOfBirth", "2019-05-30"))
                .isCreated()
                .id();
        jdbc.sql("update patient set phone = null where id = ?").param(patient.id()).update();
        var staff = clinic.staff();
        for (var id : List.of(patient.id().toString(), child)) {
            var wish = Map.of("slotId", slot(PHONE, 0).toString(), "patientId", id);
            staff.post("/bookings", wish).isProblem(422, "phone-needed");
            patient.post("/bookings", wish).isProblem(422, "phone-needed");
            patient.post("/holds", wish).isProblem(422, "phone-needed");
        }
        var booked = patient.book(slot(VIDEO, 60)).isCreated().id();
        patient.move(booked, slot(PHONE, 60)).isProblem(422, "phone-needed");
        staff.move(booked, slot(PHONE, 120)).isProblem(422, "phone-needed");

        jdbc.sql("update patient set phone = '+12125550100' where id = ?").param(patient.id()).update();

        assertThat(patient.move(booked, slot(PHONE, 60)).isOk().text("phone")).isEqualTo("+12125550100");
        patient.post("/bookings", Map.of("slotId", slot(PHONE, 0).toString(), "patientId", child)).isCreated();
    }

    @Test
    void aNumberStaysWhileADoctorCallsIt() {
        var guardian = clinic.patient(UsState.NY);
        var child = guardian
                .post("/patients/me/dependents",
                        Map.of("firstName", "Mia", "lastName", "Doe", "dateOfBirth", "2019-05-30"))
                .isCreated()
                .id();
        var noNumber = new HashMap<String, @Nullable Object>();
        noNumber.put("phone", null);
        guardian.patch("/patients/me", Map.of("phone", "+12125550100")).isOk();
        guardian.book(slot(VIDEO, 60)).isCreated();
        guardian.patch("/patients/me", noNumber).isOk();
        guardian.patch("/patients/me", Map.of("phone", "+12125550100")).isOk();
        var own = guardian.book(slot(PHONE, 0)).isCreated().id();

        guardian.patch("/patients/me", noNumber).isProblem(422, "phone-needed");
        clinic.staff().patch("/patients/" + guardian.id(), noNumber).isProblem(422, "phone-needed");
        guardian.cancel(own).isOk();
        var childs = guardian.post("/bookings", Map.of("slotId", slot(PHONE, 0).toString(), "patientId", child))
                .isCreated()
                .id();
        guardian.patch("/patients/me", noNumber).isProblem(422, "phone-needed");
        guardian.patch("/patients/me", Map.of("phone", "+12125550101")).isOk();
        assertThat(guardian.get("/bookings/" + childs).isOk().text("phone")).isEqualTo("+12125550101");
        guardian.patch("/patients/" + child, Map.of("phone", "+12125550102")).isOk();
        guardian.patch("/patients/me", noNumber).isOk();

        guardian.patch("/patients/" + child, noNumber).isProblem(422, "phone-needed");
        guardian.cancel(childs).isOk();
        guardian.patch("/patients/" + child, noNumber).isOk();
    }

    @Test
    void aClaimSeesTheGuardiansNumberOnceLocked() {
        var guardian = clinic.patient(UsState.NY);
        var child = child(guardian);
        var wish = Map.of("slotId", slot(PHONE, 0).toString(), "patientId", child);

        for (var caller : List.of(guardian, clinic.staff())) {
            jdbc.sql("update patient set phone = '+12125550100' where id = ?").param(guardian.id()).update();
            whileTheNumberGoes(guardian, () -> caller.post("/bookings", wish)).isProblem(422, "phone-needed");
        }
    }

    @Test
    void twoRemovalsDoNotTakeTheLastNumber() {
        var guardian = clinic.patient(UsState.NY);
        var child = child(guardian);
        guardian.patch("/patients/" + child, Map.of("phone", "+12125550102")).isOk();
        guardian.post("/bookings", Map.of("slotId", slot(PHONE, 0).toString(), "patientId", child)).isCreated();
        var noNumber = new HashMap<String, @Nullable Object>();
        noNumber.put("phone", null);

        whileTheNumberGoes(guardian, () -> guardian.patch("/patients/" + child, noNumber)).isProblem(422,
                "phone-needed");
    }

    private static String child(ApiCaller guardian) {
        return guardian
                .post("/patients/me/dependents",
                        Map.of("firstName", "Mia", "lastName", "Doe", "dateOfBirth", "2019-05-30"))
                .isCreated()
                .id();
    }

    /** Sends a request, and removes the number in a transaction that commits once the request waits for it or ends. */
    private Answer whileTheNumberGoes(ApiCaller patient, Supplier<Answer> request) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            jdbc.sql("update patient set phone = null where id = ?").param(patient.id()).update();
            var answer = CompletableFuture.supplyAsync(request, Thread::startVirtualThread);
            await().until(() -> answer.isDone() || isARowWaitedFor());
            return answer;
        })).join();
    }

    private boolean isARowWaitedFor() {
        return jdbc.sql("""
                select exists (select 1 from pg_stat_activity
                               where datname = current_database() and wait_event = 'transactionid')
                """).query(Boolean.class).single();
    }

    @Test
    void aVisitInPersonIsInTheStateOfThePlace() {
        var patient = clinic.patient(UsState.NY);

        var booked = patient.book(slot(IN_PERSON, 0)).isCreated();

        assertThat(booked.text("patientState")).isEqualTo("CA");
        assertThat(booked.text("place/street")).isEqualTo("12 Bay Street");
        assertThat(booked.body().path("joinUrl").isNull()).isTrue();
        patient.post("/bookings", Map.of("slotId", slot(IN_PERSON, 60).toString(), "patientState", "NY"))
                .isProblem(422, "not-licensed");
        var other = patient.book(slot(VIDEO, 60)).isCreated();
        assertThat(other.text("patientState")).isEqualTo("NY");
        var moved = patient.move(other.id(), slot(IN_PERSON, 120)).isOk();
        assertThat(moved.text("patientState")).isEqualTo("CA");
        assertThat(moved.text("place/name")).isEqualTo("Bay Street Clinic");
        try (var events = new EventLog(Topics.BOOKINGS)) {
            assertThat(events.await(other.id(), 2)).allSatisfy(
                    event -> assertThat(event.value()).doesNotContain("Bay Street", "video.example", "555"));
        }
    }

    @Test
    void aVisitInPersonFollowsItsPlace() {
        var patient = clinic.patient(UsState.CA);
        var inPerson = patient.book(slot(IN_PERSON, 0)).isCreated().id();
        var video = patient.book(slot(VIDEO, 60)).isCreated().id();

        publish(day(2, visit(VIDEO, VisitMode.VIDEO, null), visit(IN_PERSON, VisitMode.IN_PERSON, UsState.NY)));

        await().until(() -> patient.get("/bookings/" + inPerson).text("patientState").equals("NY"));
        var followed = patient.get("/bookings/" + inPerson).isOk();
        assertThat(followed.body().path("version").asInt()).isEqualTo(2);
        assertThat(followed.text("place/street")).isEqualTo("12 Bay Street");
        assertThat(patient.get("/bookings/" + video).text("patientState")).isEqualTo("CA");
        assertThat(clinic.staff().get("/bookings/at-risk?doctorId=" + doctor.value()).isOk().list("items")).isEmpty();
        try (var events = new EventLog(Topics.BOOKINGS)) {
            assertThat(events.await(inPerson, 2)).last()
                    .satisfies(event -> assertThat(event.value()).contains("\"NY\"", "SYSTEM"));
        }

        // no license at the next place, so the day does not have the visit
        publish(day(3, visit(VIDEO, VisitMode.VIDEO, null)));
        await().until(() -> clinic.staff()
                .get("/bookings/at-risk?why=NOT_OFFERED&doctorId=" + doctor.value())
                .isOk()
                .list("items")
                .size() == 1);
        assertThat(patient.get("/bookings/" + inPerson).text("patientState")).isEqualTo("NY");
    }

    @Test
    void aPlaceThatMovedUnnoticedIsFollowedLater() {
        var patient = clinic.patient(UsState.CA);
        var inPerson = patient.book(slot(IN_PERSON, 0)).isCreated().id();
        var video = patient.book(slot(VIDEO, 60)).isCreated().id();
        var unlicensed = patient.book(slot(IN_PERSON, 120)).isCreated().id();
        followPlaces.followLate();
        assertThat(patient.get("/bookings/" + inPerson).isOk().body().path("version").asInt()).isEqualTo(1);

        // as an instance of an earlier release stores them
        jdbc.sql("update doctor_contact set place_state = 'NY' where doctor_id = ?").param(doctor.value()).update();
        jdbc.sql("""
                update doctor_day set visits = replace(replace(visits::text, :state, '"NY"'), :start, '"1"')::jsonb
                where doctor_id = :doctor
                """)
                .param("state", "\"CA\"")
                .param("start", "\"%d\"".formatted(slot(IN_PERSON, 120).start().getEpochSecond() / 60))
                .param("doctor", doctor.value())
                .update();
        followPlaces.followLate();
        followPlaces.followLate();

        var followed = patient.get("/bookings/" + inPerson).isOk();
        assertThat(followed.text("patientState")).isEqualTo("NY");
        assertThat(followed.body().path("version").asInt()).isEqualTo(2);
        for (var other : List.of(video, unlicensed)) {
            assertThat(patient.get("/bookings/" + other).isOk().text("patientState")).isEqualTo("CA");
        }
    }

    @Test
    void aPlaceThatReturnsMeanwhileIsNotFollowed() {
        var patient = clinic.patient(UsState.CA);
        var inPerson = patient.book(slot(IN_PERSON, 0)).isCreated().id();
        placeMovesUnnoticed(UsState.CA, UsState.NY);

        Objects.requireNonNull(transaction.execute(_ -> {
            jdbc.sql("select id from patient where id = ? for no key update")
                    .param(patient.id())
                    .query(UUID.class)
                    .single();
            var following = CompletableFuture.runAsync(followPlaces::followLate, Thread::startVirtualThread);
            await().until(() -> following.isDone() || isARowWaitedFor());
            placeMovesUnnoticed(UsState.NY, UsState.CA);
            return following;
        })).join();

        var kept = patient.get("/bookings/" + inPerson).isOk();
        assertThat(kept.text("patientState")).isEqualTo("CA");
        assertThat(kept.body().path("version").asInt()).isEqualTo(1);
    }

    @Test
    void aVisitThatFailsDoesNotKeepOthersBack() {
        var patient = clinic.patient(UsState.CA);
        var failing = patient.book(slot(IN_PERSON, 0)).isCreated().id();
        var next = patient.book(slot(IN_PERSON, 60)).isCreated().id();
        placeMovesUnnoticed(UsState.CA, UsState.NY);

        jdbc.sql("alter table booking add constraint stuck check (id <> '%s' or patient_state = 'CA') not valid"
                .formatted(failing)).update();
        try {
            followPlaces.followLate();
        } finally {
            jdbc.sql("alter table booking drop constraint stuck").update();
        }

        assertThat(patient.get("/bookings/" + failing).isOk().text("patientState")).isEqualTo("CA");
        assertThat(patient.get("/bookings/" + next).isOk().text("patientState")).isEqualTo("NY");
        followPlaces.followLate();
        assertThat(patient.get("/bookings/" + failing).isOk().text("patientState")).isEqualTo("NY");
    }

    /** Stores the place as an instance of an earlier release does. */
    private void placeMovesUnnoticed(UsState from, UsState to) {
        jdbc.sql("update doctor_contact set place_state = ? where doctor_id = ?")
                .params(to.name(), doctor.value())
                .update();
        jdbc.sql("update doctor_day set visits = replace(visits::text, ?, ?)::jsonb where doctor_id = ?")
                .params("\"%s\"".formatted(from), "\"%s\"".formatted(to), doctor.value())
                .update();
    }

    @Test
    void aVisitInPersonStaysWhenItsPatientMovesAway() {
        var patient = clinic.patient(UsState.CA);
        var inPerson = patient.book(slot(IN_PERSON, 0)).isCreated().id();
        var video = patient.book(slot(VIDEO, 60)).isCreated().id();

        patient.patch("/patients/me",
                Map.of("address", Map.of("street", "1 Main St", "city", "Albany", "state", "NY", "zip", "12201")))
                .isOk();

        assertThat(patient.get("/bookings/" + inPerson).text("patientState")).isEqualTo("CA");
        assertThat(patient.get("/bookings/" + video).text("patientState")).isEqualTo("NY");
    }

    @Test
    void laterContactsCountAndARebuildRestoresThem() {
        var patient = clinic.patient(UsState.NY);
        var booked = patient.book(slot(VIDEO, 0)).isCreated().id();
        publish(contact(2, "https://other.example/", null), contact(1, "https://old.example/", PLACE));
        await().until(() -> patient.get("/bookings/" + booked).text("joinUrl").equals("https://other.example/"));

        jdbc.sql("update doctor_contact set video_link = null where doctor_id = ?").param(doctor.value()).update();
        rebuild.rebuild(Topics.CONTACTS);

        assertThat(patient.get("/bookings/" + booked).text("joinUrl")).isEqualTo("https://other.example/");
        assertThat(jdbc.sql("select count(*) from doctor_contact c join patient p on p.id = c.doctor_id")
                .query(Integer.class)
                .single()).isZero();
    }

    private void publish(Event... events) {
        transaction.executeWithoutResult(_ -> outbox.publishAll(List.of(events)));
    }

    private ContactChanged contact(long version, String link, ContactChanged.@Nullable Place place) {
        return new ContactChanged(doctor.value(), version, Instant.now(), Role.DOCTOR, "Ada", "Byron",
                "ada@doctors.example", ZoneId.of("America/New_York"), true, true, null, "en", null, link, place);
    }

    private SchedulePublished day(long version, SchedulePublished.Visit... visits) {
        return new SchedulePublished(doctor.value(), FIRST.atZone(ZoneId.of("America/New_York")).toLocalDate(), version,
                Instant.now(), ZoneId.of("America/New_York"), List.of(), Set.of(UsState.CA, UsState.NY), List.of(),
                List.of(visits));
    }

    private static SchedulePublished.Visit visit(UUID type, VisitMode mode, @Nullable UsState state) {
        return new SchedulePublished.Visit(type, mode.name(), mode, 30, 0, 0, state,
                List.of(at(0), at(60), at(120), at(180)));
    }

    private static Instant at(int minute) {
        return FIRST.plus(Duration.ofMinutes(minute));
    }

    private SlotId slot(UUID type, int minute) {
        return new SlotId(doctor, at(minute), type);
    }
}
