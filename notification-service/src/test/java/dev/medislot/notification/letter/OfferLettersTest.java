package dev.medislot.notification.letter;

import static dev.medislot.notification.letter.Writing.END;
import static dev.medislot.notification.letter.Writing.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.SlotTime;
import dev.medislot.common.event.WaitlistOffered;
import dev.medislot.notification.projection.Addressee.Reachable;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferLettersTest {

    private final Writing writing = new Writing("en");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2027-03-15T18:00:00Z | It is yours if you book it today, at 12:15 PM at the latest.
            2027-03-15T05:50:00Z | It is yours if you book it by Monday, March 15, 2027, at 12:05 AM MDT.
            """)
    void anOfferNamesTheDateIfItEndsTomorrow(Instant offered, String words) {
        var slot = new SlotTime(new SlotId(new DoctorId(writing.doctor.personId()), START), START, END);
        var offer = new WaitlistOffered(UUID.randomUUID(), UUID.randomUUID(), writing.patient.personId(),
                writing.doctor.personId(), slot, VisitMode.VIDEO, "secret", offered.plus(Duration.ofMinutes(15)),
                offered, null);

        var letter = Writing.letters(offered)
                .offer(offer, new Reachable(writing.patient, writing.patient), writing.doctor);

        assertThat(letter.text()).contains(words);
    }
}
