package dev.medislot.web.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretPathsTest {

    private final SecretPaths paths = new SecretPaths();

    @ParameterizedTest
    @CsvSource({ "/api/v1/calendar/3q2-7wAAq1.ics, /api/v1/calendar/***",
            "http://127.0.0.1:8083/api/v1/calendar/3q2-7wAAq1.ics?x=1, http://127.0.0.1:8083/api/v1/calendar/***?x=1",
            "/api/v1/calendar/3q2-7wAAq1, /api/v1/calendar/***",
            "/api/v1/reminders/3q2-7wAAq1?x=1, /api/v1/reminders/***?x=1",
            "/api/v1/bookings/42/cancellation?token=3q2-7wAAq1, /api/v1/bookings/42/cancellation?token=***",
            "/api/v1/waitlist/42?x=1&token=3q2-7wAAq1&y=2, /api/v1/waitlist/42?x=1&token=***&y=2" })
    void theSecretOfAnAddressIsMasked(String address, String masked) {
        assertThat(filtered(address)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/api/v1/calendar", "/api/v1/calendar/{secret}.ics", "/api/v1/reminders/{secret}",
            "/api/v1/waitlist/42?token={token}", "/api/v1/doctors/42/calendar?from=2026-12-01" })
    void otherAddressesStay(String address) {
        assertThat(filtered(address)).isEqualTo(address);
    }

    @Test
    void otherValuesStay() {
        var context = new Observation.Context();
        context.addHighCardinalityKeyValue(KeyValue.of("http.url", "/api/v1/calendar/3q2.ics"));
        context.addLowCardinalityKeyValue(KeyValue.of("method", "GET"));

        paths.map(context);

        assertThat(context.getAllKeyValues()).containsExactlyInAnyOrder(KeyValue.of("method", "GET"),
                KeyValue.of("http.url", "/api/v1/calendar/***"));
    }

    private String filtered(String address) {
        var context = new Observation.Context();
        context.addHighCardinalityKeyValue(KeyValue.of("http.url", address));
        context.addLowCardinalityKeyValue(KeyValue.of("uri", address));

        paths.map(context);

        assertThat(context.getLowCardinalityKeyValue("uri").getValue())
                .isEqualTo(context.getHighCardinalityKeyValue("http.url").getValue());
        return context.getHighCardinalityKeyValue("http.url").getValue();
    }
}
