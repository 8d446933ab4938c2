package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.TraceCollector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** One trace follows a booking from the gateway through Kafka to the mails, and logs name trace and booking. */
@ResourceLock(Medislot.LOCK)
class TraceIT {

    private final Medislot medislot = Medislot.running();
    private final Clinic clinic = medislot.clinic();

    @Test
    void aBookingIsOneTraceFromTheGatewayToItsMails() {
        var doctor = clinic.aDoctor("America/Chicago", "IL");
        var patient = clinic.aPatient("IL");
        var booked = clinic.books(patient, clinic.openings(doctor, "IL").getFirst().id()).isCreated();

        var event = medislot.events().ofBooking(booked.text("id"), 1).getFirst();
        var trace = event.headers().get("traceparent").split("-")[1];
        medislot.mails().to(patient, 1);
        medislot.mails().to(doctor, 1);

        await("the trace is whole").untilAsserted(() -> {
            var spans = medislot.traces().ofTrace(trace);
            assertThat(spans).extracting(TraceCollector.Span::service)
                    .contains("gateway", "booking-service", "availability-service", "notification-service");
            assertThat(spans).filteredOn(span -> span.service().equals("notification-service"))
                    .extracting(TraceCollector.Span::name)
                    .filteredOn("send mail"::equals)
                    .hasSize(2);
        });
        assertThat(medislot.booking().log()).containsPattern(trace + ".*" + booked.text("id"));
        assertThat(medislot.notification().log()).containsPattern("\"bookingId\":\"" + booked.text("id"));
    }
}
