package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.BrowserTest;
import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.PageBrowser;
import dev.medislot.systemtests.kit.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A time that goes vanishes from the open pages of a patient and of the front desk, which ask every four seconds.
 * Prints after how long.
 */
@BrowserTest
@ResourceLock(Medislot.LOCK)
class VanishingTimesIT {

    private static final Medislot MEDISLOT = Medislot.running();
    private static final Clinic CLINIC = MEDISLOT.clinic();
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    /** No other test has doctors there. */
    private static final String STATE = "RI";

    @RegisterExtension
    static final PageBrowser list = new PageBrowser(MEDISLOT);

    @RegisterExtension
    static final PageBrowser board = new PageBrowser(MEDISLOT);

    private static Person doctor;
    private static LocalDate day;

    private Person rival;
    private String slot;

    @BeforeAll
    static void aDoctorWorks() {
        doctor = CLINIC.aDoctor(ZONE.getId(), STATE);
        day = CLINIC.openings(doctor, STATE).getFirst().start().atZone(ZONE).toLocalDate();
    }

    @BeforeEach
    void bothPagesShowTheTime() {
        rival = CLINIC.aPatient(STATE, ZONE.getId());
        list.logIn("/login", CLINIC.aPatient(STATE, ZONE.getId()));
        list.visit("/book?doctor=%s&day=%s".formatted(doctor.id(), day));
        board.logIn("/team/login?next=/desk", MEDISLOT.staff());
        board.visit("/desk?doctorId=%s&timeZone=%s&date=%s".formatted(doctor.id(), ZONE, day));
        slot = list.attribute(".doctor .chip", "id");
        await("the board has the time").until(() -> board.count("[id='s-%s']".formatted(slot)) == 1);
    }

    @Test
    void aBookedTimeGoesFromOpenPages() {
        CLINIC.books(rival, slot).isCreated();

        awaitItsEnd();
        assertThat(board.text(".board .taken")).contains("Petra Quillfeather");
        assertThat(list.count(".doctor .chip")).isPositive();
    }

    @Test
    void aHeldTimeGoesFromOpenPages() {
        rival.api().post("/api/v1/holds", Map.of("slotId", slot)).isCreated();

        awaitItsEnd();
        assertThat(board.text(".board .held")).contains("Petra Quillfeather", "held until");
        assertThat(list.count(".doctor .chip")).isPositive();
    }

    private void awaitItsEnd() {
        var begin = Instant.now();
        await("both pages follow").until(
                () -> list.count("[id='%s']".formatted(slot)) == 0 && board.count("[id='s-%s']".formatted(slot)) == 0);
        System.out.printf("open pages followed after %d ms%n", Duration.between(begin, Instant.now()).toMillis());
    }
}
