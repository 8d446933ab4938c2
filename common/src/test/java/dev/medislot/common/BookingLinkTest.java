package dev.medislot.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookingLinkTest {

    @ParameterizedTest
    @ValueSource(strings = { "https://video.example", "https://video.example/room/{bookingId}",
            "https://video.example:8443/{bookingId}?as=patient#{bookingId}", "https://[::1]/x" })
    void anHttpsAddressIsValid(String link) {
        assertThat(BookingLink.isValid(link)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "video.example", "http://video.example", "https:video.example", "https:///room",
            "https://{bookingId}.example", "https://video.example:{bookingId}/", "https://me:secret@video.example",
            "https://{bookingId}@video.example", "https://video.example/a room", "https://video.example/{room}",
            "javascript:alert(1)", "HTTPS://video.example" })
    void anythingElseIsNot(String link) {
        assertThat(BookingLink.isValid(link)).isFalse();
    }

    @Test
    void theIdIsFilledInEverywhere() {
        var id = UUID.randomUUID();

        assertThat(BookingLink.filled("https://video.example/{bookingId}#{bookingId}", id))
                .isEqualTo("https://video.example/%s#%s", id, id);
        assertThat(BookingLink.filled("https://video.example/room", id)).isEqualTo("https://video.example/room");
    }
}
