package dev.medislot.gateway;

import dev.medislot.testkit.Answer;
import dev.medislot.testkit.Api;
import dev.medislot.web.own.OwnCalls;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway on a free port. */
public final class RunningGateway implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final int port;

    private RunningGateway(ConfigurableApplicationContext context) {
        this.context = context;
        this.port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    public static RunningGateway with(String... settings) {
        var arguments = new ArrayList<>(
                List.of("--server.port=0", "--server.address=127.0.0.1", "--management.server.port=0"));
        if (Arrays.stream(settings).noneMatch(setting -> setting.startsWith("medislot.redis.url="))) {
            arguments.add("--medislot.redis.url=redis://127.0.0.1:1");
        }
        for (var setting : settings) {
            arguments.add("--" + setting);
        }
        return new RunningGateway(SpringApplication.run(GatewayApplication.class, arguments.toArray(String[]::new)));
    }

    public int port() {
        return port;
    }

    /** Asks the port of health and metrics. */
    public Answer manage(String path) {
        return Api.at("http://127.0.0.1:" + context.getEnvironment().getProperty("local.management.port")).get(path);
    }

    /** The calls of this gateway's pages. */
    OwnCalls ownCalls() {
        return context.getBean(OwnCalls.class);
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    public Answer send(String method, String path, String body, String... headers) {
        return Api.at("http://127.0.0.1:" + port).with(headers).call(method, path, body.isEmpty() ? null : body);
    }

    @Override
    public void close() {
        context.close();
    }
}
