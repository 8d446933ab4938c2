package dev.medislot.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ErrorLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("errors");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final AtomicLong now = new AtomicLong();
    private final ErrorLog log = new ErrorLog(logger, now::get);

    @BeforeEach
    void listen() {
        logger.detachAndStopAllAppenders();
        logger.setAdditive(false);
        logger.addAppender(lines);
        lines.start();
    }

    @Test
    void repeatedCauseIsOneLineWithItsCount() {
        for (int i = 0; i < 3; i++) {
            log.error("Answered 500", bug());
        }

        assertThat(traces()).containsExactly(true, false, false);
        assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage)
                .element(2)
                .asString()
                .startsWith("Answered 500: java.lang.IllegalStateException at ")
                .endsWith(", 3 times since its stack trace")
                .doesNotContain("secret");
    }

    @Test
    void stackTraceComesAgainAfterAMinute() {
        log.error("Answered 500", bug());
        now.addAndGet(Duration.ofSeconds(59).toNanos());
        log.error("Answered 500", bug());
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        log.error("Answered 500", bug());

        assertThat(traces()).containsExactly(true, false, true);
    }

    @Test
    void anotherCauseHasItsOwnStackTrace() {
        log.error("Answered 500", bug());
        log.error("Answered 500", new IllegalArgumentException("elsewhere"));
        log.error("Answered 500", new IllegalStateException("another line"));
        log.error("Answered 500", new IllegalStateException(bug()));

        assertThat(traces()).containsExactly(true, true, true, false);
    }

    private List<Boolean> traces() {
        return lines.list.stream().map(line -> line.getThrowableProxy() != null).toList();
    }

    private static IllegalStateException bug() {
        return new IllegalStateException("secret");
    }
}
