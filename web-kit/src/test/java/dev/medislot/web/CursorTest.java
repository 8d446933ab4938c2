package dev.medislot.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.medislot.web.problem.Refused;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CursorTest {

    @Test
    void carriesItsParts() {
        var at = Instant.parse("2026-12-01T17:00:00Z");
        var id = UUID.randomUUID();
        var cursor = Cursor.parse(Cursor.of(at, id).toString(), 2);

        assertThat(cursor.instant(0)).isEqualTo(at);
        assertThat(cursor.uuid(1)).isEqualTo(id);
    }

    @Test
    void refusesWhatNoListAnswered() {
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> Cursor.parse("%%%", 2));
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> Cursor.parse(Cursor.of("a").toString(), 2));
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> Cursor.of("a").instant(0));
    }

    @Test
    void refusesOtherSpellingsOfItsParts() {
        for (var text : List.of("YQ==", "YR", "_w", "7aCA")) {
            assertThatExceptionOfType(Refused.class).as(text).isThrownBy(() -> Cursor.parse(text, 1));
        }
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> Cursor.of("1-1-1-1-1").uuid(0));
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> Cursor.of("").constant(0, DayOfWeek.class));
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> Cursor.of("monday").constant(0, DayOfWeek.class));
        assertThat(Cursor.of("MONDAY").constant(0, DayOfWeek.class)).isEqualTo(DayOfWeek.MONDAY);
    }

    @Test
    void carriesAnyText() {
        for (var text : List.of("", "Aaa\nx", "a.b", "Núñez-O'Brien", "\u2028,;|")) {
            var cursor = Cursor.parse(Cursor.of(text, "", text).toString(), 3);

            assertThat(cursor.parts()).containsExactly(text, "", text);
        }
    }

    @Test
    void refusesWhatNoDatabaseHolds() {
        for (var text : List.of("+1000000000-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z", "9999-01-01T00:00:00Z")) {
            var cursor = Cursor.parse(Cursor.of(text, text.split("T")[0]).toString(), 2);
            assertThatExceptionOfType(Refused.class).isThrownBy(() -> cursor.instant(0));
            assertThatExceptionOfType(Refused.class).isThrownBy(() -> cursor.date(1));
        }
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> Cursor.parse(Cursor.of("a\0").toString(), 1));
    }

    @Test
    void theLastPageHasNoNext() {
        assertThat(new Page(2, null).items(List.of(1, 2), Cursor::of).next()).isNull();
    }

    @Test
    void theExtraRowOnlySaysThatThereIsMore() {
        var page = new Page(2, null).items(List.of(1, 2, 3), Cursor::of);

        assertThat(page.items()).containsExactly(1, 2);
        assertThat(page.next()).isEqualTo(Cursor.of(2).toString());
    }
}
