package dev.medislot.systemtests.faults;

import dev.medislot.systemtests.kit.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A fault and its end. */
record Fault(String name, Act strike, Act heal) {

    @FunctionalInterface
    interface Act {
        void run() throws Exception;
    }

    /** All faults of this fleet. */
    static List<Fault> of(Fleet fleet, EventRepeats repeats, Instances instances, History history) {
        var faults = new ArrayList<>(ofServices(fleet, instances));
        var postgres = new PostgresFaults(fleet.postgres, fleet.jdbcUrl("postgres"), fleet.postgresLog(), history);
        var redis = new RedisRole(fleet.redisPort());
        faults.add(kill("postgresql", fleet.postgres::process, fleet.postgres::start));
        faults.add(new Fault("restart postgresql", postgres::shutDown, postgres::startAfterShutDown));
        faults.add(stop("postgresql", fleet.postgres::process));
        faults.add(kill("redis", fleet.redis::process, fleet.redis::start));
        faults.add(stop("redis", fleet.redis::process));
        faults.add(new Fault("read-only redis", redis::replica, redis::master));
        faults.add(kill("kafka", fleet.kafka::process, fleet.kafka::start));
        faults.add(stop("kafka", fleet.kafka::process));
        faults.add(kill("smtp", () -> Optional.of(fleet.inbox()), fleet::startInbox));
        faults.add(stop("smtp", () -> Optional.of(fleet.inbox())));
        network(faults, "postgresql", fleet.toPostgres);
        network(faults, "redis", fleet.toRedis);
        network(faults, "kafka", fleet.toKafka);
        network(faults, "smtp", fleet.toSmtp);
        fleet.postgresDisk.ifPresent(
                disk -> faults.add(filled("postgresql", disk, () -> postgres.fill(disk), fleet.postgres::start)));
        fleet.kafkaDisk.ifPresent(disk -> faults.add(filled("kafka", disk, disk::fill, fleet.kafka::start)));
        faults.add(new Fault("repeat events on kafka", repeats::send, () -> {
            // nothing to end
        }));
        return faults;
    }

    private static List<Fault> ofServices(Fleet fleet, Instances instances) {
        var faults = new ArrayList<Fault>();
        for (var service : fleet.services()) {
            faults.add(killed(service, instances));
            faults.add(stop(service.name(), () -> ProcessHandle.of(service.pid())));
            network(faults, service.name(), fleet.wayTo(service));
        }
        // the clients of the run would wait for lost connections of their own
        faults.removeIf(fault -> fault.name.equals("lose gateway"));
        fleet.services()
                .stream()
                .collect(Collectors.groupingBy(ServiceProcess::name, TreeMap::new, Collectors.toList()))
                .forEach((name, both) -> {
                    if (both.size() > 1) {
                        faults.add(allKilled(name, both, instances));
                    }
                });
        return faults;
    }

    /** Shuts an instance down, and starts its new version. */
    static Fault upgrade(ServiceProcess service, Instances instances) {
        return new Fault("upgrade " + service.name(), service::close, () -> {
            service.upgrade();
            instances.start(service);
        });
    }

    private static Fault killed(ServiceProcess service, Instances instances) {
        return kill(service.name(), () -> ProcessHandle.of(service.pid()), () -> instances.start(service));
    }

    /** The service is down, and not one of its instances. */
    private static Fault allKilled(String name, List<ServiceProcess> services, Instances instances) {
        var both = killed(services.getFirst(), instances).with(killed(services.getLast(), instances));
        return new Fault("kill all of " + name, both.strike, both.heal);
    }

    /** Two faults at the same time. */
    private Fault with(Fault other) {
        return new Fault(name + " + " + other.name, () -> {
            try {
                strike.run();
            } finally {
                // the end of a fault starts what is then expected to be down
                other.strike.run();
            }
        }, () -> {
            // a service may need the server of the other fault to start
            var second = new FutureTask<Void>(() -> {
                other.heal.run();
                return null;
            });
            Thread.ofVirtual().start(second);
            heal.run();
            second.get();
        });
    }

    /** Two faults at the same time, or only this one if they may hit the same process. */
    Fault withIfApart(Fault other) {
        return target().equals(other.target()) ? this : with(other);
    }

    private String target() {
        return name.substring(name.lastIndexOf(' ') + 1);
    }

    /** On the way to a server, or from the gateway to one instance of a service. */
    private static void network(List<Fault> faults, String server, TcpProxy way) {
        faults.add(new Fault("cut " + server, way::cut, way::heal));
        faults.add(new Fault("slow " + server, () -> way.slow(Duration.ofMillis(150)), way::heal));
        faults.add(new Fault("halve " + server, way::halve, way::heal));
        faults.add(new Fault("lose " + server, way::lose, way::heal));
    }

    /** A server that a full disk has ended is started again. */
    private static Fault filled(String server, SmallDisk disk, Act fill, Act start) {
        return new Fault("fill " + server, fill, () -> {
            disk.clear();
            start.run();
        });
    }

    private static Fault kill(String server, Supplier<Optional<ProcessHandle>> process, Act start) {
        return new Fault("kill " + server, () -> Signals.kill(process.get()), start);
    }

    private static Fault stop(String server, Supplier<Optional<ProcessHandle>> process) {
        return new Fault("stop " + server, () -> Signals.stop(process.get()), () -> Signals.resume(process.get()));
    }

    /** A random one of that name: each service has two instances. */
    static Fault named(String name, List<Fault> faults, Random random) {
        var same = faults.stream().filter(fault -> fault.name.equals(name)).toList();
        if (same.isEmpty()) {
            throw new IllegalArgumentException("No such fault: " + name);
        }
        return same.get(random.nextInt(same.size()));
    }
}
