package dev.medislot.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.NestedExceptionUtils;

class GatewaySettingsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = { "medislot.gateway.booking.url=localhost:8082 | medislot.gateway.<service>.url",
                    "medislot.gateway.booking.url=http://b/path | medislot.gateway.<service>.url",
                    "medislot.gateway.read-timeout=0s | medislot.gateway.connect-timeout and read-timeout",
                    "medislot.gateway.max-body=0B | medislot.gateway.max-body",
                    "medislot.gateway.trusted-proxies=( | Unclosed group",
                    "medislot.gateway.cors-origins=* | medislot.gateway.cors-origins",
                    "medislot.gateway.cors-origins=null | medislot.gateway.cors-origins",
                    "medislot.gateway.cors-origins=https://a.example/ | medislot.gateway.cors-origins",
                    "medislot.gateway.cors-origins=https://a.example:443 | medislot.gateway.cors-origins",
                    "medislot.gateway.cors-origins=http://a.example:80 | medislot.gateway.cors-origins",
                    "medislot.gateway.cors-origins=https://A.example | medislot.gateway.cors-origins",
                    "medislot.gateway.cors-origins=https://*.example | medislot.gateway.cors-origins",
                    "medislot.gateway.cors-origins=https://a.example?b | medislot.gateway.cors-origins",
                    "medislot.gateway.cors-origins=https://u@a.example | medislot.gateway.cors-origins",
                    "medislot.gateway.cors-origins=ftp://a.example | medislot.gateway.cors-origins",
                    "medislot.gateway.cors-origins=a.example | medislot.gateway.cors-origins",
                    "'medislot.gateway.cors-origins=https://a.example,b' | medislot.gateway.cors-origins",
                    "medislot.gateway.connections-per-address=0 | medislot.gateway.connections-per-address",
                    "medislot.arrival.head=0s | medislot.arrival.head",
                    "medislot.arrival.request=9s | medislot.arrival.request",
                    "medislot.rate-limit.token.burst=0 | medislot.rate-limit",
                    "medislot.rate-limit.token.every=-1s | medislot.rate-limit" })
    void wrongSettingsAreRefusedAtStart(String setting, String said) {
        var refusal = catchThrowable(() -> RunningGateway.with(setting).close());

        assertThat(refusal).isNotNull();
        assertThat(NestedExceptionUtils.getMostSpecificCause(refusal).getMessage()).contains(said);
    }
}
