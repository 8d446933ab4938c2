package dev.medislot.booking.booking;

import static dev.medislot.common.BookingStatus.CANCELLED;
import static dev.medislot.common.BookingStatus.COMPLETED;
import static dev.medislot.common.UsState.CA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.web.problem.Refused.FieldError;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BookingPatchRequestTest {

    private static final SlotId SLOT = new SlotId(new DoctorId(UUID.randomUUID()),
            Instant.parse("2027-03-01T15:00:00Z"));

    @Test
    void aPatchMovesOrCloses() {
        assertThat(wrongFields(SLOT, null, null, null)).isEmpty();
        assertThat(wrongFields(SLOT, CA, null, null)).isEmpty();
        assertThat(wrongFields(null, null, COMPLETED, null)).isEmpty();
        assertThat(wrongFields(null, null, CANCELLED, "ill")).isEmpty();
    }

    @Test
    void anEmptyPatchIsRefused() {
        assertThat(wrongFields(null, null, null, null)).containsExactly("slotId", "status");
        assertThat(wrongFields(null, CA, null, "ill")).containsExactly("slotId", "status");
    }

    @Test
    void aMoveWithAStatusOrReasonIsRefused() {
        assertThat(wrongFields(SLOT, null, CANCELLED, null)).containsExactly("status");
        assertThat(wrongFields(SLOT, null, null, "ill")).containsExactly("cancellationReason");
        assertThat(wrongFields(SLOT, CA, COMPLETED, "ill")).containsExactly("status", "cancellationReason",
                "patientState");
    }

    @Test
    void onlyACancellationHasAReason() {
        assertThat(wrongFields(null, null, COMPLETED, "ill")).containsExactly("cancellationReason");
        assertThat(wrongFields(null, CA, CANCELLED, "ill")).containsExactly("patientState");
        assertThat(wrongFields(null, CA, COMPLETED, "ill")).containsExactly("patientState");
    }

    private static List<String> wrongFields(@Nullable SlotId slot, @Nullable UsState state,
            @Nullable BookingStatus status, @Nullable String reason) {
        return new BookingPatchRequest(slot, state, status, reason).errors().stream().map(FieldError::field).toList();
    }
}
