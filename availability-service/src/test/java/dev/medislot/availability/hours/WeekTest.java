package dev.medislot.availability.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.medislot.availability.slot.TimeOfDay;
import dev.medislot.availability.slot.Window;
import dev.medislot.web.problem.Refused;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WeekTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 12, 2);
    private static final LocalDate TUESDAY = LocalDate.of(2026, 12, 8);

    @Test
    void aWeekShowsEveryWeekday() {
        assertThat(Week.of(List.of(), TODAY)).containsOnlyKeys(DayOfWeek.values());
    }

    @Test
    void aWindowThatHasEndedIsNotShown() {
        var ended = window(TUESDAY.minusWeeks(2), TODAY.minusDays(1));

        assertThat(Week.of(List.of(ended), TODAY).get(DayOfWeek.TUESDAY)).isEmpty();
    }

    @Test
    void onlyALaterWindowShowsItsFirstDate() {
        var windows = List.of(window(TUESDAY, null), window(TUESDAY.plusWeeks(1), null));

        assertThat(Week.of(windows, TODAY).get(DayOfWeek.TUESDAY)).extracting(WorkingWindow::from)
                .containsExactly(null, TUESDAY.plusWeeks(1));
    }

    @Test
    void aWeekThatWasReadCanBeWritten() {
        var windows = List.of(window(TUESDAY, null), window(TUESDAY.plusWeeks(1), TUESDAY.plusWeeks(3)));

        assertThat(Week.windows(Week.of(windows, TODAY), TODAY)).isEqualTo(windows);
    }

    @Test
    void aPastFirstDateMakesNoOtherWindow() {
        assertThat(Week.same(window(TUESDAY.minusWeeks(9), null), window(TUESDAY, null), TODAY)).isTrue();
        assertThat(Week.same(window(TUESDAY, null), window(TUESDAY, TUESDAY), TODAY)).isFalse();
    }

    @Test
    void aWindowMustEndAfterItStarts() {
        var hours = new WorkingWindow(TimeOfDay.parse("09:00"), TimeOfDay.parse("09:00"), null, null);

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Week.windows(Map.of(DayOfWeek.MONDAY, List.of(hours)), TODAY));
    }

    @Test
    void aFirstDateMustBeOnItsWeekday() {
        var hours = new WorkingWindow(TimeOfDay.parse("09:00"), TimeOfDay.parse("10:00"), TUESDAY, null);

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Week.windows(Map.of(DayOfWeek.MONDAY, List.of(hours)), TODAY));
    }

    @Test
    void aNightThatHasBegunYesterdayGoesOn() {
        var tuesdays = TODAY.minusDays(1);
        var night = new Window(true, tuesdays, null, TimeOfDay.parse("22:00"), TimeOfDay.parse("06:00"));
        var lastNight = new Window(true, tuesdays.minusWeeks(3), tuesdays, TimeOfDay.parse("22:00"),
                TimeOfDay.parse("06:00"));
        var fromNextWeek = new Window(true, TUESDAY, null, TimeOfDay.parse("22:00"), TimeOfDay.parse("06:00"));

        assertThat(Week.windows(Week.of(List.of(night), TODAY), TODAY)).containsExactly(night);
        assertThat(Week.of(List.of(lastNight), TODAY).get(DayOfWeek.TUESDAY)).hasSize(1);
        assertThat(Week.of(List.of(lastNight), TODAY.plusDays(1)).get(DayOfWeek.TUESDAY)).isEmpty();
        assertThat(Week.of(List.of(fromNextWeek), TODAY).get(DayOfWeek.TUESDAY)).extracting(WorkingWindow::from)
                .containsExactly(TUESDAY);
        assertThat(Week.windows(Week.of(List.of(fromNextWeek), TODAY), TODAY)).containsExactly(fromNextWeek);
    }

    private static Window window(LocalDate first, @Nullable LocalDate until) {
        return new Window(true, first, until, TimeOfDay.parse("09:00"), TimeOfDay.parse("10:00"));
    }
}
