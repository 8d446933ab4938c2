package dev.medislot.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the gateway. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class GatewayApplication {

    public static void main(String[] args) {
        Upstreams.letGoOfIdleConnectionsBeforeTheServicesDo();
        Upstreams.lookNamesUpAnew();
        SpringApplication.run(GatewayApplication.class, args);
    }
}
