package dev.medislot.availability.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EditModeTest {

    @Test
    void anEditKeepsBookingsByDefault() {
        assertThat(new EditMode(null, null).cancelsBookings()).isFalse();
        assertThat(new EditMode("keep", null).cancelsBookings()).isFalse();
        assertThat(new EditMode("cancel", null).cancelsBookings()).isTrue();
    }

    @Test
    void onlyTrueIsAPreview() {
        assertThat(new EditMode(null, "true").isPreview()).isTrue();
        assertThat(new EditMode(null, "false").isPreview()).isFalse();
        assertThat(new EditMode(null, null).isPreview()).isFalse();
    }

    @Test
    void aPreviewLeavesTheVersion() {
        assertThat(new EditMode(null, "true").versionAfter(3, 4)).isEqualTo(3);
        assertThat(new EditMode(null, "false").versionAfter(3, 4)).isEqualTo(4);
    }
}
