package dev.medislot.booking.booking;

import static dev.medislot.common.BookingStatus.CANCELLED;
import static dev.medislot.common.BookingStatus.COMPLETED;
import static dev.medislot.common.BookingStatus.CONFIRMED;
import static dev.medislot.common.BookingStatus.NO_SHOW;
import static dev.medislot.common.Role.DOCTOR;
import static dev.medislot.common.Role.PATIENT;
import static dev.medislot.common.Role.STAFF;
import static dev.medislot.common.UsState.CA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.booking.BookingRules;
import dev.medislot.booking.BookingRules.Unconfirmed;
import dev.medislot.booking.booking.BookingOutcome.AlreadyClosed;
import dev.medislot.booking.booking.BookingOutcome.NotStarted;
import dev.medislot.booking.booking.BookingOutcome.PastCutOff;
import dev.medislot.booking.booking.BookingOutcome.Stale;
import dev.medislot.booking.booking.BookingOutcome.VisitRated;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequestedChangeTest {

    private static final Instant START = Instant.parse("2027-03-01T15:00:00Z");
    private static final Instant END = START.plus(Duration.ofMinutes(30));
    private static final Instant CREATED = START.minus(Duration.ofDays(30));
    private static final Instant CUT_OFF = START.minus(Duration.ofHours(2));
    private static final Instant TWO_DAYS_LATER = END.plus(Duration.ofDays(2));
    private static final BookingRules RULES = new BookingRules(Duration.ofMinutes(5), 3, Duration.ofHours(2),
            Duration.ZERO, 20, Duration.ofDays(1), Duration.ofMinutes(10), new Unconfirmed(1, 2), Duration.ofMinutes(5),
            10);
    private static final BookingOutcome PAST_CUT_OFF = new PastCutOff(Duration.ofHours(2), Duration.ofMinutes(10));

    @Test
    void aPatientMovesABookingUntilTheCutOff() {
        assertThat(refusalToMove(CONFIRMED, PATIENT, CUT_OFF)).isNull();
        assertThat(refusalToMove(CONFIRMED, PATIENT, CUT_OFF.plusNanos(1))).isEqualTo(PAST_CUT_OFF);
        assertThat(refusalToMove(CONFIRMED, STAFF, END)).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = "CONFIRMED", mode = EnumSource.Mode.EXCLUDE)
    void aClosedBookingIsNotMoved(BookingStatus closed) {
        assertThat(refusalToMove(closed, STAFF, CREATED)).isEqualTo(new AlreadyClosed(closed));
        assertThat(refusalToMove(closed, PATIENT, END)).isEqualTo(new AlreadyClosed(closed));
    }

    @Test
    void aStaleVersionIsRefusedFirst() {
        var stale = new RequestedChange(booking(COMPLETED), PATIENT, "\"2\"", RULES, END);

        assertThat(stale.refusalToMove()).isEqualTo(new Stale(3));
        assertThat(stale.refusalToClose(NO_SHOW, () -> true)).isEqualTo(new Stale(3));
    }

    @Test
    void theVersionThatIsNamedIsChanged() {
        var named = new RequestedChange(booking(CONFIRMED), STAFF, "\"3\"", RULES, END);

        assertThat(named.refusalToMove()).isNull();
        assertThat(named.refusalToClose(CANCELLED, () -> false)).isNull();
    }

    @Test
    void aPatientCancelsUntilTheCutOff() {
        assertThat(refusalToClose(CONFIRMED, CANCELLED, PATIENT, CUT_OFF)).isNull();
        assertThat(refusalToClose(CONFIRMED, CANCELLED, PATIENT, CUT_OFF.plusNanos(1))).isEqualTo(PAST_CUT_OFF);
        assertThat(refusalToClose(CONFIRMED, CANCELLED, DOCTOR, END)).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = { "COMPLETED", "NO_SHOW" })
    void aVisitIsOverOnceItHasStarted(BookingStatus over) {
        assertThat(refusalToClose(CONFIRMED, over, DOCTOR, START.minusNanos(1))).isEqualTo(new NotStarted());
        assertThat(refusalToClose(CONFIRMED, over, DOCTOR, START)).isNull();
        assertThat(refusalToClose(CONFIRMED, over, DOCTOR, TWO_DAYS_LATER)).isNull();
    }

    @Test
    void aDoctorCorrectsForTwoDaysAndStaffAlways() {
        assertThat(refusalToClose(NO_SHOW, COMPLETED, PATIENT, END)).isEqualTo(new AlreadyClosed(NO_SHOW));
        assertThat(refusalToClose(NO_SHOW, COMPLETED, DOCTOR, TWO_DAYS_LATER.minusNanos(1))).isNull();
        assertThat(refusalToClose(NO_SHOW, COMPLETED, DOCTOR, TWO_DAYS_LATER)).isEqualTo(new AlreadyClosed(NO_SHOW));
        assertThat(refusalToClose(NO_SHOW, COMPLETED, STAFF, TWO_DAYS_LATER)).isNull();
        assertThat(refusalToClose(COMPLETED, NO_SHOW, STAFF, TWO_DAYS_LATER)).isNull();
    }

    @Test
    void aClosedVisitIsNotCancelled() {
        assertThat(refusalToClose(COMPLETED, CANCELLED, STAFF, END)).isEqualTo(new AlreadyClosed(COMPLETED));
        assertThat(refusalToClose(NO_SHOW, CANCELLED, PATIENT, CUT_OFF)).isEqualTo(new AlreadyClosed(NO_SHOW));
        assertThat(refusalToClose(CANCELLED, CANCELLED, PATIENT, END)).isEqualTo(new AlreadyClosed(CANCELLED));
    }

    @ParameterizedTest
    @EnumSource
    void aCancelledBookingStaysCancelled(BookingStatus next) {
        assertThat(refusalToClose(CANCELLED, next, STAFF, END)).isEqualTo(new AlreadyClosed(CANCELLED));
    }

    @Test
    void aRatedVisitIsNotMadeANoShow() {
        assertThat(rated(COMPLETED, NO_SHOW, END)).isEqualTo(new VisitRated());
        assertThat(rated(CONFIRMED, NO_SHOW, CREATED)).isEqualTo(new VisitRated());
        assertThat(rated(NO_SHOW, NO_SHOW, END)).isEqualTo(new AlreadyClosed(NO_SHOW));
        assertThat(rated(NO_SHOW, COMPLETED, END)).isNull();
    }

    @Test
    void onlyANoShowAsksForTheRating() {
        var change = new RequestedChange(booking(CONFIRMED), STAFF, null, RULES, END);

        assertThat(change.refusalToClose(COMPLETED, RequestedChangeTest::unasked)).isNull();
        assertThat(change.refusalToClose(CANCELLED, RequestedChangeTest::unasked)).isNull();
    }

    private static boolean unasked() {
        throw new AssertionError("The rating was read");
    }

    private static Object refusalToMove(BookingStatus status, Role by, Instant now) {
        return new RequestedChange(booking(status), by, null, RULES, now).refusalToMove();
    }

    private static Object refusalToClose(BookingStatus status, BookingStatus next, Role by, Instant now) {
        return new RequestedChange(booking(status), by, null, RULES, now).refusalToClose(next, () -> false);
    }

    private static Object rated(BookingStatus status, BookingStatus next, Instant now) {
        return new RequestedChange(booking(status), STAFF, null, RULES, now).refusalToClose(next, () -> true);
    }

    private static Booking booking(BookingStatus status) {
        var doctor = new DoctorId(UUID.randomUUID());
        return new Booking(UUID.randomUUID(), status, 3, new PatientId(UUID.randomUUID()), "Pat Doe", doctor,
                "Ada Wong", new SlotId(doctor, START), START, END, CA, null, null, CREATED, CREATED, null);
    }
}
