package dev.medislot.gateway;

import dev.medislot.gateway.route.Upstreams;
import dev.medislot.web.json.JsonSetup;
import dev.medislot.web.limit.RequestLimitSetup;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the gateway. */
@SpringBootApplication(exclude = { JsonSetup.class, RequestLimitSetup.class })
@ConfigurationPropertiesScan
public class GatewayApplication {

    public static void main(String[] args) {
        Upstreams.disableDnsCache();
        SpringApplication.run(GatewayApplication.class, args);
    }
}
