package dev.medislot.gateway.limit;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * The wrong passwords that were tried for one account, and the addresses where its right one was used. All times are
 * nanoseconds since 1970.
 *
 * @param failures in a row without a pause of an hour; a try counts until its answer is known
 * @param last the time of the last try
 * @param hour the bucket of the account over all addresses
 * @param from the bucket of each address that tried
 * @param homes the addresses with a right password, and when it was used last
 */
record GuessedAccount(int failures, long last, long hour, Map<String, Long> from, Map<String, Long> homes) {

    static final GuessedAccount UNKNOWN = new GuessedAccount(0, 0, 0, Map.of(), Map.of());
    static final Duration HOME = Duration.ofDays(90);

    private static final long REMEMBERED = Duration.ofHours(1).toNanos();
    private static final int MAX_HOMES = 10;
    private static final int MAX_DOUBLINGS = 7;

    /**
     * How often a password may be guessed.
     *
     * @param ofPair for one account from one address
     * @param ofAccount for one account from all addresses
     */
    record Limits(Limit ofPair, Limit ofAccount) {}

    /** Removes the failures and addresses that are too old to count. */
    GuessedAccount at(long now) {
        return new GuessedAccount(now - last > REMEMBERED ? 0 : failures, last, hour,
                where(from, fullAt -> fullAt > now), where(homes, used -> now - used < HOME.toNanos()));
    }

    /** The time until the account is as good as unknown, if it is not tried again. */
    Duration kept(Limits limits, long now) {
        var buckets = Math.max(limits.ofPair().nanosOfBurst(), limits.ofAccount().nanosOfBurst());
        var failed = Duration.ofNanos(Math.max(REMEMBERED, buckets));
        return homes.values().stream().map(used -> HOME.minusNanos(now - used)).reduce(failed, GuessedAccount::longer);
    }

    /** Returns true without a wrong password from any address. */
    boolean hasNoFailure() {
        return failures == 0;
    }

    /** Returns true if the right password was used, here or elsewhere. */
    boolean hasHome() {
        return !homes.isEmpty();
    }

    boolean isHome(String address) {
        return homes.containsKey(address);
    }

    /** The time until a password may be tried from that address. */
    Duration wait(Limits limits, String address, long now) {
        var pair = limits.ofPair().wait(from.getOrDefault(address, 0L), now);
        var account = limits.ofAccount().wait(hour, now);
        return longer(longer(pair, account), isHome(address) ? Duration.ZERO : delay(limits, now));
    }

    /** Grows to two minutes, so that many addresses together guess no faster than one. */
    private Duration delay(Limits limits, long now) {
        var beyond = failures - limits.ofPair().burst();
        if (beyond < 0) {
            return Duration.ZERO;
        }
        var delay = Duration.ofSeconds(Math.min(120, 1L << Math.min(beyond, MAX_DOUBLINGS)));
        return longer(delay.minusNanos(now - last), Duration.ZERO);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Counts a try whose answer is not known yet. */
    GuessedAccount tried(Limits limits, String address, long now) {
        var buckets = new HashMap<>(from);
        buckets.put(address, limits.ofPair().after(from.getOrDefault(address, 0L), now));
        return new GuessedAccount(failures + 1, now, limits.ofAccount().after(hour, now), buckets, homes);
    }

    /** Undoes one try. */
    GuessedAccount givenBack(Limits limits, String address) {
        var buckets = new HashMap<>(from);
        buckets.computeIfPresent(address, (_, fullAt) -> fullAt - limits.ofPair().nanosPerRequest());
        return new GuessedAccount(Math.max(0, failures - 1), last, hour - limits.ofAccount().nanosPerRequest(), buckets,
                homes);
    }

    /** Remembers that the right password was used there. */
    GuessedAccount usedAt(String address, long now) {
        var used = new HashMap<>(homes);
        used.put(address, now);
        if (used.size() > MAX_HOMES) {
            used.entrySet().stream().min(Map.Entry.comparingByValue()).ifPresent(old -> used.remove(old.getKey()));
        }
        return new GuessedAccount(failures, last, hour, from, used);
    }

    private static Map<String, Long> where(Map<String, Long> times, LongPredicate isKept) {
        return times.entrySet()
                .stream()
                .filter(entry -> isKept.test(entry.getValue()))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
