package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.medislot.client.Consequences;
import dev.medislot.client.Credentials;
import dev.medislot.client.EmailConfirmation;
import dev.medislot.client.Login;
import dev.medislot.client.MedislotClient;
import dev.medislot.client.MergePatch;
import dev.medislot.client.NewPassword;
import dev.medislot.client.PasswordChange;
import dev.medislot.client.PasswordReset;
import dev.medislot.client.RefreshToken;
import dev.medislot.client.booking.BookingChange;
import dev.medislot.client.booking.BookingQuery;
import dev.medislot.client.booking.BookingVersion;
import dev.medislot.client.booking.CancelLink;
import dev.medislot.client.booking.DeskQuery;
import dev.medislot.client.booking.NewBooking;
import dev.medislot.client.booking.NewHold;
import dev.medislot.client.booking.NewWaitlistEntry;
import dev.medislot.client.booking.OfferBooking;
import dev.medislot.client.doctor.DoctorQuery;
import dev.medislot.client.doctor.DoctorStatus;
import dev.medislot.client.doctor.NewDoctor;
import dev.medislot.client.doctor.NewLicense;
import dev.medislot.client.doctor.NewTimeOff;
import dev.medislot.client.doctor.NewTimeslot;
import dev.medislot.client.doctor.NewWorkingHours;
import dev.medislot.client.doctor.StaffCredentials;
import dev.medislot.client.doctor.WorkingHours.Window;
import dev.medislot.client.mail.CalendarFeed;
import dev.medislot.client.mail.Mail;
import dev.medislot.client.opening.DoctorOpeningQuery;
import dev.medislot.client.opening.Opening;
import dev.medislot.client.opening.OpeningQuery;
import dev.medislot.client.patient.Address;
import dev.medislot.client.patient.NewPatient;
import dev.medislot.client.patient.NewRating;
import dev.medislot.client.patient.PatientQuery;
import dev.medislot.client.problem.ApiProblem;
import dev.medislot.client.problem.Conflict;
import dev.medislot.client.problem.InvalidRequest;
import dev.medislot.client.problem.NotFound;
import dev.medislot.client.problem.NotLoggedIn;
import dev.medislot.client.problem.RuleViolated;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.ProblemType;
import dev.medislot.common.UsState;
import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.testkit.CheckingProxy;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The Java client against the running system. */
@ResourceLock(Medislot.LOCK)
class ClientIT {

    private static final ZoneId ZONE = ZoneId.of("America/Chicago");
    private static final String NONE = null;

    @AutoClose
    private final CheckingProxy gateway = CheckingProxy.to(URI.create(Medislot.running().gateway().url()));
    private final MedislotClient medislot = MedislotClient.at(gateway.address());
    private final MedislotClient staff = medislot
            .as(medislot.staff().logIn(new Credentials(Medislot.STAFF_EMAIL, Clinic.PASSWORD)));

    private DoctorId doctor;
    private MedislotClient asDoctor;

    private static void confirm(MedislotClient patient) {
        var email = patient.patients().me().email();
        var token = Medislot.running().mails().token(email, "Confirm your email address");
        patient.links().confirmEmail(new EmailConfirmation(token));
    }

    @Test
    void aVisitIsBookedMovedAndCancelled() {
        aDoctorWithHours();
        var patient = medislot.as(aPatient());
        confirm(patient);
        var openings = openings(patient);
        var key = UUID.randomUUID().toString();

        var hold = patient.holds().hold(NewHold.of(openings.get(0).id()), NONE);
        assertThat(patient.holds().list().items()).containsExactly(hold);
        patient.holds().release(hold.id());
        var entry = patient.waitlist().join(NewWaitlistEntry.of(doctor, "2199-01-01", "2199-01-31"), NONE);
        assertThat(patient.waitlist().list(null, 10, NONE).items()).containsExactly(entry);
        assertThat(patient.waitlist().get(entry.id(), NONE)).isEqualTo(entry);
        assertThatExceptionOfType(Conflict.class)
                .isThrownBy(() -> patient.waitlist().book(entry.id(), OfferBooking.of(openings.get(0).id()), NONE));
        patient.waitlist().leave(entry.id());
        var booking = patient.bookings().book(NewBooking.of(openings.get(0).id()), key);

        assertThat(patient.bookings().book(NewBooking.of(openings.get(0).id()), key)).isEqualTo(booking);
        assertThat(patient.bookings().list(BookingQuery.all().of(doctor)).items()).containsExactly(booking);
        assertThat(booking.changeableUntil()).isBefore(booking.start());
        assertThatExceptionOfType(InvalidRequest.class)
                .isThrownBy(() -> patient.bookings().cancellation(booking.id(), "wrong"));
        assertThatExceptionOfType(InvalidRequest.class)
                .isThrownBy(() -> patient.bookings().cancelByLink(booking.id(), new CancelLink("wrong", 1)));
        var day = staff.desk().day(DeskQuery.of(LocalDate.ofInstant(booking.start(), ZONE)).of(doctor));
        assertThat(day.doctors().getFirst().slots()).extracting("bookingId", "patientId")
                .contains(tuple(booking.id(), booking.patientId()));
        var moved = patient.bookings()
                .change(booking.id(), BookingChange.moveTo(openings.get(1).id()), booking.entityTag());
        assertThat(moved.start()).isEqualTo(openings.get(1).start());
        assertThatExceptionOfType(Conflict.class)
                .isThrownBy(
                        () -> patient.bookings().change(booking.id(), BookingChange.cancel(null), booking.entityTag()))
                .satisfies(stale -> assertThat(stale.type()).contains(ProblemType.STALE));
        var cancelled = patient.bookings().change(booking.id(), BookingChange.cancel("Better"), moved.entityTag());
        assertThat(cancelled.status()).isEqualTo(BookingStatus.CANCELLED);
        assertThat(patient.bookings().history(booking.id()).items()).extracting(BookingVersion::version)
                .containsExactly(1, 2, 3);
        await("mails").until(() -> patient.mails().list(booking.id(), NONE, NONE).items().size() >= 3);
        var mail = patient.mails().list(booking.id(), NONE, NONE).items().getFirst();
        assertThat(patient.mails().get(mail.id())).extracting(Mail::id).isEqualTo(mail.id());
        var feed = patient.calendarFeed().create(NONE);
        assertThat(feed.address()).isNotNull();
        assertThat(patient.calendarFeed().get()).isEqualTo(new CalendarFeed(null, feed.createdAt()));
        patient.calendarFeed().remove();
    }

    @Test
    void aRefusalSaysWhy() {
        aDoctorWithHours();
        var first = medislot.as(aPatient());
        var slot = openings(first).getFirst().id();
        first.bookings().book(NewBooking.of(slot), NONE);
        var second = medislot.as(aPatient());

        refused(Conflict.class, ProblemType.SLOT_TAKEN, () -> second.bookings().book(NewBooking.of(slot), NONE));
        refused(NotFound.class, ProblemType.NOT_FOUND, () -> second.bookings().get(UUID.randomUUID()));
        refused(NotLoggedIn.class, ProblemType.UNAUTHENTICATED, () -> medislot.bookings().list(BookingQuery.all()));
        refused(RuleViolated.class, ProblemType.NOT_LICENSED, () -> second.bookings()
                .book(new NewBooking(openings(second).getLast().id(), null, UsState.HI, null), NONE));
        assertThatExceptionOfType(InvalidRequest.class).isThrownBy(
                () -> second.patients().change(second.patients().me().id(), MergePatch.of("firstName", " "), NONE))
                .satisfies(invalid -> assertThat(invalid.fields()).extracting("field").contains("firstName"));
    }

    @Test
    void aDoctorKeepsHoursAndLicenses() {
        aDoctorWithHours();
        var license = asDoctor.licenses()
                .grant(doctor, new NewLicense(UsState.WY, "W-1", LocalDate.now(), LocalDate.now().plusDays(20)), NONE,
                        Consequences.KEEP_BOOKINGS);
        assertThat(asDoctor.licenses()
                .change(doctor, license.id(), MergePatch.of("number", "W-2"), NONE, Consequences.PREVIEW)
                .number()).isEqualTo("W-2");
        assertThat(medislot.licenses().list(doctor, NONE).items()).extracting("number").contains("W-1");
        assertThat(medislot.licenses().get(doctor, license.id()).number()).isEqualTo("W-1");
        assertThat(MedislotClient.all(next -> staff.licenses().expiring(30, next)))
                .anyMatch(each -> each.id().equals(license.id()));
        assertThat(staff.licenses().verify(doctor, license.id(), NONE).verified()).isTrue();
        assertThat(MedislotClient.all(next -> staff.licenses().unverified(next)))
                .noneMatch(each -> each.id().equals(license.id()));
        assertThat(staff.doctors()
                .change(doctor, MergePatch.of("status", DoctorStatus.INACTIVE.name()), NONE, Consequences.PREVIEW)
                .status()).isEqualTo(DoctorStatus.INACTIVE);
        asDoctor.licenses().revoke(doctor, license.id(), NONE, Consequences.CANCEL_BOOKINGS);

        var date = LocalDate.now(ZONE).plusDays(9);
        var timeslot = asDoctor.hours()
                .addTimeslot(doctor, new NewTimeslot(date + "T18:00", date + "T20:00", false, null), NONE,
                        Consequences.KEEP_BOOKINGS);
        asDoctor.hours()
                .changeTimeslot(doctor, timeslot.id(), MergePatch.of("end", date + "T19:00"), NONE,
                        Consequences.KEEP_BOOKINGS);
        assertThat(MedislotClient.all(next -> medislot.hours().timeslots(doctor, next)))
                .anyMatch(each -> each.end().equals(date + "T19:00"));
        assertThat(medislot.hours().timeslot(doctor, timeslot.id()).end()).isEqualTo(date + "T19:00");
        asDoctor.hours().removeTimeslot(doctor, timeslot.id(), NONE, Consequences.KEEP_BOOKINGS);
        var timeOff = asDoctor.hours()
                .takeTimeOff(doctor, new NewTimeOff(date + "T00:00", date + "T24:00", "Congress"), NONE,
                        Consequences.KEEP_BOOKINGS);
        assertThat(medislot.openings().day(doctor, date).slots()).isNotEmpty()
                .allMatch(slot -> slot.status().equals("TIME_OFF"));
        assertThat(asDoctor.hours().timeOff(doctor, NONE).items()).extracting("id").contains(timeOff.id());
        assertThat(asDoctor.hours().timeOffEntry(doctor, timeOff.id()).reason()).isEqualTo("Congress");
        asDoctor.hours().cancelTimeOff(doctor, timeOff.id(), Consequences.KEEP_BOOKINGS);
        assertThat(medislot.closures().list(NONE).items()).allMatch(closure -> closure.reason() == null);
        assertThat(medislot.hours().workingHours(doctor).week()).hasSize(7);
        assertThat(medislot.openings().calendar(doctor, date, date.plusDays(2)).days()).hasSize(3);
        assertThat(medislot.openings().why(doctor, date + "T03:00", UsState.CA).reasons()).extracting("code")
                .contains("OUTSIDE_HOURS");
    }

    @Test
    void accountsAreChangedAndFound() {
        aDoctorWithHours();
        var profile = medislot.doctors().get(doctor);
        asDoctor.doctors().change(doctor, MergePatch.of("bio", "Skin"), NONE, Consequences.KEEP_BOOKINGS);
        assertThat(medislot.doctors().get(doctor).bio()).isEqualTo("Skin");
        assertThat(medislot.doctors().list(new DoctorQuery(null, null, profile.lastName(), null, null)).items())
                .extracting("id")
                .contains(doctor);
        asDoctor.doctors().changePassword(new PasswordChange(Clinic.PASSWORD, "another " + Clinic.PASSWORD));

        var login = aPatient();
        var patient = medislot.as(login);
        var me = patient.patients().me();
        patient.patients().change(me.id(), MergePatch.of("reminders", false), NONE);
        patient.patients().changePassword(new PasswordChange(Clinic.PASSWORD, "another " + Clinic.PASSWORD));
        assertThat(staff.patients().get(new PatientId(login.id())).reminders()).isFalse();
        assertThat(staff.patients().list(PatientQuery.matching(me.email())).items()).extracting("id")
                .containsExactly(me.id());

        var member = new Credentials(UUID.randomUUID() + "@staff.example", Clinic.PASSWORD);
        assertThat(staff.staff().add(member, NONE).email()).isEqualTo(member.email());
        medislot.as(medislot.staff().logIn(member))
                .staff()
                .changePassword(new PasswordChange(Clinic.PASSWORD, "another " + Clinic.PASSWORD));
        assertThat(staff.bookings().atRisk("NOT_LICENSED", doctor, NONE).items()).isEmpty();
        assertThat(staff.audit().count().overlaps()).isZero();
        refused(NotLoggedIn.class, ProblemType.UNAUTHENTICATED, () -> patient.patients().me());
        var again = medislot.as(medislot.patients().logIn(new Credentials(me.email(), "another " + Clinic.PASSWORD)));
        refused(RuleViolated.class, ProblemType.WRONG_PASSWORD,
                () -> again.patients().changePassword(new PasswordChange("wrong", "yet another " + Clinic.PASSWORD)));
    }

    @Test
    void sessionsAreRefreshedAndEnded() {
        var login = aPatient();
        var next = medislot.sessions().refresh(RefreshToken.of(login));
        assertThat(medislot.as(next).patients().me().id()).isEqualTo(new PatientId(login.id()));
        medislot.sessions().logOut(RefreshToken.of(next));
        refused(NotLoggedIn.class, ProblemType.UNAUTHENTICATED,
                () -> medislot.sessions().refresh(RefreshToken.of(next)));

        var everywhere = medislot.as(aPatient());
        everywhere.sessions().endAll();
        refused(NotLoggedIn.class, ProblemType.UNAUTHENTICATED, () -> everywhere.patients().me());
    }

    @Test
    void staffIsListedDisabledAndRemoved() {
        var credentials = new Credentials(UUID.randomUUID() + "@staff.example", Clinic.PASSWORD);
        var id = staff.staff().add(credentials, NONE).id();
        assertThat(MedislotClient.all(next -> staff.staff().list(next))).extracting("email")
                .contains(credentials.email());
        var secret = medislot.staff().beginSecondFactor(credentials);
        assertThat(secret.uri().toString()).contains(secret.secret());
        refused(NotLoggedIn.class, ProblemType.UNAUTHENTICATED, () -> medislot.staff()
                .confirmSecondFactor(new StaffCredentials(credentials.email(), Clinic.PASSWORD, "000")));

        var disabled = staff.staff().change(id, MergePatch.of("disabled", true), "\"1\"");
        assertThat(disabled.disabled()).isTrue();
        refused(NotLoggedIn.class, ProblemType.UNAUTHENTICATED, () -> medislot.staff().logIn(credentials));
        staff.staff().change(id, MergePatch.of("disabled", false), "\"%d\"".formatted(disabled.version()));
        medislot.staff().logIn(credentials);
        staff.staff().removeSecondFactor(id);
        staff.staff().remove(id, NONE);
        refused(NotLoggedIn.class, ProblemType.UNAUTHENTICATED, () -> medislot.staff().logIn(credentials));
    }

    @Test
    void linksAreAskedForAndOpened() {
        var patient = medislot.as(aPatient());
        var me = patient.patients().me();
        assertThat(me.emailConfirmed()).isFalse();
        patient.links().resendConfirmation();
        var mails = Medislot.running().mails();
        medislot.links().confirmEmail(new EmailConfirmation(mails.token(me.email(), "Confirm your email address")));
        assertThat(patient.patients().me().emailConfirmed()).isTrue();

        medislot.links().requestReset(new PasswordReset(me.email(), null));
        var token = mails.token(me.email(), "Choose a new password");
        medislot.links().reset(new NewPassword(token, "another " + Clinic.PASSWORD));
        medislot.patients().logIn(new Credentials(me.email(), "another " + Clinic.PASSWORD));
        refused(InvalidRequest.class, ProblemType.VALIDATION,
                () -> medislot.links().reset(new NewPassword(token, "yet another " + Clinic.PASSWORD)));
    }

    @Test
    void everyPageOfAListIsRead() {
        aDoctorWithHours();
        var patient = medislot.as(aPatient());
        var query = OpeningQuery.of(doctor)
                .between(LocalDate.now(ZONE).plusDays(2), LocalDate.now(ZONE).plusDays(8), ZONE);

        var all = MedislotClient.all(next -> patient.openings().list(query.limit(5).after(next))).toList();

        assertThat(all).hasSize(28).isEqualTo(patient.openings().list(query.limit(200)).items());
        assertThatExceptionOfType(ApiProblem.class)
                .isThrownBy(() -> patient.ratings().rate(new NewRating(UUID.randomUUID(), 5, null), NONE));
        assertThat(patient.ratings().list(doctor, null, NONE).items()).isEmpty();
        var byDoctor = patient.openings()
                .byDoctor(DoctorOpeningQuery.in(UsState.CA, ZONE).from(LocalDate.now(ZONE).plusDays(2), 7));
        assertThat(byDoctor.days()).hasSize(7);
        assertThat(patient.openings().clinic().cutOff()).isEqualTo(Duration.ofHours(2));
    }

    private static void refused(Class<? extends ApiProblem> kind, ProblemType type, ThrowingCallable call) {
        assertThatExceptionOfType(kind).isThrownBy(call).satisfies(problem -> {
            assertThat(problem.type()).contains(type);
            assertThat(problem.status()).isEqualTo(type.status());
            assertThat(problem.detail()).isNotBlank();
            assertThat(problem.requestId()).isPresent();
        });
    }

    private List<Opening> openings(MedislotClient patient) {
        var query = OpeningQuery.of(doctor)
                .between(LocalDate.now(ZONE).plusDays(2), LocalDate.now(ZONE).plusDays(8), ZONE);
        return await("openings").until(() -> patient.openings().list(query).items(), openings -> openings.size() > 4);
    }

    private void aDoctorWithHours() {
        var email = UUID.randomUUID() + "@doctors.example";
        doctor = medislot.doctors()
                .register(new NewDoctor(email, Clinic.PASSWORD, "Ines", "Vantongeren", ZONE, "Dermatology", null, 60),
                        NONE)
                .id();
        asDoctor = medislot.as(medislot.doctors().logIn(new Credentials(email, Clinic.PASSWORD)));
        asDoctor.licenses()
                .grant(doctor, new NewLicense(UsState.CA, "C-1", LocalDate.now().minusYears(1), null), NONE,
                        Consequences.KEEP_BOOKINGS);
        asDoctor.hours()
                .setWorkingHours(doctor, NewWorkingHours.of(Arrays.stream(DayOfWeek.values())
                        .collect(Collectors.toMap(Function.identity(), _ -> List.of(Window.of("09:00", "13:00"))))),
                        NONE, Consequences.KEEP_BOOKINGS);
    }

    private Login aPatient() {
        var email = UUID.randomUUID() + "@patients.example";
        medislot.patients()
                .register(new NewPatient(email, Clinic.PASSWORD, "Noor", "Halloran", null, ZONE,
                        new Address("1 Main St", "Fresno", UsState.CA, "93650"), null), NONE);
        return medislot.patients().logIn(new Credentials(email, Clinic.PASSWORD));
    }
}
