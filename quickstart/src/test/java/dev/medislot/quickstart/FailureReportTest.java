package dev.medislot.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureReportTest {

    @Test
    void propertyValueAndReasonAreNamed() {
        assertThat(FailureReport.inOneLine("""
                2026-01-01 INFO Starting
                ***************************
                APPLICATION FAILED TO START
                ***************************

                Description:

                Failed to bind properties under 'medislot.hold-duration' to java.time.Duration:

                    Property: medislot.hold-duration
                    Value: "soon"
                    Origin: System Environment Property "MEDISLOT_HOLD_DURATION"
                    Reason: failed to convert java.lang.String to java.time.Duration

                Action:

                Update your application's configuration
                """)).isEqualTo("medislot.hold-duration is \"soon\" (System Environment Property "
                + "\"MEDISLOT_HOLD_DURATION\"): failed to convert java.lang.String to java.time.Duration");
    }

    @Test
    void secretsAreNotRepeated() {
        assertThat(FailureReport.inOneLine("""
                APPLICATION FAILED TO START
                ***************************

                Description:

                    Property: medislot.staff.password
                    Value: "hunter2"
                    Reason: size must be between 12 and 128

                Action:
                """)).contains("medislot.staff.password", "size must be").doesNotContain("hunter2");
    }

    @Test
    void descriptionsBecomeOneLine() {
        assertThat(FailureReport.inOneLine("""
                APPLICATION FAILED TO START
                ***************************

                Description:

                Web server failed to start.
                Port 8081 was already in use.

                Action:
                """)).isEqualTo("Web server failed to start. Port 8081 was already in use.");
    }

    @Test
    void aRefusedSettingIsToldWithoutClassNames() {
        assertThat(FailureReport.inOneLine("""
                APPLICATION FAILED TO START
                ***************************

                Description:

                Failed to bind properties under 'medislot' to dev.medislot.availability.schedule.ScheduleProperties:

                    Reason: java.lang.IllegalArgumentException: medislot.horizon-days must be 1 to 400, not 401

                Action:
                """)).isEqualTo("medislot.horizon-days must be 1 to 400, not 401");
    }

    @Test
    void aDatabaseThatCannotBeReachedIsNamed() {
        assertThat(FailureReport.inOneLine("""
                ERROR o.s.boot.SpringApplication - Application run failed
                Caused by: org.postgresql.util.PSQLException: Connection to 127.0.0.1:5 refused. Check the hostname.
                    at org.postgresql.Driver.connect(Driver.java:1)
                Caused by: java.net.ConnectException: Connection refused
                """)).isEqualTo("the database refuses: Connection to 127.0.0.1:5 refused. Check the hostname.");
    }

    @Test
    void aDatabaseThatLetsNobodyInIsNamed() {
        assertThat(FailureReport.inOneLine("""
                ERROR o.s.boot.SpringApplication - Application run failed
                org.springframework.beans.factory.BeanCreationException: Error creating bean 'flyway'
                Caused by: java.lang.IllegalStateException: wrapped
                Caused by: org.postgresql.util.PSQLException: FATAL: password authentication failed for user "medislot"
                    at org.postgresql.Driver.connect(Driver.java:1)
                """)).isEqualTo("the database refuses: FATAL: password authentication failed for user \"medislot\"");
    }

    @Test
    void causesAreFoundInStructuredLogsToo() {
        assertThat(FailureReport.inOneLine(
                "{\"level\":\"ERROR\",\"stack_trace\":\"a.b.C: x\\nCaused by: d.e.F: no route to host\\n\\tat g\"}"))
                        .isEqualTo("no route to host");
    }

    @Test
    void silenceIsSaidToo() {
        assertThat(FailureReport.inOneLine("")).isEqualTo("it said nothing");
    }
}
