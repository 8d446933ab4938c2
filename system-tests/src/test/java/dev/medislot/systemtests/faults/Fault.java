package dev.medislot.systemtests.faults;

import dev.medislot.systemtests.kit.ServiceProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A fault and its end. */
record Fault(String name, Act strike, Act heal) {

    @FunctionalInterface
    interface Act {
        void run() throws Exception;
    }

    /** All faults of this fleet. */
    static List<Fault> of(Fleet fleet, EventRepeats repeats, Instances instances) {
        var faults = new ArrayList<>(ofServices(fleet, instances));
        faults.add(new Fault("kill postgresql", () -> kill(fleet.postgres.process()), fleet.postgres::start));
        faults.add(new Fault("restart postgresql", fleet.postgres::stop, fleet.postgres::start));
        faults.add(stop("postgresql", fleet.postgres::process));
        faults.add(new Fault("kill redis", () -> kill(fleet.redis.process()), fleet.redis::start));
        faults.add(stop("redis", fleet.redis::process));
        faults.add(new Fault("read-only redis", () -> redis(fleet, "REPLICAOF 127.0.0.1 1"),
                () -> redis(fleet, "REPLICAOF NO ONE")));
        faults.add(new Fault("kill kafka", () -> kill(fleet.kafka.process()), fleet.kafka::start));
        faults.add(stop("kafka", fleet.kafka::process));
        faults.add(new Fault("kill smtp", () -> kill(Optional.of(fleet.inbox())), fleet::startInbox));
        faults.add(stop("smtp", () -> Optional.of(fleet.inbox())));
        network(faults, "postgresql", fleet.toPostgres);
        network(faults, "redis", fleet.toRedis);
        network(faults, "kafka", fleet.toKafka);
        network(faults, "smtp", fleet.toSmtp);
        fleet.postgresDisk.ifPresent(disk -> faults.add(filled("postgresql", disk, fleet.postgres::start)));
        fleet.kafkaDisk.ifPresent(disk -> faults.add(filled("kafka", disk, fleet.kafka::start)));
        faults.add(new Fault("repeat events on kafka", repeats::send, () -> {
            // nothing to end
        }));
        return faults;
    }

    private static List<Fault> ofServices(Fleet fleet, Instances instances) {
        var faults = new ArrayList<Fault>();
        for (var service : fleet.services()) {
            faults.add(killed(service, instances));
            faults.add(new Fault("stop " + service.name(), service::pause, service::resume));
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

    /** Ends a service in order, and starts its new version. */
    static Fault upgrade(ServiceProcess service, Instances instances) {
        return new Fault("upgrade " + service.name(), service::close, () -> {
            service.upgrade();
            instances.start(service);
        });
    }

    private static Fault killed(ServiceProcess service, Instances instances) {
        return new Fault("kill " + service.name(), service::crash, () -> instances.start(service));
    }

    /** The service is down, and not one of its instances. */
    private static Fault allKilled(String name, List<ServiceProcess> services, Instances instances) {
        var both = killed(services.getFirst(), instances).with(killed(services.getLast(), instances));
        return new Fault("kill all of " + name, both.strike, both.heal);
    }

    /** Two faults at the same time. */
    private Fault with(Fault other) {
        return new Fault(name + " + " + other.name, () -> {
            strike.run();
            other.strike.run();
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
    private static Fault filled(String server, SmallDisk disk, Act start) {
        return new Fault("fill " + server, disk::fill, () -> {
            disk.clear();
            start.run();
        });
    }

    private static void kill(Optional<ProcessHandle> process) {
        process.ifPresent(running -> {
            running.destroyForcibly();
            running.onExit().join();
        });
    }

    private static Fault stop(String server, Supplier<Optional<ProcessHandle>> process) {
        return new Fault("stop " + server, () -> signal("STOP", process.get()), () -> signal("CONT", process.get()));
    }

    /** Sends the signal to its children too, as PostgreSQL has one for each connection. */
    private static void signal(String name, Optional<ProcessHandle> process) throws Exception {
        var command = new ArrayList<>(List.of("kill", "-" + name));
        process.stream()
                .flatMap(running -> Stream.concat(Stream.of(running), running.descendants()))
                .forEach(each -> command.add(Long.toString(each.pid())));
        new ProcessBuilder(command).start().waitFor();
    }

    private static void redis(Fleet fleet, String command) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), fleet.redisPort())) {
            socket.getOutputStream()
                    .write("AUTH %s\r\n%s\r\n".formatted(Fleet.PASSWORD, command).getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readNBytes(10);
        }
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
