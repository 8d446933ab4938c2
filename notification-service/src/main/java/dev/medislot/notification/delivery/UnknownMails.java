package dev.medislot.notification.delivery;

import dev.medislot.notification.mail.DueMails;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Counts mails of kinds that a newer release stored, and logs each kind once; only that release sends them. */
@Component
class UnknownMails {

    private static final Logger LOG = LoggerFactory.getLogger(UnknownMails.class);

    private final Set<String> logged = ConcurrentHashMap.newKeySet();
    private final AtomicLong waiting = new AtomicLong();
    private final DueMails mails;

    UnknownMails(DueMails mails, MeterRegistry meters) {
        this.mails = mails;
        Gauge.builder("medislot.mails.unknown", waiting, AtomicLong::get)
                .description("Waiting mails of kinds that only a newer release sends")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT2S")
    void count() {
        var kinds = mails.waitingOfUnknownKinds();
        waiting.set(kinds.values().stream().mapToLong(Long::longValue).sum());
        kinds.keySet()
                .stream()
                .filter(logged::add)
                .forEach(kind -> LOG.warn("Mails of kind {} wait for the newer release that stored them", kind));
    }
}
