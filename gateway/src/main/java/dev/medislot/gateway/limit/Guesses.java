package dev.medislot.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.medislot.gateway.limit.GuessedAccount.Limits;
import dev.medislot.gateway.shared.SharedTexts;
import dev.medislot.gateway.shared.SharedTexts.Change;
import dev.medislot.gateway.shared.SharedTexts.RequestTexts;
import dev.medislot.web.limit.Bulkhead;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts tries of passwords before their answers are known, and gives the right ones back.
 * <p>
 * An address with too many failures is slowed down for accounts that never logged in, and not at all for accounts that
 * did and have no failure; only accounts with a failure are refused there.
 */
@Component
class Guesses {

    /** The max wait of a request that is slowed down. */
    static final Duration MAX_WAIT = Duration.ofSeconds(2);

    private static final int AT_ONCE = 4;
    private static final int MAX_ADDRESSES = 100_000;
    private static final Limit SLOWED_DOWN = new Limit(5, Duration.ofSeconds(1));

    /** The end of a try, as its answer shows it. */
    enum End {
        RIGHT, WRONG, NEITHER
    }

    /** A try that was let in, or the time until it may be repeated. */
    sealed interface Entry {

        record TooMany(Duration retryAfter) implements Entry {}

        /**
         * A try that goes on to its service.
         *
         * @param pace the buckets that get a token back after any other answer than a wrong password
         * @param turn the bulkhead that the try leaves after any answer
         * @param isAddressCounted the address's failures include this try
         */
        record Try(RequestTexts stored, String account, String address, @Nullable TokenBuckets pace,
                @Nullable Bulkhead turn, boolean isAddressCounted) implements Entry {}
    }

    private final Limits limits;
    private final Limit ofAddress;
    private final TokenBuckets newcomers;
    private final TokenBuckets returning;
    private final TokenBuckets slowed;
    /** Keeps the tries of one address from filling the queue for the service's processors. */
    private final LoadingCache<String, Bulkhead> turns = Caffeine.newBuilder()
            .maximumSize(MAX_ADDRESSES)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build(_ -> new Bulkhead(AT_ONCE, MAX_WAIT));
    /** When the block of each address ends; saves most requests of a flood the second request to Redis. */
    private final Cache<String, Long> fullUntil = Caffeine.newBuilder()
            .maximumSize(MAX_ADDRESSES)
            .expireAfterWrite(MAX_WAIT)
            .build();
    private final SharedTexts texts;
    private final JsonMapper json;
    private final Clock clock;

    @Autowired
    Guesses(RateLimitProperties limits, SharedTexts texts, JsonMapper json) {
        this(limits, texts, json, Clock.systemUTC());
    }

    Guesses(RateLimitProperties limits, SharedTexts texts, JsonMapper json, Clock clock) {
        this.limits = new Limits(limits.failedLogins(), limits.failedLoginsOfAccount());
        this.ofAddress = limits.failedLoginsOfAddress();
        this.newcomers = new TokenBuckets(limits.accounts(), Ticker.systemTicker());
        this.returning = new TokenBuckets(limits.accounts(), Ticker.systemTicker());
        this.slowed = new TokenBuckets(SLOWED_DOWN, Ticker.systemTicker());
        this.texts = texts;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Lets a try in, after a wait if it is slowed down.
     *
     * @param ofAddress the time until the address may try an account that is not known there
     */
    Entry enter(String account, String address, Duration ofAddress) throws InterruptedException {
        var stored = texts.ofRequest();
        var now = now();
        var known = account(stored.read(key(account)), now);
        var wait = known.wait(limits, address, now);
        if (!wait.isZero()) {
            return new Entry.TooMany(wait);
        }
        var isTrusted = known.isHome(address) || (known.hasHome() && known.hasNoFailure());
        if (!isTrusted && !ofAddress.isZero()) {
            return new Entry.TooMany(ofAddress);
        }
        var entry = isTrusted ? paced(returning, stored, account, address, false)
                : counted(stored, account, address, known.hasNoFailure());
        return entry instanceof Entry.Try admitted ? counted(admitted) : entry;
    }

    private Entry counted(RequestTexts stored, String account, String address, boolean isClean)
            throws InterruptedException {
        var wait = takeOfAddress(stored, address);
        if (wait.isZero()) {
            var entry = paced(newcomers, stored, account, address, true);
            if (entry instanceof Entry.TooMany) {
                giveBackOfAddress(stored, address);
            }
            return entry instanceof Entry.Try admitted ? inTurn(admitted) : entry;
        }
        return isClean ? paced(slowed, stored, account, address, false) : new Entry.TooMany(wait);
    }

    private Entry inTurn(Entry.Try admitted) {
        var turn = turns.get(admitted.address());
        if (turn.enter()) {
            return new Entry.Try(admitted.stored(), admitted.account(), admitted.address(), admitted.pace(), turn,
                    admitted.isAddressCounted());
        }
        giveBackPace(admitted);
        return new Entry.TooMany(MAX_WAIT);
    }

    private static Entry paced(TokenBuckets pace, RequestTexts stored, String account, String address,
            boolean isAddressCounted) throws InterruptedException {
        var wait = pace.reserve(address, MAX_WAIT);
        if (wait.compareTo(MAX_WAIT) > 0) {
            return new Entry.TooMany(wait);
        }
        Thread.sleep(wait);
        return new Entry.Try(stored, account, address, pace, null, isAddressCounted);
    }

    /** Counts the try for its account; other tries may have been counted since the account was read. */
    private Entry counted(Entry.Try admitted) {
        var now = now();
        var wait = admitted.stored().change(key(admitted.account()), text -> {
            var known = account(text, now);
            var left = known.wait(limits, admitted.address(), now);
            return left.isZero() ? changed(known.tried(limits, admitted.address(), now), now, left)
                    : Change.nothing(left);
        });
        if (wait.isZero()) {
            return admitted;
        }
        leave(admitted);
        giveBackPace(admitted);
        return new Entry.TooMany(wait);
    }

    private static void leave(Entry.Try admitted) {
        var turn = admitted.turn();
        if (turn != null) {
            turn.leave();
        }
    }

    void end(Entry.Try admitted, End end) {
        leave(admitted);
        switch (end) {
            case WRONG -> {
                if (!admitted.isAddressCounted()) {
                    chargeAddress(admitted.stored(), admitted.address());
                }
            }
            case RIGHT -> {
                giveBackPace(admitted);
                change(admitted,
                        known -> known.givenBack(limits, admitted.address()).usedAt(admitted.address(), now()));
            }
            case NEITHER -> {
                giveBackPace(admitted);
                change(admitted, known -> known.givenBack(limits, admitted.address()));
            }
        }
    }

    /** Remembers an account that was registered from that address. */
    void registered(String account, String address) {
        change(new Entry.Try(texts.ofRequest(), account, address, null, null, false),
                known -> known.usedAt(address, now()));
    }

    private void giveBackPace(Entry.Try admitted) {
        var pace = admitted.pace();
        if (pace != null) {
            pace.giveBack(admitted.address());
        }
        if (admitted.isAddressCounted()) {
            giveBackOfAddress(admitted.stored(), admitted.address());
        }
    }

    private void change(Entry.Try admitted, UnaryOperator<GuessedAccount> step) {
        admitted.stored().change(key(admitted.account()), text -> {
            var now = now();
            return changed(step.apply(account(text, now)), now, true);
        });
    }

    private Duration takeOfAddress(RequestTexts stored, String address) {
        var now = now();
        var until = fullUntil.getIfPresent(address);
        if (until != null && until > now) {
            return Duration.ofNanos(until - now);
        }
        var wait = stored.change(addressKey(address), text -> {
            var fullAt = fullAt(text);
            var left = ofAddress.wait(fullAt, now);
            return left.isZero() ? ofAddress(ofAddress.after(fullAt, now), left) : Change.nothing(left);
        });
        if (!wait.isZero()) {
            fullUntil.put(address, now + wait.toNanos());
        }
        return wait;
    }

    private void giveBackOfAddress(RequestTexts stored, String address) {
        fullUntil.invalidate(address);
        stored.change(addressKey(address), text -> ofAddress(fullAt(text) - ofAddress.nanosPerRequest(), true));
    }

    private <T> Change<T> ofAddress(long fullAt, T outcome) {
        return new Change<>(Long.toString(fullAt), Duration.ofNanos(ofAddress.nanosOfBurst()), outcome);
    }

    /** Adds a failure that was not counted before; an empty bucket stays as it is. */
    private void chargeAddress(RequestTexts stored, String address) {
        takeOfAddress(stored, address);
    }

    private static String key(String account) {
        return "medislot:guesses:" + account;
    }

    private static String addressKey(String address) {
        return "medislot:guesses-of:" + address;
    }

    private static long fullAt(String text) {
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    private long now() {
        var now = Instant.now(clock);
        return Duration.ofSeconds(now.getEpochSecond(), now.getNano()).toNanos();
    }

    private GuessedAccount account(String text, long now) {
        try {
            return text.isEmpty() ? GuessedAccount.UNKNOWN : json.readValue(text, GuessedAccount.class).at(now);
        } catch (JacksonException _) {
            return GuessedAccount.UNKNOWN;
        }
    }

    /** Random guesses must not fill Redis, so an account without a home is kept only while its failures count. */
    private <T> Change<T> changed(GuessedAccount account, long now, T outcome) {
        return new Change<>(json.writeValueAsString(account), account.kept(limits, now), outcome);
    }
}
