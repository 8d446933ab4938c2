package dev.medislot.booking.rating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.booking.guardian.Family;
import dev.medislot.booking.rating.Ratings.Total;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.service.security.Caller;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RatingRulesTest {

    private static final Instant NOW = Instant.parse("2027-03-01T15:00:00Z");

    private final PatientId patient = new PatientId(UUID.randomUUID());
    private final Rating rating = new Rating(UUID.randomUUID(), 1, new DoctorId(UUID.randomUUID()), patient,
            UUID.randomUUID(), 4, "good", NOW, NOW);

    @Test
    void anAverageHasTwoDecimals() {
        assertThat(new Total(1, 14, 3).average()).isEqualTo(4.67);
        assertThat(new Total(2, 0, 0).average()).isZero();
    }

    @Test
    void aChangeIsANewVersion() {
        var changed = rating.changed(new RatingPatchRequest(5, null), NOW.plusSeconds(1));

        assertThat(changed.version()).isEqualTo(2);
        assertThat(RatingPatchRequest.of(changed)).isEqualTo(new RatingPatchRequest(5, null));
        assertThat(changed.createdAt()).isEqualTo(NOW);
        assertThat(changed.updatedAt()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void onlyItsPatientAndStaffSeeTheBooking() {
        assertThat(seenBy(new Caller(patient.value(), Role.PATIENT, null))).isEqualTo(rating.booking());
        assertThat(seenBy(new Caller(UUID.randomUUID(), Role.STAFF, null))).isEqualTo(rating.booking());
        assertThat(seenBy(new Caller(UUID.randomUUID(), Role.PATIENT, null))).isNull();
        assertThat(seenBy(new Caller(rating.doctorId().value(), Role.DOCTOR, null))).isNull();
        assertThat(RatingView.of(rating, Optional.empty()).bookingId()).isNull();
    }

    private Object seenBy(Caller caller) {
        return RatingView.of(rating, Optional.of(Family.of(caller))).bookingId();
    }
}
