package dev.medislot.gateway.limit;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Logs each refused login with digests, so that neither an email address nor a client's address is in the log. */
@Component
class RefusedLogins {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedLogins.class);
    private static final int DIGITS = 16;
    /** Bounds the log of a flood. */
    private static final Limit LINES = new Limit(100, Duration.ofMillis(50));

    private final TokenBuckets lines = new TokenBuckets(LINES, Ticker.systemTicker());
    private final LongAdder leftOut = new LongAdder();

    void wrong(String account, String address) {
        log("wrong-password", account, address);
    }

    void tooMany(String account, String address) {
        log("too-many", account, address);
    }

    private void log(String reason, String account, String address) {
        if (lines.take(reason).isZero()) {
            LOG.info("Refused a login: reason={} account={} address={} leftOut={}", reason, shortened(account),
                    shortened(address), leftOut.sumThenReset());
        } else {
            leftOut.increment();
        }
    }

    private static String shortened(String digest) {
        return digest.substring(0, Math.min(DIGITS, digest.length()));
    }
}
