package dev.medislot.booking.booking;

import static dev.medislot.common.UsState.CA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.booking.booking.BookingOutcome.AlreadyClosed;
import dev.medislot.booking.booking.BookingOutcome.Booked;
import dev.medislot.booking.booking.BookingOutcome.Done;
import dev.medislot.booking.booking.BookingOutcome.NotClaimed;
import dev.medislot.booking.booking.BookingOutcome.PastCutOff;
import dev.medislot.booking.claim.Claim.HeldBefore;
import dev.medislot.booking.claim.Claim.NotLicensed;
import dev.medislot.booking.claim.Claim.NoticeTooShort;
import dev.medislot.booking.claim.Claim.OfferExpired;
import dev.medislot.booking.claim.Claim.OtherSlotOffered;
import dev.medislot.booking.claim.Claim.PatientBusy;
import dev.medislot.booking.claim.Claim.PatientUnknown;
import dev.medislot.booking.claim.Claim.Refusal;
import dev.medislot.booking.claim.Claim.SlotInPast;
import dev.medislot.booking.claim.Claim.SlotTaken;
import dev.medislot.booking.claim.Claim.SlotUnknown;
import dev.medislot.booking.claim.Claim.TooManyBookings;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.PatientId;
import dev.medislot.service.idempotency.Once.First;
import dev.medislot.service.idempotency.Once.KeyReused;
import dev.medislot.service.idempotency.Once.Repeat;
import dev.medislot.service.idempotency.Once.StillRunning;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class BookingOutcomeTest {

    private static final List<Refusal> REFUSALS = List.of(new SlotTaken(new PatientId(UUID.randomUUID()), null),
            new SlotTaken(new PatientId(UUID.randomUUID()), Instant.parse("2027-03-01T15:00:00.123Z")),
            new PatientBusy(UUID.randomUUID(), true), new NotLicensed(CA), new SlotInPast(),
            new NoticeTooShort(Duration.ofMinutes(90)), new TooManyBookings(20),
            new HeldBefore(Instant.parse("2027-03-01T15:00:00.123Z")), new SlotUnknown(), new PatientUnknown(),
            new OfferExpired(), new OtherSlotOffered());

    private final JsonMapper json = new JsonMapper();

    @Test
    void aStoredOutcomeIsReadBackAsItWas() {
        assertReadBack(new Booked(BookingVisibilityTest.booking()));
        REFUSALS.forEach(refusal -> assertReadBack(new NotClaimed(refusal)));
        assertReadBack(new Done(BookingVisibilityTest.booking()));
        assertReadBack(new AlreadyClosed(BookingStatus.CANCELLED));
        assertReadBack(new PastCutOff(Duration.ofHours(2), Duration.ofMinutes(10)));
    }

    @Test
    void labelsAreWhatDashboardsRead() {
        assertThat(new Booked(BookingVisibilityTest.booking()).label()).isEqualTo("Done");
        assertThat(BookingOutcome.label(new First<>(new Booked(BookingVisibilityTest.booking())))).isEqualTo("Done");
        assertThat(BookingOutcome.label(new Repeat<>(new Booked(BookingVisibilityTest.booking()))))
                .isEqualTo("Repeated");
        assertThat(BookingOutcome.label(new KeyReused<>())).isEqualTo("Repeated");
        assertThat(BookingOutcome.label(new StillRunning<>())).isEqualTo("Repeated");
        assertThat(REFUSALS).extracting(refusal -> new NotClaimed(refusal).label())
                .containsExactly("SlotTaken", "SlotTaken", "PatientBusy", "NotLicensed", "SlotInPast", "NoticeTooShort",
                        "TooManyBookings", "HeldBefore", "SlotUnknown", "PatientUnknown", "OfferExpired",
                        "OtherSlotOffered");
    }

    @Test
    void aClosedBookingCanOnlyBeCorrected() {
        assertThat(Arrays.stream(BookingStatus.values()).filter(BookingStatus.CONFIRMED::mayBecome))
                .containsExactly(BookingStatus.COMPLETED, BookingStatus.NO_SHOW, BookingStatus.CANCELLED);
        assertThat(Arrays.stream(BookingStatus.values()).filter(BookingStatus.COMPLETED::mayBecome))
                .containsExactly(BookingStatus.NO_SHOW);
        assertThat(Arrays.stream(BookingStatus.values()).filter(BookingStatus.NO_SHOW::mayBecome))
                .containsExactly(BookingStatus.COMPLETED);
        assertThat(BookingStatus.values()).noneMatch(BookingStatus.CANCELLED::mayBecome);
    }

    private void assertReadBack(BookingOutcome outcome) {
        var stored = json.writerFor(BookingOutcome.class).writeValueAsString(outcome);
        assertThat(json.readValue(stored, BookingOutcome.class)).isEqualTo(outcome);
    }
}
