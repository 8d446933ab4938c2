package dev.medislot.systemtests.benchmark;

import dev.medislot.systemtests.kit.Measured;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The bookings per second of the booking service, over 32 connections and of distinct slots, and the inserts per second
 * of the same rows alone. The other services are stopped meanwhile and process the bookings later.
 */
final class BookingRate {

    private static final int ROUNDS = 3;
    private static final int CONNECTIONS = 32;
    private static final int WARM_UP_BOOKINGS = 1_000;
    /** More than a machine of some cores makes. */
    private static final int MAX_PER_SECOND = 3_000;

    private final Medislot medislot = Medislot.running();
    private final Database booking = Database.of(medislot.infrastructure(), "booking");

    List<Row> measure() throws Exception {
        int measured = (int) (MAX_PER_SECOND * Measured.TIME.multipliedBy(ROUNDS).toSeconds());
        var claims = new Claims(medislot, WarmUp.maxRounds() * WARM_UP_BOOKINGS + measured);
        int eventLength = claims.eventLength();

        var loads = new ArrayList<Load>();
        var inserted = new ArrayList<Double>();
        var others = List.of(medislot.availability(), medislot.notification(), medislot.gateway());
        others.forEach(ServiceProcess::pause);
        try (var inserts = new PlainInserts(booking, CONNECTIONS, claims.doctors(), eventLength)) {
            var warmUp = WarmUp.of(List.of(medislot.booking()), () -> claims.warmUp(CONNECTIONS, WARM_UP_BOOKINGS));
            inserts.perSecond(Duration.ofSeconds(1));
            for (int i = 0; i < ROUNDS && !claims.areUsedUp(); i++) {
                claims.settle();
                loads.add(claims.during(Measured.TIME, CONNECTIONS));
                claims.settle();
                inserted.add(inserts.perSecond(Measured.TIME));
            }
            LockSupport.parkNanos(Measured.OLDEST_NEWS.toNanos());
            var row = row(inserts, loads, inserted);
            others.forEach(ServiceProcess::resume);
            claims.catchUp();
            return List.of(warmUp.row("bookings"), row);
        } finally {
            others.forEach(ServiceProcess::resume);
        }
    }

    private static Row row(PlainInserts inserts, List<Load> loads, List<Double> inserted) {
        var all = Load.all(loads);
        return new Row(
                "bookings over HTTP: token, lock, claim, outbox; " + CONNECTIONS + " connections, distinct slots",
                "≥ 0.5",
                Row.text("%s, p50 %.0f ms, p99 %.0f ms",
                        Row.rate(all.perSecond(), loads.stream().map(Load::perSecond).toList()), all.within(0.5),
                        all.within(0.99)),
                "the same rows by %s, %d clients: %s".formatted(inserts.name(), CONNECTIONS,
                        Row.rate(Row.mean(inserted), inserted)),
                Row.text("%.2f", all.perSecond() / Row.mean(inserted)));
    }
}
