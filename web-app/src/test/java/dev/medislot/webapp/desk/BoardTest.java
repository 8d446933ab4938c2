package dev.medislot.webapp.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.client.booking.DeskDay;
import dev.medislot.client.booking.DeskDay.DeskSlot;
import dev.medislot.client.booking.DeskDay.DoctorColumn;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.webapp.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BoardTest {

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Times TIMES = new Times(UTC, Locale.US);

    @Test
    void hoursWithoutAWorkingDoctorAreFolded() {
        var board = board("2030-01-06T12:00:00Z", doctor("02:00", "03:00", "09:00", "10:00"), doctor("09:00"));
        assertThat(starts(board)).containsExactly("02:00", "03:00", "09:00", "10:00");
        assertThat(board.rows()).extracting(Board.Row::afterGap).containsExactly(false, false, true, false);
        assertThat(board.rows().getFirst().cells()).extracting(Board.Cell::rows).containsExactly(1, 2);
        assertThat(board.rows().get(2).cells()).hasSize(2);
    }

    @Test
    void anotherDayOpensWhenMoreThanAFewWork() {
        var night = doctor("01:00", "08:00");
        var days = new DoctorColumn[] { night, doctor("08:00"), doctor("08:00"), doctor("08:00"), doctor("09:00") };
        assertThat(board("2030-01-06T12:00:00Z", days).opening()).isEqualTo(1);
        assertThat(board("2030-01-06T12:00:00Z", days).current()).isEqualTo(-1);
    }

    @Test
    void aNightOpensWithTheDayAhead() {
        var days = new DoctorColumn[] { doctor("01:00", "03:00", "08:00"), doctor("08:00"), doctor("08:00"),
                doctor("08:00"), doctor("09:00") };
        assertThat(board("2030-01-07T01:30:00Z", days).current()).isZero();
        assertThat(board("2030-01-07T01:30:00Z", days).opening()).isEqualTo(2);
        assertThat(board("2030-01-07T09:30:00Z", days).opening()).isEqualTo(3);
    }

    @Test
    void aMorningOpensBeforeMostDoctorsWork() {
        var early = doctor("08:00", "10:00");
        var days = new DoctorColumn[] { early, doctor("10:00"), doctor("10:00"), doctor("10:00"), doctor("10:00") };
        assertThat(board("2030-01-07T08:50:00Z", days).opening()).isZero();
    }

    @Test
    void todayOpensAtThePresentTime() {
        var day = doctor("08:00", "09:00", "13:00");
        assertThat(board("2030-01-07T09:30:00Z", day).current()).isEqualTo(1);
        assertThat(board("2030-01-07T09:30:00Z", day).opening()).isEqualTo(1);
        assertThat(board("2030-01-07T11:00:00Z", day).current()).isEqualTo(-1);
        assertThat(board("2030-01-07T11:00:00Z", day).opening()).isEqualTo(2);
        assertThat(board("2030-01-07T20:00:00Z", day).opening()).isEqualTo(2);
    }

    private static Board board(String now, DoctorColumn... doctors) {
        return Board.of(new DeskDay(LocalDate.parse("2030-01-07"), UTC, List.of(doctors), null), TIMES,
                Instant.parse(now));
    }

    private static List<String> starts(Board board) {
        return board.rows().stream().map(row -> row.time().toString().substring(11, 16)).toList();
    }

    /** Free for an hour at each of those times. */
    private static DoctorColumn doctor(String... times) {
        var id = new DoctorId(UUID.randomUUID());
        return new DoctorColumn(id, "Ada Park", null, UTC,
                Arrays.stream(times)
                        .map(time -> slot(id, Instant.parse("2030-01-07T%s:00Z".formatted(time))))
                        .toList());
    }

    private static DeskSlot slot(DoctorId doctor, Instant start) {
        return new DeskSlot(new SlotId(doctor, start), start, start.plusSeconds(3_600), "OPEN", null, null, null, null,
                null, null, null, null, null, List.of());
    }
}
