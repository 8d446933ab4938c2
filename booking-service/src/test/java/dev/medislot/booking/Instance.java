package dev.medislot.booking;

import dev.medislot.testkit.Api;
import dev.medislot.testkit.DescribedAnswers;
import java.util.LinkedHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One running instance of the service; several may share a database. */
public record Instance(ConfigurableApplicationContext context) implements AutoCloseable {

    /** The address of the first instance of this JVM. */
    private static final AtomicReference<String> FIRST = new AtomicReference<>();

    /** Starts an instance with settings such as {@code medislot.hold-duration=2s}. */
    public static Instance on(String database, String... settings) {
        var all = new LinkedHashMap<String, String>();
        Stream.concat(BookingTest.Settings.properties(database).stream(), Stream.of(settings))
                .map(setting -> setting.split("=", 2))
                .forEach(setting -> all.put(setting[0], setting[1]));
        all.put("server.port", "0");
        var instance = new Instance(
                new SpringApplicationBuilder(BookingApplication.class, StoredClinic.class).run(all.entrySet()
                        .stream()
                        .map(each -> "--" + each.getKey() + "=" + each.getValue())
                        .toArray(String[]::new)));
        FIRST.compareAndSet(null, instance.address());
        DescribedAnswers.reuse(FIRST.get(), instance.address());
        // the first instance describes itself now, not in the first call that a test measures
        Api.at(instance.address()).get("/api/v1/clinic").isOk();
        return instance;
    }

    public StoredClinic clinic() {
        return context.getBean(StoredClinic.class);
    }

    public String address() {
        return clinic().address();
    }

    /** The address of health and metrics. */
    public String managementAddress() {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.management.port");
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
