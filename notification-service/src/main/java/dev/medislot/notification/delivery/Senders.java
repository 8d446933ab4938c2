package dev.medislot.notification.delivery;

import dev.medislot.notification.mail.MailsDue;
import dev.medislot.service.program.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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

    private final SendMail sendMail;
    private final SendRate sendRate;
    private final JavaMailSenderImpl server;
    private final DeliveryProperties settings;
    private final Semaphore signals = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    Senders(SendMail sendMail, SendRate sendRate, JavaMailSenderImpl server, DeliveryProperties settings) {
        this.sendMail = sendMail;
        this.sendRate = sendRate;
        this.server = server;
        this.settings = settings;
    }

    @TransactionalEventListener
    void wake(MailsDue due) {
        if (signals.availablePermits() < settings.senders()) {
            signals.release();
        }
    }

    @Override
    public void start() {
        running = true;
        for (int i = 1; i <= settings.senders(); i++) {
            threads.add(Thread.ofPlatform().name("sender-" + i).daemon().start(this::run));
        }
    }

    @Override
    public void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        try {
            for (var thread : threads) {
                thread.join(Duration.ofSeconds(10));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        try (var smtp = new SmtpConnection(server)) {
            int failures = 0;
            while (running) {
                try {
                    failures = turn(smtp, failures);
                } catch (DataAccessException | TransactionException e) {
                    LOG.warn("A sender rests, the database did not serve: {}", e.toString());
                    rest(settings.firstRetry());
                } catch (RuntimeException e) {
                    LOG.error("A sender rests after a failure of its own", e);
                    rest(settings.longestRetry());
                }
            }
        } catch (InterruptedException _) {
            // stopped while at rest
        }
    }

    /** One mail, or one rest; the number of failures in a row afterwards. */
    private int turn(SmtpConnection smtp, int failures) throws InterruptedException {
        var wait = sendRate.take();
        if (wait.isPositive()) {
            rest(wait);
            return failures;
        }
        return switch (sendMail.send(smtp)) {
            case DONE -> 0;
            case NOTHING_DUE -> {
                sendRate.giveBack();
                awaitMails();
                yield failures;
            }
            case SERVER_AWAY -> {
                rest(settings.restAfter(failures + 1));
                yield failures + 1;
            }
        };
    }

    private void awaitMails() throws InterruptedException {
        if (signals.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS)) {
            signals.drainPermits();
        }
    }

    private static void rest(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(Math.max(1, time.toMillis()));
    }
}
