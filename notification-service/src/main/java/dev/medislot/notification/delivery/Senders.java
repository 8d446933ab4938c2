package dev.medislot.notification.delivery;

import dev.medislot.notification.mail.MailsDue;
import dev.medislot.service.outbox.Workers;
import dev.medislot.service.program.Program;
import dev.medislot.web.problem.ErrorLog;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The threads that send mails: woken by a stored mail, pausing longer and longer while the SMTP server is unreachable.
 */
@Component
@Profile(Program.SERVING)
class Senders implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Senders.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final ErrorLog errors = new ErrorLog(LOG);
    private final SendMail sendMail;
    private final SendRate sendRate;
    private final JavaMailSenderImpl server;
    private final DeliveryProperties settings;
    private final Workers workers;

    Senders(SendMail sendMail, SendRate sendRate, JavaMailSenderImpl server, DeliveryProperties settings) {
        this.sendMail = sendMail;
        this.sendRate = sendRate;
        this.server = server;
        this.settings = settings;
        this.workers = new Workers("sender", settings.senders(), this::run);
    }

    @TransactionalEventListener
    void wake(MailsDue due) {
        workers.wake();
    }

    @Override
    public void start() {
        workers.start();
    }

    @Override
    public void stop() {
        workers.stopNow(STOP_TIMEOUT);
    }

    @Override
    public boolean isRunning() {
        return workers.areRunning();
    }

    private void run() throws InterruptedException {
        try (var smtp = new SmtpConnection(server, SmtpConnection.MAX_REST)) {
            int failures = 0;
            while (workers.areRunning()) {
                try {
                    failures = turn(smtp, failures);
                } catch (DataAccessException | TransactionException e) {
                    LOG.warn("A sender pauses, the database did not answer: {}", e.toString());
                    workers.rest(settings.firstRetry());
                } catch (RuntimeException e) {
                    errors.error("A sender pauses after an unexpected failure", e);
                    workers.rest(settings.longestProbe());
                }
            }
        }
    }

    /** Sends one mail or rests once; returns the number of failures in a row. */
    private int turn(SmtpConnection smtp, int failures) throws InterruptedException {
        var wait = sendRate.take();
        if (wait.isPositive()) {
            workers.rest(wait);
            return failures;
        }
        return switch (sendMail.sendDue(smtp)) {
            case DONE -> 0;
            case NOTHING_DUE -> {
                sendRate.giveBack();
                workers.restUntilWoken(settings.poll());
                yield failures;
            }
            case SERVER_UNREACHABLE -> {
                workers.rest(settings.untilProbe(failures + 1));
                yield failures + 1;
            }
        };
    }
}
