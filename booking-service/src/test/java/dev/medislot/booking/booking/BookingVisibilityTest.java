package dev.medislot.booking.booking;

import static dev.medislot.common.UsState.CA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.booking.guardian.Family;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.service.security.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BookingVisibilityTest {

    private static final DoctorId DOCTOR = new DoctorId(UUID.randomUUID());
    private static final PatientId PATIENT = new PatientId(UUID.randomUUID());
    private static final Caller DOCTOR_CALLER = new Caller(DOCTOR.value(), Role.DOCTOR, null);
    private static final Caller PATIENT_CALLER = new Caller(PATIENT.value(), Role.PATIENT, CA);
    private static final Caller STAFF_CALLER = new Caller(UUID.randomUUID(), Role.STAFF, null);

    @Test
    void aBookingConcernsItsPatientItsDoctorAndStaff() {
        assertThat(booking().concerns(Family.of(PATIENT_CALLER))).isTrue();
        assertThat(booking().concerns(Family.of(DOCTOR_CALLER))).isTrue();
        assertThat(booking().concerns(Family.of(STAFF_CALLER))).isTrue();
    }

    @Test
    void theSameIdInAnotherRoleSeesNothing() {
        assertThat(booking().concerns(Family.of(new Caller(PATIENT.value(), Role.DOCTOR, null)))).isFalse();
        assertThat(booking().concerns(Family.of(new Caller(DOCTOR.value(), Role.PATIENT, CA)))).isFalse();
        assertThat(booking().concerns(Family.of(new Caller(UUID.randomUUID(), Role.PATIENT, CA)))).isFalse();
    }

    @Test
    void callersListTheirOwnBookings() {
        assertThat(filter(null, null).visibleTo(Family.of(PATIENT_CALLER))).contains(filter(null, PATIENT));
        assertThat(filter(null, null).visibleTo(Family.of(DOCTOR_CALLER))).contains(filter(DOCTOR, null));
        assertThat(filter(null, null).visibleTo(Family.of(STAFF_CALLER))).contains(filter(null, null));
    }

    @Test
    void callersMayNarrowByTheOtherSide() {
        assertThat(filter(DOCTOR, null).visibleTo(Family.of(PATIENT_CALLER))).contains(filter(DOCTOR, PATIENT));
        assertThat(filter(null, PATIENT).visibleTo(Family.of(DOCTOR_CALLER))).contains(filter(DOCTOR, PATIENT));
    }

    @Test
    void callersListNobodyElsesBookings() {
        assertThat(filter(null, new PatientId(UUID.randomUUID())).visibleTo(Family.of(PATIENT_CALLER))).isEmpty();
        assertThat(filter(new DoctorId(UUID.randomUUID()), null).visibleTo(Family.of(DOCTOR_CALLER))).isEmpty();
    }

    @Test
    void aGuardianSeesTheBookingsOfDependents() {
        var guardian = new Caller(UUID.randomUUID(), Role.PATIENT, CA);
        var self = new PatientId(guardian.id());
        var family = new Family(guardian, List.of(self, PATIENT));

        assertThat(booking().concerns(family)).isTrue();
        assertThat(filter(null, null).visibleTo(family)).get()
                .extracting(BookingFilter::patients)
                .isEqualTo(List.of(self, PATIENT));
        assertThat(filter(null, PATIENT).visibleTo(family)).contains(filter(null, PATIENT));
        assertThat(filter(null, new PatientId(UUID.randomUUID())).visibleTo(family)).isEmpty();
    }

    private static BookingFilter filter(@Nullable DoctorId doctor, @Nullable PatientId patient) {
        return new BookingFilter(BookingStatus.CONFIRMED, null, null, doctor,
                patient == null ? null : List.of(patient));
    }

    static Booking booking() {
        var start = Instant.parse("2027-03-01T15:00:00Z");
        return new Booking(UUID.randomUUID(), BookingStatus.CONFIRMED, 1, PATIENT, "Ann Lee", DOCTOR, null,
                new SlotId(DOCTOR, start), start, start.plus(Duration.ofMinutes(30)), CA, "a reason\nin two lines é",
                null, start.minusNanos(1_000), start.minusNanos(1_000), start.minusSeconds(7_200));
    }
}
