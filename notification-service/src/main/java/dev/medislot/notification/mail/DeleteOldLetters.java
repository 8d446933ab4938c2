package dev.medislot.notification.mail;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes the letters of old mails; the mails stay, so that a repeated event is not mailed again. */
@Component
class DeleteOldLetters {

    private static final Logger LOG = LoggerFactory.getLogger(DeleteOldLetters.class);
    private static final int BATCH = 1_000;

    private final Mails mails;
    private final MailProperties settings;
    private final Clock clock;

    DeleteOldLetters(Mails mails, MailProperties settings, Clock clock) {
        this.mails = mails;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT1M")
    void run() {
        var oldest = clock.instant().minus(settings.kept());
        int all = 0;
        for (int batch = BATCH; batch == BATCH; all += batch) {
            batch = mails.deleteLetters(oldest, BATCH);
        }
        if (all > 0) {
            LOG.info("Deleted the letters of {} mails from before {}", all, oldest);
        }
    }
}
