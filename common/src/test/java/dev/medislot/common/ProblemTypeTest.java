package dev.medislot.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProblemTypeTest {

    @Test
    void slugsAndStatusesAreTheContract() {
        assertThat(Stream.of(ProblemType.values()).map(type -> type.status() + " " + type.slug())).containsExactly(
                "400 validation", "400 malformed", "401 unauthenticated", "403 forbidden", "404 not-found",
                "405 method-not-allowed", "406 not-acceptable", "415 unsupported-media-type", "413 payload-too-large",
                "409 slot-taken", "409 patient-busy", "409 email-taken", "409 overlap", "409 state-conflict",
                "422 idempotency-conflict", "412 stale", "422 not-licensed", "422 slot-in-past", "422 too-late",
                "422 too-many-bookings", "422 email-unconfirmed", "422 phone-needed", "422 wrong-password",
                "422 second-factor", "429 too-many-requests", "500 internal", "503 unavailable");
    }

    @Test
    void theTypeIsAUrn() {
        assertThat(ProblemType.SLOT_TAKEN.uri()).isEqualTo(URI.create("urn:medislot:problem:slot-taken"));
    }
}
